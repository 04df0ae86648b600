// Detectors that are cue phrases and a list: each is one file in data/detectors/ that says engine = "cues",
// and no C++. Its cases are tests/detect/<name>.tsv.
//
//   schema  = 1
//   engine  = "cues"
//   kind    = "home_town"     what is found; a cue may say another kind
//   clause  = "SEC-05"        of the policy that asks for it
//   list    = "places"        data/lexicon/places.toml (lexicon/word_list.h); a cue may say another list
//   joiners = ["on", "the"]   may stand inside a name without a capital
//   stops   = ["now", "and"]  end a name even with a capital
//   subject_behind = '^, ([a-z]+) has '  behind a value: whose it is, when its group is a name
//
// [[cue]], in order: where two read a value at the same place, the first decides.
//
//   id      = "home-town.grew-up"
//   before  = '\bgrew up in '  RE2 over folded text; the value begins where it ends. Or
//   after   = '^ is my home'   the value ends where it begins. With both, what follows the value must match.
//   near    = '\bmy team\b'    Or: names of the list anywhere in a passage that matches.
//   needs   = '...'           the passage must match this, too
//   fields  = ["home_town"]   only in passages of these fields (scrape/profile.h), or that bear
//   labels  = ["lives in"]    one of these labels; without a pattern the value begins where the passage does
//   value   = "name"          list, name, words, rest or field: see values.h
//   words   = 4               at most
//   says    = "nothing"       what looks so but is not: later cues leave the place alone
//   whose   = "self"          self (but where mark-up or a heading says otherwise) or other; else the words
//                             before the cue and behind it decide (whose.h). "subject": the cue is a verb,
//                             and whatever is before it its subject. "said": counts only when something says
//                             that it is the person's. "named": only when the cue's words hold one of their
//                             names. "next": only when the next sentence or paragraph begins with
//                             the person's whole name, as papers begin
//   as      = "list"          the value as the list writes it; else as the page does
//   certainty = "likely"      certain, likely or possible
//
// [[not]] vetoes a value when all that it says holds; [[other]] says in the same way that it is not the
// person's.
//
//   before  = '...$'          against the words before the value, the cue's too
//   after   = '^...'          against the words behind it
//   value   = '^...$'         against the value
//   passage = '...'           against all of the passage
//   cues    = ["home-town.grew-up"]  only values of these cues
//   fields, labels            as above
//   unless_headed = true      not below a heading that is the person's own name
//
// All of them may ask more of a passage: beside = ["salary"] (the page has one of these labels, too),
// places = ["main"] (scrape::Place), in_post = false, named = true (mark-up carries the name of a person),
// selected = true (a selector of a definition found it).
//
// Patterns should not look further than a sentence ([^.!?\n]{0,60}, never .*): each match costs what it looks
// at.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/material.h"

namespace gh::detect {

class Cued {
 public:
  /// Every file of data/detectors/ with engine = "cues"; errors carry file:line:column.
  static base::Result<Cued> load(const std::filesystem::path& data, PatternBook& book);
  Cued(Cued&&) noexcept;
  ~Cued();

  /// In order of the passages.
  std::vector<Finding> find(const Material& material) const;

  /// By name.
  const std::vector<CueFile>& files() const;

 private:
  struct Rules;
  explicit Cued(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
