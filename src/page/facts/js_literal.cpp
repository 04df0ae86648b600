#include "page/facts/js_literal.h"

#include <algorithm>
#include <array>

namespace gh::page {
namespace {

constexpr std::size_t worth_a_look = 24;  // bytes; a shorter expression holds no state of its own

enum class Kind : std::uint8_t { plain, blank, quote, open, close, comma, slash };

constexpr std::array<Kind, 256> kinds = [] {
  std::array<Kind, 256> table{};
  for (std::size_t c = 0; c <= ' '; ++c) table[c] = Kind::blank;
  for (char c : {'"', '\'', '`'}) table[static_cast<unsigned char>(c)] = Kind::quote;
  for (char c : {'(', '[', '{'}) table[static_cast<unsigned char>(c)] = Kind::open;
  for (char c : {')', ']', '}'}) table[static_cast<unsigned char>(c)] = Kind::close;
  table[','] = Kind::comma;
  table['/'] = Kind::slash;
  return table;
}();

Kind kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t at, std::uint32_t base, std::size_t max_depth)
      : text_(text), at_(at), max_depth_(max_depth) {
    out_.json.text = text;
    out_.json.base = base;
  }

  JsLiteral run() {
    open_container({});
    while (!open_.empty() && !out_.json.broken) step();
    for (std::uint32_t index : open_) end_node(index);
    out_.end = std::min(at_, text_.size());
    return std::move(out_);
  }

 private:
  // One member, element or closing bracket.
  void step() {
    skip_blanks();
    if (!more()) return;
    const char c = text_[at_];
    if (c == ',') {
      ++at_;
    } else if (c == '}' || c == ']') {
      close(c);
    } else if (out_.json.nodes[open_.back()].type == JsonType::object) {
      read_member();
    } else {
      read_value({});
    }
  }

  // False, and the literal broken, at the end of the text.
  bool more() {
    if (at_ < text_.size()) return true;
    out_.json.broken = out_.unfinished = true;
    return false;
  }

  void read_member() {
    Span key;
    if (kind_of(text_[at_]) == Kind::quote) {
      if (!read_string(key)) return;
    } else if (is_word(text_[at_])) {
      key = read_word();
    } else {
      return skip_expression();  // ...spread, [computed]
    }
    skip_blanks();
    if (!more()) return;
    if (text_[at_] != ':') {
      // `{name}` and `{name() {…}}` state nothing; anything else shows that this is a block of statements.
      if (text_[at_] == ',' || text_[at_] == '}' || text_[at_] == '(') return skip_expression();
      out_.json.broken = true;
      return;
    }
    ++at_;
    skip_blanks();
    if (more()) read_value(key);
  }

  void read_value(Span key) {
    const char c = text_[at_];
    const std::size_t begin = at_;
    if (c == '{' || c == '[') return open_container(key);
    if (kind_of(c) == Kind::quote) {
      Span span;
      if (!read_string(span)) return;
      const bool computed = c == '`' && text_.substr(begin, at_ - begin).find("${") != std::string_view::npos;
      return finish(begin, computed ? JsonType::null : JsonType::string, span, key);
    }
    if (c == '!' && at_ + 1 < text_.size() && (text_[at_ + 1] == '0' || text_[at_ + 1] == '1')) {
      at_ += 2;
      return finish(begin, JsonType::boolean, {offset(begin), offset(at_)}, key);
    }
    if (c == '-' || is_word(c)) return read_bare(key);
    skip_expression();
  }

  // A number, true, false; another word is an expression or stands for nothing.
  void read_bare(Span key) {
    const std::size_t begin = at_;
    if (text_[at_] == '-') ++at_;
    const bool digit = at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9';
    while (at_ < text_.size() && (is_word(text_[at_]) || (digit && continues_number()))) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    const JsonType type = digit                               ? JsonType::number
                          : word == "true" || word == "false" ? JsonType::boolean
                                                              : JsonType::null;
    finish(begin, type, {offset(begin), offset(at_)}, key);
  }

  bool continues_number() const {
    const char c = text_[at_], before = text_[at_ - 1];
    return c == '.' || ((c == '-' || c == '+') && (before == 'e' || before == 'E'));
  }

  // Keeps the value when it stands alone; behind an operator it is part of an expression, which is left out.
  void finish(std::size_t begin, JsonType type, Span source, Span key) {
    skip_blanks();
    if (!more()) return;
    const char c = text_[at_];
    if (c == ',' || c == '}' || c == ']') {
      if (type != JsonType::null) add(type, source, key);
      return;
    }
    at_ = begin;
    skip_expression();
  }

  void open_container(Span key) {
    add(text_[at_] == '{' ? JsonType::object : JsonType::array, {offset(at_), offset(at_ + 1)}, key);
    open_.push_back(static_cast<std::uint32_t>(out_.json.nodes.size() - 1));
    ++at_;
    out_.json.broken = open_.size() > max_depth_;
  }

  void close(char bracket) {
    const JsonType type = out_.json.nodes[open_.back()].type;
    if ((bracket == '}') != (type == JsonType::object)) {
      out_.json.broken = true;
      return;
    }
    ++at_;
    end_node(open_.back());
    open_.pop_back();
    if (open_.empty()) return;
    skip_blanks();
    if (at_ < text_.size() && kind_of(text_[at_]) != Kind::comma && kind_of(text_[at_]) != Kind::close) {
      skip_expression();  // [].concat(…)
    }
  }

  // Up to the comma or bracket that ends the value. Brackets are counted, not matched.
  void skip_expression() {
    const std::size_t begin = at_;
    int depth = 0;
    char before = '=';  // last character that is no blank; tells a division from a pattern
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const Kind kind = kind_of(c);
      if (depth == 0 && (kind == Kind::comma || kind == Kind::close)) break;
      if (kind == Kind::quote) {
        Span ignored;
        if (!read_string(ignored)) return;
      } else if (kind == Kind::slash) {
        skip_slash(before);
      } else {
        if (kind == Kind::open) ++depth;
        if (kind == Kind::close) --depth;
        ++at_;
      }
      if (kind != Kind::blank) before = c;
    }
    if (!more()) return;
    if (at_ == begin) out_.json.broken = true;
    if (at_ - begin > worth_a_look) {
      out_.skipped.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
    }
  }

  // A comment, a pattern, or a division.
  void skip_slash(char before) {
    const std::size_t begin = at_;
    skip_blanks();
    if (at_ != begin) return;
    ++at_;
    if (is_word(before) || before == ')' || before == ']' || before == '}') return;
    bool in_class = false;
    for (std::size_t i = at_; i < text_.size() && text_[i] != '\n'; ++i) {
      const char c = text_[i];
      if (c == '\\') {
        ++i;
      } else if (c == '[' || c == ']') {
        in_class = c == '[';
      } else if (c == '/' && !in_class) {
        at_ = i + 1;
        return;
      }
    }
  }

  bool read_string(Span& span) {
    span = js_string_at(text_, at_);
    if (span.begin == 0) {
      at_ = text_.size();
      return more();
    }
    at_ = span.end + 1;
    span = {offset(span.begin), offset(span.end)};
    return true;
  }

  Span read_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return {offset(begin), offset(at_)};
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (kind_of(text_[at_]) == Kind::blank) {
        ++at_;
        continue;
      }
      const std::string_view start = text_.substr(at_, 2);
      if (start == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (start == "/*") {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  void add(JsonType type, Span source, Span key) {
    const auto index = static_cast<std::uint32_t>(out_.json.nodes.size());
    out_.json.nodes.push_back({type, open_.empty() ? index : open_.back(), index + 1, source, key});
  }

  void end_node(std::uint32_t index) {
    out_.json.nodes[index].end = static_cast<std::uint32_t>(out_.json.nodes.size());
    out_.json.nodes[index].source.end = offset(std::min(at_, text_.size()));
  }

  std::uint32_t offset(std::size_t at) const { return out_.json.base + static_cast<std::uint32_t>(at); }

  std::string_view text_;
  std::size_t at_;
  std::size_t max_depth_;
  std::vector<std::uint32_t> open_;
  JsLiteral out_;
};

}  // namespace

Span js_string_at(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t end = at + 1;; ++end) {
    end = std::min(text.find(quote, end), text.size());
    if (end == text.size()) return {0, static_cast<std::uint32_t>(end)};
    std::size_t escapes = 0;
    while (text[end - 1 - escapes] == '\\' && end - 1 - escapes > at) ++escapes;
    if (escapes % 2 == 0) return {static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(end)};
  }
}

JsLiteral read_js_literal(std::string_view text, std::size_t at, std::uint32_t base, std::size_t max_depth) {
  return Reader(text, at, base, max_depth).run();
}

}  // namespace gh::page
