#include "page/facts/octets.h"

#include <algorithm>

#include "base/text.h"

namespace gh::page {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

// The length of the well-formed character at bytes[at], or 0.
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view character = bytes.substr(at, length);
  return character.size() == length && base::is_utf8(character) ? length : 0;
}

// Bytes, each with the words of a text that it stands for.
class Octets {
 public:
  explicit Octets(const Text& text) : text_(text) {}

  void plain(std::size_t at) { add(text_.words()[at], at, at + 1); }
  void add(char byte, std::size_t begin, std::size_t end) {
    bytes_ += byte;
    places_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  // As UTF-8 where it is, else byte by byte as Latin-1: cards of old programs.
  Text take() const {
    Text out;
    std::size_t at = 0;
    while (at < bytes_.size()) {
      const std::size_t run = plain_run(at);
      if (run > 0) {
        out.append_part(text_, places_[at].begin, places_[at].begin + run);
        at += run;
        continue;
      }
      at += append_character(out, at);
    }
    return out;
  }

 private:
  // How many bytes stand in the text just so, one behind the other; whole characters, as the text is UTF-8.
  std::size_t plain_run(std::size_t at) const {
    std::size_t run = 0;
    while (at + run < bytes_.size() && places_[at + run].begin == places_[at].begin + run &&
           places_[at + run].end == places_[at + run].begin + 1) {
      ++run;
    }
    return run;
  }

  std::size_t append_character(Text& out, std::size_t at) const {
    if (std::string_view(bytes_).substr(at, 2) == "\r\n") {
      out.append_for("\n", text_.source(places_[at].begin, places_[at + 1].end));
      return 2;
    }
    const std::size_t length = character_length(bytes_, at);
    const std::size_t last = at + std::max<std::size_t>(length, 1) - 1;
    std::string words = bytes_.substr(at, length);
    if (length == 0 || words == std::string_view("\0", 1)) {
      const auto byte = static_cast<unsigned char>(bytes_[at]);
      words.clear();
      base::append_code_point(words, byte == 0 ? 0xFFFD : byte);
    }
    out.append_for(words, text_.source(places_[at].begin, places_[last].end));
    return last - at + 1;
  }

  const Text& text_;
  std::string bytes_;
  std::vector<Span> places_;
};

Text escaped(const Text& text, std::size_t begin, char sign) {
  Octets octets(text);
  const std::string_view words = text.words();
  for (std::size_t at = begin; at < words.size();) {
    const int high = words[at] == sign && at + 2 < words.size() ? hex_digit(words[at + 1]) : -1;
    const int low = high >= 0 ? hex_digit(words[at + 2]) : -1;
    if (low < 0) {
      octets.plain(at++);
      continue;
    }
    octets.add(static_cast<char>(high * 16 + low), at, at + 3);
    at += 3;
  }
  return octets.take();
}

}  // namespace

Text percent_decoded(const Text& text, std::size_t begin) { return escaped(text, begin, '%'); }

Text quoted_printable_decoded(const Text& text, std::size_t begin) { return escaped(text, begin, '='); }

Text base64_decoded(const Text& text, std::size_t begin) {
  Octets octets(text);
  const std::string_view words = text.words();
  unsigned bits = 0;
  int count = 0;
  std::size_t first = begin;  // where the bits at hand begin
  for (std::size_t at = begin; at < words.size(); ++at) {
    if (base::trim(words.substr(at, 1)).empty()) continue;
    const int digit = base64_digit(words[at]);
    if (digit < 0) break;
    if (count == 0) first = at;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    // A place of one letter would read as that letter itself.
    octets.add(static_cast<char>(bits >> count & 0xFF), first, std::max(at + 1, first + 2));
    first = at;
  }
  return octets.take();
}

}  // namespace gh::page
