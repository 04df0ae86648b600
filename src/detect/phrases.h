// What people say outright, found by pattern: rules in data/detectors/*.toml over text with its capitals
// (cased.h). A pattern reads small and large letters alike but where a macro for names says otherwise; its
// named groups are the values.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <re2/re2.h>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "detect/finding.h"
#include "detect/material.h"
#include "detect/pattern.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// One row of a file.
struct Phrase {
  std::string id;
  std::string clause;
  Kind kind = Kind::family_name_answer;
  Certainty certainty = Certainty::likely;
  Pattern pattern;
  Pattern not_before, then, not_then;  // right before the match, right behind it
  Pattern needs, unless;               // somewhere in the sentence
  Pattern needs_near, unless_near;     // within some 200 bytes
  int adjectives = 0;                  // the number of its group `adj`; 0 for none
  bool people = false;                 // a list of people follows: "Tom (7) and Ella"
  bool dates = false;                  // a date in the sentence belongs to them
  bool child_said = false;             // the words themselves say that it is a child's: a date needs no name
  bool newborn = false;                // a date without a year is one of the last weeks
  bool names_first = false;            // the list must begin with a name: \"Children: 3\" is a number of them
  bool third = false;                  // "her son": counts where the page's person is named
  int owner = 0;                       // the number of its group `owner`, whose the value is; 0 for none
  bool subject = false;                // no other's full name right before it: "Jane Hill, 34, mum of"
  bool named_only = false;             // a value must be a known given name
  bool of_school = false;              // of pupils, whoever writes, on a page that names the person
  bool first_known = false;            // of a list's names the first must be a known given name
  Pattern needs_page;                  // in a title or heading of the page, or its first lines
  int oldest = 99;                     // an age above that is no child's
};

struct PhraseFile {
  std::string clause;
  std::vector<Phrase> phrases;
  std::unordered_set<std::string> stop;        // folded words that are no names
  std::unordered_set<std::string> keeps_s;     // surnames that end in an s of their own
  std::unordered_set<std::string> adjectives;  // all that a group `adj` may hold
  std::vector<Pattern> lists;  // `lists` of the file, for the code that asks for them by place

  /// `lists`: how many lists code asks for; fewer, or an empty one, is an error. `triggers`: places of those
  /// that code asks Material about.
  static base::Result<PhraseFile> load(const std::filesystem::path& file, PatternBook& book,
                                       std::size_t lists, std::initializer_list<std::size_t> triggers = {});

  /// False where no phrase can match.
  bool may_match(const Material& material, const FoldedPassage& in) const;

  // Of the phrases, in the prefilter.
  Prefilter::Number first = 0, last = 0;
  std::vector<std::uint32_t> by_number;  // the phrase of each number from `first` on
  std::vector<std::uint32_t> always;     // phrases that are not in it
};

/// A passage as phrases see it: "Label: words", the label's part being no evidence.
struct Spoken {
  const FoldedPassage& in;
  std::string text;       // cased
  std::size_t label = 0;  // bytes in front of the passage's own words
  const lexicon::GivenNames* given_names = nullptr;
  mutable std::optional<bool> shouted = std::nullopt;  // once asked for

  /// In capitals all through.
  bool is_shouted() const;

  /// The finding at text[begin, end); nothing where that reaches into the label.
  std::optional<Finding> finding(std::size_t begin, std::size_t end, Kind kind, std::string_view rule,
                                 std::string_view clause) const;
};

/// A match of a phrase. Group i of the pattern is groups[i], the whole match groups[0].
struct PhraseMatch {
  const Phrase& phrase;
  const Spoken& spoken;
  const std::vector<re2::StringPiece>& groups;

  std::size_t begin() const { return at(groups[0]); }
  std::size_t end() const { return at(groups[0]) + groups[0].size(); }
  std::size_t at(const re2::StringPiece& group) const {
    return static_cast<std::size_t>(group.data() - spoken.text.data());
  }
};

/// Bytes of the sentence around text[begin, end), at most `reach` to either side.
std::string_view sentence_around(std::string_view text, std::size_t begin, std::size_t end,
                                 std::size_t reach = 240);

/// Calls `use` with every match that its phrase's conditions allow; `use` returns how far it read (0: to the
/// end of the match). A group `adj` of words that are no adjectives makes it no match.
void each_match(const PhraseFile& file, const Material& material, const Spoken& spoken,
                const std::function<std::size_t(const PhraseMatch&)>& use);

}  // namespace gh::detect
