// What a regular expression cannot match without, read off the expression itself: nothing is compiled. Knows
// the syntax that rule files use; what it does not know it takes for something that needs nothing, so that no
// match is ever lost.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "detect/needle_parts.h"
#include "detect/needle_words.h"

namespace gh::detect {

/// Words of which one stands near another, in bytes between their beginnings, at most: before it, behind it.
struct Neighbour {
  AnyOf words;
  std::size_t before = no_reach, behind = no_reach;
};

/// What a text must hold where a pattern matches. `rarest` is empty when nothing is known.
struct Needles {
  AnyOf rarest;                  // one of these stands in the match, or if `reach` is no_reach, in the text
  std::vector<Neighbour> near;   // of each of these one stands in the match, too, beside the one of `rarest`
  std::vector<AnyOf> anywhere;   // of each of these one stands in the text
  std::size_t reach = no_reach;  // bytes: no match is longer; a word that is repeated counts as 24
  // No match begins further before the beginning of the one of `rarest`, nor ends further behind its end.
  std::size_t before = no_reach, after = no_reach;
  bool at_begin = false;  // a match begins where the text does
};

/// Reads what patterns need; what many of them share is read once.
class NeedleReader {
 public:
  /// in:  `frequencies`, which must outlive this
  explicit NeedleReader(const lexicon::WordFrequencies& frequencies) : often_(frequencies), parts_(often_) {}
  NeedleReader(const NeedleReader&) = delete;
  NeedleReader& operator=(const NeedleReader&) = delete;

  /// in:  expressions for folded text, or such that read large letters as small ones; `also` must match
  ///      somewhere in the same text
  /// out: needles, as rare as the frequencies of words and letters tell
  /// Linear in the expressions but for what it lists, which is bounded.
  Needles read(std::string_view pattern, std::span<const std::string_view> also = {});

 private:
  struct Rated {
    double often = 0;
    Need need;
  };

  std::vector<Rated> rated(std::vector<Need> needs);
  Rated rated(Need need);

  Frequencies often_;
  ExpressionReader parts_;
  std::map<AnyOf, Rated> long_;  // by the words of a need, without what lies around them
};

}  // namespace gh::detect
