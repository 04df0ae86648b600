#include "page/image/text.h"

#include "base/text.h"

namespace gh::page {
namespace {

bool is_blank(char c) { return c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_plain(char c) { return c != '\0' && static_cast<unsigned char>(c) < 0x80; }

void trim_blanks(std::string_view bytes, std::size_t& begin, std::size_t& end) {
  while (begin < end && is_blank(bytes[begin])) ++begin;
  while (end > begin && is_blank(bytes[end - 1])) --end;
}

void append_character(Text& out, char32_t value, Span source) {
  std::string character;
  base::append_code_point(character, value);
  out.append_for(character, source);
}

constexpr bool is_high_half(std::uint64_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_half(std::uint64_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

Text words_in_latin_1(const Strand& strand, std::size_t begin, std::size_t end) {
  const std::string_view bytes = strand.bytes();
  trim_blanks(bytes, begin, end);
  Text words;
  for (std::size_t at = begin; at < end;) {
    std::size_t plain = at;
    while (plain < end && is_plain(bytes[plain])) ++plain;
    if (plain > at) strand.append_to(words, at, plain);
    if (plain < end) {
      const auto value = static_cast<unsigned char>(bytes[plain]);
      append_character(words, value == 0 ? U' ' : char32_t{value}, strand.source(plain, plain + 1));
    }
    at = plain + 1;
  }
  return words;
}

Text words_in_utf_8(const Strand& strand, std::size_t begin, std::size_t end) {
  const std::string_view bytes = strand.bytes();
  trim_blanks(bytes, begin, end);
  if (!base::is_utf8(bytes.substr(begin, end - begin))) return words_in_latin_1(strand, begin, end);
  Text words;
  if (begin < end) strand.append_to(words, begin, end);
  return words;
}

Text words_in_utf_16(const Strand& strand, std::size_t begin, std::size_t end, ByteOrder order) {
  const std::string_view bytes = strand.bytes();
  if (end - begin >= 2) {
    const std::uint64_t mark = number_at(bytes, begin, 2);
    if (mark == 0xFEFF) order = ByteOrder::big;
    if (mark == 0xFFFE) order = ByteOrder::little;
    if (mark == 0xFEFF || mark == 0xFFFE) begin += 2;
  }
  Text words;
  for (std::size_t at = begin; at + 2 <= end;) {
    const std::uint64_t unit = number_at(bytes, at, 2, order);
    if (unit == 0) break;
    const std::uint64_t next = at + 4 <= end ? number_at(bytes, at + 2, 2, order) : 0;
    const bool pair = is_high_half(unit) && is_low_half(next);
    const std::uint64_t value = pair ? 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00) : unit;
    append_character(words, static_cast<char32_t>(value), strand.source(at, at + (pair ? 4 : 2)));
    at += pair ? 4 : 2;
  }
  return words;
}

}  // namespace gh::page
