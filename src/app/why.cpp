#include "app/why.h"

#include <fmt/format.h>

#include "base/definition.h"
#include "base/file.h"
#include "base/text.h"
#include "report/words.h"

namespace gh::app {
namespace {

using base::DefinitionTable;

constexpr std::size_t quoted_columns = 120;

DefinitionTable required_table(DefinitionTable& root, std::string_view key) {
  auto table = root.table(key);
  if (!table) root.problem(key, fmt::format("the table [{}] is missing", key));
  return table.value_or(root);
}

template <class Enum>
std::map<std::string, std::string, std::less<>> words_by_name(DefinitionTable& root, std::string_view key,
                                                              std::initializer_list<Enum> values) {
  DefinitionTable table = required_table(root, key);
  std::map<std::string, std::string, std::less<>> words;
  for (Enum value : values) words.emplace(detect::name(value), table.required_text(detect::name(value)));
  return words;
}

}  // namespace

base::Result<WhyWords> WhyWords::load(const std::filesystem::path& share) {
  using namespace detect;
  const std::filesystem::path path = share / "data" / "why.toml";
  const auto toml = base::read_file(path, std::size_t{4} << 20);
  if (!toml) return toml.error();
  base::DefinitionFile file(*toml, path.string());
  DefinitionTable root = file.root();
  root.integer("schema", 1);
  WhyWords words;
  words.whose_ = words_by_name(root, "whose", {Whose::self, Whose::other});
  words.certainty_ =
      words_by_name(root, "certainty", {Certainty::certain, Certainty::likely, Certainty::possible});
  words.seen_by_ =
      words_by_name(root, "seen_by",
                    {Visibility::passer_by, Visibility::member, Visibility::unknown, Visibility::owner_only});
  words.hidden_ = required_table(root, "hidden").required_text("words");
  words.not_yours_ = required_table(root, "not_yours").required_text("words");
  for (DefinitionTable& table : root.tables("kind")) {
    const auto kind = kind_named(table.required_text("kind"));
    KindWhy why{table.required_text("yours"), table.required_text("others"), table.required_text("rule"),
                table.required_text("thief")};
    if (!kind) table.problem("kind", "no kind of finding has this name");
    if (kind) words.kinds_[*kind] = std::move(why);
  }
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (words.kinds_.count(static_cast<Kind>(i)) == 0)
      root.problem("kind", fmt::format("no words for the kind {}", name(static_cast<Kind>(i))));
  }
  for (DefinitionTable& table : root.tables("rule")) {
    const auto [row, is_new] = words.rules_.emplace(table.required_text("id"), table.required_text("words"));
    if (!is_new) table.problem("id", "the rule " + row->first + " has words already");
  }
  if (auto error = file.error()) return *error;
  return words;
}

std::string_view WhyWords::rule(std::string_view id) const {
  auto found = rules_.find(id);
  if (found == rules_.end()) found = rules_.find(id.substr(0, id.find('.')));
  return found == rules_.end() ? std::string_view() : std::string_view(found->second);
}

std::string WhyWords::sentence(const detect::Finding& finding) const {
  const KindWhy& kind = kinds_.at(finding.kind);
  const bool own = finding.whose == detect::Whose::self;
  const std::string_view because = rule(finding.rule);
  return fmt::format("We take \"{}\" in {} for {}, because {}, and {}; {}, {}{}, and {}.",
                     base::shorten(base::collapse_blanks(finding.evidence.text), quoted_columns),
                     report::field_words(finding.evidence.field), own ? kind.yours : kind.others,
                     because.empty() ? std::string_view(kind.rule) : because,
                     whose_.find(detect::name(finding.whose))->second,
                     certainty_.find(detect::name(finding.certainty))->second,
                     seen_by_.find(detect::name(finding.seen_by))->second,
                     finding.hidden ? " " + hidden_ : "", own ? kind.thief : not_yours_);
}

}  // namespace gh::app
