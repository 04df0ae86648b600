#include "detect/family.h"

#include "detect/family_reading.h"

namespace gh::detect {

Family::Family(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Family::Family(Family&&) noexcept = default;
Family::~Family() = default;

base::Result<Family> Family::load(const std::filesystem::path& folder, lexicon::GivenNames names,
                                  lexicon::DateWords words, PatternBook& book) {
  auto answers = PhraseFile::load(folder / "family.toml", book, answer_lists, {meme_name});
  if (!answers) return answers.error();
  auto children = PhraseFile::load(folder / "children.toml", book, child_lists);
  if (!children) return children.error();
  auto confidential = PhraseFile::load(folder / "confidential.toml", book, confidential_lists, {class_list});
  if (!confidential) return confidential.error();
  Prefilter of_addresses;
  const auto inside = of_addresses.add(confidential->lists[inside_address].text());
  of_addresses.finish();
  return Family(std::make_unique<Rules>(Rules{std::move(names), std::move(words), std::move(*answers),
                                              std::move(*children), std::move(*confidential),
                                              std::move(of_addresses), inside}));
}

}  // namespace gh::detect
