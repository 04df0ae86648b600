// Bytes of a text looked at eight at a time, in one word of the machine: for scanners that pass over most of
// what they read.
#pragma once

#include <bit>
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

/// Of each byte that is 0 up to the first of them, its top bit; what lies behind that may tell lies.
constexpr std::uint64_t zeros(std::uint64_t word) { return (word - one_in_each) & ~word & top_of_each; }

/// Which of the eight bytes the first bit that is set lies in, counted as they stand in the text; `bits` is
/// not 0. For marks as those of zeros().
constexpr std::size_t first_marked(std::uint64_t bits) {
  static_assert(std::endian::native == std::endian::little,
                "bytes would have to be counted from the other end");
  return static_cast<std::size_t>(std::countr_zero(bits)) / 8;
}

/// The first place from `at` on at which one of the letters stands; the text's size when there is none.
template <char... letters>
std::size_t find_one_of(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = eight_at(text.data() + at);
    if (const std::uint64_t found = (zeros(word ^ eight_of(letters)) | ...); found != 0)
      return at + first_marked(found);
  }
  while (at < text.size() && ((text[at] != letters) && ...)) ++at;
  return at;
}

/// The first place from `at` on at which `letter` does not stand.
template <char letter>
std::size_t skip_run_of(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t others = eight_at(text.data() + at) ^ eight_of(letter);
    if (others != 0) return at + first_marked(others);
  }
  while (at < text.size() && text[at] == letter) ++at;
  return at;
}

}  // namespace gh::base
