// What a regular expression cannot match without, read off the expression itself: nothing is compiled. Knows
// the syntax that rule files use; what it does not know it takes for something that needs nothing, so that no
// match is ever lost.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gh::detect {

/// Words of which one at least must stand in a text, inside other words too. In small letters.
using AnyOf = std::vector<std::string>;

/// Among the words of an AnyOf: any digit.
inline constexpr std::string_view any_digit = "\x01";

/// Before or behind a word: no letter from a to z stands there.
inline constexpr char edge = '\x02';

/// in:  expressions for folded text, or such that read large letters as small ones
/// out: of each of these, one word stands in every folded text that holds a match of all of them; the rarest
///      first, as far as letters tell, and no more than three. Empty when nothing is known
/// Linear in the expressions but for what it lists, which is bounded.
std::vector<AnyOf> needles_of(std::span<const std::string_view> patterns);

}  // namespace gh::detect
