// Ages as people write them, for patterns: "41", "4-0", "forty-one", "five-oh".
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace gh::detect {

/// `pattern` with each {age} as a group that captures an age of two digits or in words from ten on; before
/// "st", "nd", "rd", "th" also what such words leave of themselves: "fortie", "forty-fir".
std::string with_age(std::string pattern, const lexicon::DateWords& words);

/// The number that such a group captured; 0 for none.
int age_in(std::string_view captured, const lexicon::DateWords& words);

}  // namespace gh::detect
