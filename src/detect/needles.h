// What a regular expression cannot match without, read off the expression itself: nothing is compiled. Knows
// the syntax that rule files use; what it does not know it takes for something that needs nothing, so that no
// match is ever lost.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace gh::detect {

/// Words of which one at least must stand in a text, inside other words too. In small letters.
using AnyOf = std::vector<std::string>;

/// Among the words of an AnyOf: any digit.
inline constexpr std::string_view any_digit = "\x01";

/// Before or behind a word: no letter from a to z stands there.
inline constexpr char edge = '\x02';

/// More bytes than any reach that is known.
inline constexpr std::size_t no_reach = std::size_t{1} << 20;

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

/// in:  expressions for folded text, or such that read large letters as small ones; `also` must match
///      somewhere in the same text
/// out: needles, as rare as the frequencies of words and letters tell
/// Linear in the expressions but for what it lists, which is bounded.
Needles needles_of(std::string_view pattern, std::span<const std::string_view> also = {},
                   const lexicon::WordFrequencies& frequencies = {});

}  // namespace gh::detect
