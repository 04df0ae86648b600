// What the readers of shapes ask of the bytes of folded text. Shared by them alone.
#pragma once

#include <cstddef>
#include <string_view>

namespace gh::detect {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
inline bool is_inside_word(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }
inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool one_of(char c, std::string_view set) {
  for (char one : set) {
    if (one == c) return true;
  }
  return false;
}

// A picture, a bullet or another sign stands before `at`, which is no part of a word; a sign of money is one.
inline bool is_sign_before(std::string_view text, std::size_t at) {
  std::size_t lead = at;
  while (lead > 0 && at - lead < 4 && (static_cast<unsigned char>(text[lead - 1]) & 0xC0) == 0x80) --lead;
  if (lead == 0 || lead == at) return false;
  const std::string_view sign = text.substr(lead - 1, at - lead + 1);
  const auto first = static_cast<unsigned char>(sign[0]);
  return (first == 0xC2 || first == 0xE2 || first == 0xEF || first == 0xF0) && sign != "\xC2\xA3" &&
         sign != "\xE2\x82\xAC";
}

// The byte before `at` goes on in what begins there.
inline bool is_word_before(std::string_view text, std::size_t at) {
  return at > 0 && is_inside_word(text[at - 1]) && !is_sign_before(text, at);
}

inline char at_or_blank(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

inline std::size_t word_begin(std::string_view text, std::size_t at) {
  while (at > 0 && is_alnum(text[at - 1])) --at;
  return at;
}
inline std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_alnum(text[at])) ++at;
  return at;
}

}  // namespace gh::detect
