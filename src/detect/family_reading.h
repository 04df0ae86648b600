// What the readers of families share: the files of rules, which passages they look at, which words are names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "detect/cased.h"
#include "detect/family.h"
#include "detect/people.h"
#include "detect/phrases.h"

namespace gh::detect {

// By place in `lists` of family.toml, children.toml and confidential.toml.
enum AnswerList : std::size_t {
  car_make,
  meme_name,
  meme_part,
  meme_answer,
  street_end,
  animal,
  answer_lists
};
enum ChildList : std::size_t {
  roll_cue,
  child_field,
  birth_label,
  age_label,
  said_yesterday,
  said_tomorrow,
  said_today,
  named_after,
  came_on_weekday,
  came_yesterday,
  came_today,
  others_heading,
  writer_line,
  class_page,
  pupils_heading,
  child_lists  // how many there are
};
enum ConfidentialList : std::size_t { class_list, inside_address, confidential_lists };

struct Family::Rules {
  lexicon::GivenNames given_names;
  lexicon::DateWords words;
  PhraseFile answers, children, confidential;
  Prefilter of_addresses;                   // what an address of an inside page cannot do without
  std::optional<Prefilter::Number> inside;  // nothing when that is not known
};

inline bool holds(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(piece(text), pattern);
}

/// Words with a capital that may be a given name, those of `stop` never; with `known_only` only listed ones.
class Names : public NameTest {
 public:
  Names(const lexicon::GivenNames& given, const std::unordered_set<std::string>& stop, bool known_only)
      : given_(given), stop_(stop), known_only_(known_only) {}

  bool may_be(std::string_view word) const override {
    const std::string small = plain(word);
    if (small.size() < 2 || stop_.contains(small)) return false;
    return !known_only_ || is_known(word);
  }

  bool is_known(std::string_view word) const override {
    const std::string small = plain(word);
    if (stop_.contains(small)) return false;
    if (given_.has(small)) return true;
    const std::size_t hyphen = small.find('-');
    return hyphen != std::string::npos && given_.has(small.substr(0, hyphen));
  }

 private:
  static std::string plain(std::string_view word) {
    std::string small = base::lower_ascii(word);
    if (small.ends_with("'s")) small.resize(small.size() - 2);
    return small;
  }

  const lexicon::GivenNames& given_;
  const std::unordered_set<std::string>& stop_;
  bool known_only_;
};

/// "Tom's" without its 's.
Part bare(std::string_view text, Part name);

/// Somebody else's words or facts: mark-up says so, or the row of a table is another's.
bool is_others(const Material& material, const FoldedPassage& in);

/// "…," said Mrs Hill: what stands in quotation marks is another's when somebody says it.
bool is_quoted(std::string_view cased, std::size_t at);

/// The label beside the passage; in a table of questions and answers its row says what is asked.
const std::string& label_of(const scrape::Passage& passage);

/// One pass over a page with one file of rules.
class Reading {
 public:
  // `also`: what else is looked for, by place in the file's lists.
  Reading(const Material& material, const lexicon::GivenNames& names, const PhraseFile& file,
          std::optional<std::size_t> also = std::nullopt)
      : material_(material), names_(names), file_(file), also_(also) {}

  // Calls `use` for every passage that can matter.
  template <class Use>
  void each_passage(Use use) {
    for (const FoldedPassage& in : material_.passages) {
      const scrape::Passage& passage = *in.passage;
      if (passage.place == scrape::Place::navigation || in.is_address) continue;
      const std::string& said = label_of(passage);
      const bool may_match =
          file_.may_match(material_, in) || (also_ && material_.may_match(in, file_.lists[*also_]));
      if (!may_match && passage.field != "child" && passage.field != "partner") continue;
      Spoken spoken{in, material_.cased_of(in, names_), 0, &names_};
      if (!said.empty() && said.size() < 80) {
        const std::string label = cased_label(said) + ": ";
        spoken.label = label.size();
        spoken.text.insert(0, label);
      }
      use(spoken);
    }
  }

  const Material& material() const { return material_; }

 private:
  const Material& material_;
  const lexicon::GivenNames& names_;
  const PhraseFile& file_;
  std::optional<std::size_t> also_;
};

/// The matches of a passage that is not somebody else's (is_others), which costs more to tell than to match:
/// most passages hold none.
template <class Use>
void each_own_match(const PhraseFile& file, const Material& material, const Spoken& spoken, Use use) {
  std::optional<bool> others;
  each_match(file, material, spoken, [&](const PhraseMatch& match) -> std::size_t {
    if (!others) others = is_others(material, spoken.in);
    return *others ? 0 : use(match);
  });
}

/// Reports the words of a phrase's group.
void add(std::vector<Finding>& out, const Material& material, const Spoken& spoken, Part part,
         const Phrase& phrase);

}  // namespace gh::detect
