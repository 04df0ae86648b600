// What a JSON value says: escapes decoded, each word traced.
#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "page/facts/json.h"
#include "page/facts/reference.h"

namespace gh::page {
namespace {

struct Decoded {
  std::string words;
  std::size_t length = 0;  // bytes that spell it; 0 when nothing is spelt there
};

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

std::optional<char32_t> hex4(std::string_view text, std::size_t at) {
  if (at > text.size() || text.size() - at < 4) return std::nullopt;
  char32_t value = 0;
  for (char c : text.substr(at, 4)) {
    const int digit = digit_value(c);
    if (digit > 15) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

Decoded character(char32_t value, std::size_t length) {
  Decoded decoded;
  base::append_code_point(decoded.words, value == 0 ? 0xFFFD : value);
  decoded.length = length;
  return decoded;
}

Decoded reference(std::string_view raw, std::size_t at) {
  auto found = reference_at(raw, at);
  return found ? Decoded{std::move(found->words), found->length} : Decoded{};
}

Decoded unicode_escape(std::string_view raw, std::size_t at) {
  const auto unit = hex4(raw, at + 2);
  if (!unit) return {"u", 2};
  if (*unit >= 0xD800 && *unit < 0xDC00 && raw.substr(std::min(at + 6, raw.size())).starts_with("\\u")) {
    const auto low = hex4(raw, at + 8);
    if (low && *low >= 0xDC00 && *low < 0xE000)
      return character(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), 12);
  }
  return character(*unit, 6);
}

// What JavaScript's strings have beside JSON's escapes: "\x41", "\u{1F382}", a line that goes on. Length 0
// when raw[at] begins none of them. src: https://tc39.es/ecma262/#prod-EscapeSequence
Decoded script_escape(std::string_view raw, std::size_t at) {
  const std::string_view rest = raw.substr(at + 1);
  if (rest.starts_with('\n')) return {"", 2};
  if (rest.starts_with("\r\n")) return {"", 3};
  const bool braced = rest.starts_with("u{");
  if (!braced && !rest.starts_with('x')) return {};
  const std::size_t first = braced ? 2 : 1;
  const std::size_t end = braced ? rest.substr(0, 10).find('}') : std::min<std::size_t>(3, rest.size());
  std::uint32_t value = 0;
  if (end == std::string_view::npos) return {};
  const auto [parsed, error] = std::from_chars(rest.data() + first, rest.data() + end, value, 16);
  if (error != std::errc() || parsed != rest.data() + end || value == 0) return {};
  return character(value, end + (braced ? 2 : 1));
}

// What the backslash at raw[at] and what follows it mean.
Decoded escape(std::string_view raw, std::size_t at, bool references) {
  if (at + 1 >= raw.size()) return {"\\", 1};
  if (Decoded found = script_escape(raw, at); found.length != 0) return found;
  switch (raw[at + 1]) {
    case 'n':
    case 'r':
      return {"\n", 2};
    case 't':
      return {"\t", 2};
    case 'b':
    case 'f':
      return {" ", 2};
    case 'u':
      return unicode_escape(raw, at);
    case '&':
      if (Decoded quote = references ? reference(raw, at + 1) : Decoded{}; quote.length != 0) {
        ++quote.length;
        return quote;
      }
      break;
    default:
      break;
  }
  // Any other character stands for itself, all of its bytes.
  const std::size_t length = base::code_point(raw, at + 1).length;
  return {std::string(raw.substr(at + 1, length)), 1 + length};
}

}  // namespace

std::string_view Json::key(const JsonNode& node) const {
  return text.substr(node.key.end == 0 ? 0 : node.key.begin - base, node.key.end - node.key.begin);
}

std::string_view Json::raw(const JsonNode& node) const {
  return text.substr(node.source.begin - base, node.source.end - node.source.begin);
}

std::size_t Json::next_escape(const JsonNode& node, std::size_t from) const {
  const std::string_view bytes = raw(node);
  if (node.type != JsonType::string) return bytes.size();
  while (from < bytes.size() && bytes[from] != '\\' && (bytes[from] != '&' || !references)) ++from;
  return from;
}

Text Json::value(const JsonNode& node) const {
  Text out;
  const std::string_view bytes = raw(node);
  const auto offset = [&](std::size_t at) { return node.source.begin + static_cast<std::uint32_t>(at); };
  if (bytes.size() > 1'000) {  // JSON in a string has a piece for every quote
    out.reserve(bytes.size(), 1 + 2 * static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\\')));
  }
  std::size_t plain = 0;
  for (std::size_t at = next_escape(node, 0); at < bytes.size();) {
    const Decoded decoded = bytes[at] == '&' ? reference(bytes, at) : escape(bytes, at, references);
    if (decoded.length != 0) {
      out.append(bytes.substr(plain, at - plain), offset(plain));
      if (!decoded.words.empty()) out.append_for(decoded.words, {offset(at), offset(at + decoded.length)});
      plain = at + decoded.length;
    }
    at = next_escape(node, std::max(plain, at + 1));
  }
  out.append(bytes.substr(std::min(plain, bytes.size())), offset(plain));
  return out;
}

std::optional<std::uint32_t> Json::member(std::uint32_t object, std::string_view wanted) const {
  if (nodes[object].type != JsonType::object) return std::nullopt;
  for (std::uint32_t i = object + 1; i < nodes[object].end; i = nodes[i].end) {
    if (key(nodes[i]) == wanted) return i;
  }
  return std::nullopt;
}

}  // namespace gh::page
