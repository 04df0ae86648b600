// Bytes of a text looked at eight at a time, in one word of the machine: for scanners that pass over most of
// what they read.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace gh::base {

inline constexpr std::uint64_t one_in_each = 0x0101010101010101u, top_of_each = 0x8080808080808080u;

/// The eight bytes that begin at `bytes`, which must be there.
inline std::uint64_t eight_at(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

constexpr std::uint64_t eight_of(char c) { return one_in_each * static_cast<unsigned char>(c); }

/// True when one of the eight bytes is 0.
constexpr bool holds_zero(std::uint64_t word) { return ((word - one_in_each) & ~word & top_of_each) != 0; }

/// The first place from `at` on at which one of the letters stands; the text's size when there is none.
template <char... letters>
std::size_t find_one_of(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = eight_at(text.data() + at);
    if ((holds_zero(word ^ eight_of(letters)) || ...)) break;
  }
  while (at < text.size() && ((text[at] != letters) && ...)) ++at;
  return at;
}

/// The first place from `at` on at which `letter` does not stand.
template <char letter>
std::size_t skip_run_of(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size() && eight_at(text.data() + at) == eight_of(letter)) at += 8;
  while (at < text.size() && text[at] == letter) ++at;
  return at;
}

}  // namespace gh::base
