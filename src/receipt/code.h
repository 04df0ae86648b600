// Codes that people type by hand: 32 letters and digits that cannot be taken for one another, in groups of
// four, the last three characters of a code being checks over all the others. Says nothing of what a code is
// for.
//
// Letters: Crockford's Base32 (https://www.crockford.com/base32.html): no I, L, O or U; read in either case,
// O as 0, I and L as 1. Checks: a Reed-Solomon code over GF(32), so that any one, two or three wrong
// characters are found, whatever they are (two neighbours that changed places are two), and the place of a
// single wrong one can be named. A checksum of the whole would find the same mistakes only mostly, and could
// not say where to look; correcting the mistake ourselves was refused: a guess could be another person's.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gh::receipt {

inline constexpr std::size_t check_characters = 3;
inline constexpr std::size_t longest_code = 31;  // the field has no more places than that

/// The first `characters` letters of `bytes` written in Base32, five bits each, high bits first. There must
/// be enough of them.
std::string base32(std::span<const unsigned char> bytes, std::size_t characters);

/// `letters` (canonical, at most longest_code - check_characters) and their checks.
std::string with_checks(std::string_view letters);

/// The canonical form of a code as typed: capitals, no blanks, no dashes, checks found right.
/// in: `length` of the code, checks among it; `noun` for the words: "invitation code"
/// err: usage, which says what is wrong with it and, for one wrong character, in which group
base::Result<std::string> read_code(std::string_view typed, std::size_t length, std::string_view noun);

/// "7K3M-…": in groups of four.
std::string spell_code(std::string_view code);

}  // namespace gh::receipt
