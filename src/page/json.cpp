#include "page/json.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.h"

namespace gh::page {
namespace {

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::optional<unsigned> hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  unsigned value = 0;
  for (char c : text.substr(0, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t base, std::size_t max_depth)
      : text_(text), max_depth_(max_depth) {
    json_.text = text;
    json_.base = base;
  }

  Json run() {
    skip_blanks();
    while (!done_ && !json_.broken) step();
    close_all();
    return std::move(json_);
  }

 private:
  // One value, or one closing bracket, with the comma or key around it.
  void step() {
    skip_blanks();
    if (at_ >= text_.size()) {
      json_.broken = true;
      return;
    }
    const char c = text_[at_];
    if (!open_.empty() && (c == '}' || c == ']')) return close(c);
    Span key;
    if (!open_.empty() && json_.nodes[open_.back()].type == JsonType::object && !read_key(key)) return;
    read_value(key);
  }

  bool read_key(Span& key) {
    const char quote = text_[at_];
    if (quote != '"' && quote != '\'') {
      json_.broken = true;
      return false;
    }
    key = read_string();
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != ':') {
      json_.broken = true;
      return false;
    }
    ++at_;
    skip_blanks();
    return at_ < text_.size() || (json_.broken = true, false);
  }

  void read_value(Span key) {
    const char c = text_[at_];
    if (c == '{' || c == '[') {
      add(c == '{' ? JsonType::object : JsonType::array, {offset(at_), offset(at_ + 1)}, key);
      open_.push_back(static_cast<std::uint32_t>(json_.nodes.size() - 1));
      ++at_;
      json_.broken = json_.broken || open_.size() > max_depth_;
      return;
    }
    if (c == '"' || c == '\'') {
      const Span span = read_string();
      add(JsonType::string, span, key);
    } else {
      read_word(key);
    }
    after_value();
  }

  void read_word(Span key) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_blank(text_[at_]) && !std::strchr(",]}/", text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    const bool literal = word == "true" || word == "false";
    const bool digits = !word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'));
    if (!literal && !digits && word != "null") {
      json_.broken = true;
      return;
    }
    add(literal  ? JsonType::boolean
        : digits ? JsonType::number
                 : JsonType::null,
        {offset(begin), offset(at_)}, key);
  }

  // Stands on the opening quote; afterwards behind the closing one. The span is what stands between.
  Span read_string() {
    const char quote = text_[at_++];
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) {
      at_ = text_.size();
      json_.broken = true;
      return {offset(begin), offset(at_)};
    }
    return {offset(begin), offset(at_++)};
  }

  void close(char bracket) {
    const JsonType type = json_.nodes[open_.back()].type;
    if ((bracket == '}') != (type == JsonType::object)) {
      json_.broken = true;
      return;
    }
    json_.nodes[open_.back()].end = static_cast<std::uint32_t>(json_.nodes.size());
    json_.nodes[open_.back()].source.end = offset(++at_);
    open_.pop_back();
    after_value();
  }

  // The comma between values; at the top the value is all there is.
  void after_value() {
    if (open_.empty()) {
      done_ = true;
      return;
    }
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
    } else if (at_ < text_.size() && text_[at_] != '}' && text_[at_] != ']') {
      json_.broken = true;
    }
  }

  void add(JsonType type, Span source, Span key) {
    const auto index = static_cast<std::uint32_t>(json_.nodes.size());
    json_.nodes.push_back({type, open_.empty() ? index : open_.back(), index + 1, source, key});
  }

  void close_all() {
    for (std::uint32_t index : open_) {
      json_.nodes[index].end = static_cast<std::uint32_t>(json_.nodes.size());
      json_.nodes[index].source.end = offset(std::min(at_, text_.size()));
    }
  }

  // Blanks, byte-order marks, comments, and the HTML or CDATA wrapping that old pages put around scripts.
  void skip_blanks() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (is_blank(rest[0])) {
        ++at_;
      } else if (rest.starts_with("\xEF\xBB\xBF") || rest.starts_with("-->") || rest.starts_with("]]>")) {
        at_ += 3;
      } else if (rest.starts_with("<!--")) {
        at_ += 4;
      } else if (rest.starts_with("<![CDATA[")) {
        at_ += 9;
      } else if (rest.starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  std::uint32_t offset(std::size_t at) const { return json_.base + static_cast<std::uint32_t>(at); }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t at_ = 0;
  bool done_ = false;
  std::vector<std::uint32_t> open_;
  Json json_;
};

// What JavaScript's strings have beside JSON's escapes: "\x41", "\u{1F382}", a line that goes on. Length 0
// when raw[at] begins none of them. src: https://tc39.es/ecma262/#prod-EscapeSequence
std::size_t append_script_escape(Text& out, std::string_view raw, std::size_t at, std::uint32_t source) {
  const std::string_view rest = raw.substr(at + 1);
  if (rest.starts_with('\n') || rest.starts_with("\r\n")) return rest[0] == '\n' ? 2 : 3;
  const bool braced = rest.starts_with("u{");
  if (!braced && !rest.starts_with('x')) return 0;
  const std::size_t first = braced ? 2 : 1;
  const std::size_t end = braced ? rest.substr(0, 10).find('}') : std::min<std::size_t>(3, rest.size());
  std::uint32_t value = 0;
  if (end == std::string_view::npos) return 0;
  const auto [parsed, error] = std::from_chars(rest.data() + first, rest.data() + end, value, 16);
  if (error != std::errc() || parsed != rest.data() + end || value == 0) return 0;
  std::string words;
  base::append_code_point(words, value);
  const std::size_t length = end + (braced ? 2 : 1);
  out.append_for(words, {source, source + static_cast<std::uint32_t>(length)});
  return length;
}

// Appends what the escape at raw[at] means; gives its length in bytes.
std::size_t append_escape(Text& out, std::string_view raw, std::size_t at, std::uint32_t source) {
  const auto append = [&](std::string_view words, std::size_t length) {
    out.append_for(words, {source, source + static_cast<std::uint32_t>(length)});
    return length;
  };
  if (at + 1 >= raw.size()) return append("\\", 1);
  if (const std::size_t length = append_script_escape(out, raw, at, source); length != 0) return length;
  switch (raw[at + 1]) {
    case 'n':
    case 'r':
      return append("\n", 2);
    case 't':
      return append("\t", 2);
    case 'b':
    case 'f':
      return append(" ", 2);
    case 'u':
      break;
    default:
      return append(raw.substr(at + 1, 1), 2);
  }
  const auto unit = hex4(raw.substr(at + 2));
  if (!unit) return append("u", 2);
  char32_t value = *unit;
  std::size_t length = 6;
  if (value >= 0xD800 && value < 0xDC00 && raw.substr(std::min(at + 6, raw.size())).starts_with("\\u")) {
    const auto low = hex4(raw.substr(at + 8));
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      value = 0x10000 + ((value - 0xD800) << 10) + (*low - 0xDC00);
      length = 12;
    }
  }
  std::string words;
  base::append_code_point(words, value == 0 ? 0xFFFD : value);
  return append(words, length);
}

}  // namespace

std::string_view Json::key(const JsonNode& node) const {
  return text.substr(node.key.end == 0 ? 0 : node.key.begin - base, node.key.end - node.key.begin);
}

std::string_view Json::raw(const JsonNode& node) const {
  return text.substr(node.source.begin - base, node.source.end - node.source.begin);
}

Text Json::value(const JsonNode& node) const {
  Text out;
  const std::string_view bytes = raw(node);
  if (bytes.size() > 1'000) {  // JSON in a string has a piece for every quote
    out.reserve(bytes.size(), 1 + 2 * static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\\')));
  }
  std::size_t plain = 0, at = 0;
  while (at < bytes.size()) {
    if (bytes[at] != '\\' || node.type != JsonType::string) {
      ++at;
      continue;
    }
    out.append(bytes.substr(plain, at - plain), node.source.begin + static_cast<std::uint32_t>(plain));
    at += append_escape(out, bytes, at, node.source.begin + static_cast<std::uint32_t>(at));
    plain = at;
  }
  out.append(bytes.substr(std::min(plain, bytes.size())),
             node.source.begin + static_cast<std::uint32_t>(plain));
  return out;
}

std::optional<std::uint32_t> Json::member(std::uint32_t object, std::string_view wanted) const {
  if (nodes[object].type != JsonType::object) return std::nullopt;
  for (std::uint32_t i = object + 1; i < nodes[object].end; i = nodes[i].end) {
    if (key(nodes[i]) == wanted) return i;
  }
  return std::nullopt;
}

Json read_json(std::string_view text, std::uint32_t base, std::size_t max_depth) {
  return Reader(text, base, max_depth).run();
}

}  // namespace gh::page
