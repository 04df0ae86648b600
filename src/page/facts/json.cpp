#include "page/facts/json.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/eight_bytes.h"
#include "base/text.h"

namespace gh::page {
namespace {

constexpr std::array<std::string_view, 5> quote_references{"&quot;", "&#34;", "&#034;", "&#x22;", "&QUOT;"};

constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '-';
}

// What ends a word without quotes.
constexpr auto ends_word = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c <= ' '; ++c) table[static_cast<std::size_t>(c)] = true;
  for (char c : std::string_view(",:[]{}/\"'&<")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// What may look like a blank to a person, or wraps a script: the slow way through skip_blanks.
constexpr auto may_be_skipped = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c <= ' '; ++c) table[static_cast<std::size_t>(c)] = true;
  for (char c : std::string_view("/<-]\xEF\xC2\xE2")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

class Reader {
 public:
  Reader(Json& json, std::string_view text, std::uint32_t base, std::size_t max_depth, std::size_t max_nodes)
      : text_(text), max_depth_(max_depth), max_nodes_(max_nodes), json_(json) {
    std::vector<JsonNode> nodes = std::move(json.nodes);
    nodes.clear();
    json = {};
    json.text = text;
    json.base = base;
    json.nodes = std::move(nodes);
  }

  void run() {
    skip_blanks();
    find_quote_reference();
    json_.references = !quote_reference_.empty();
    while (!done_) step();
    close_all();
    skip_blanks();
    json_.rest = offset(at_);
  }

 private:
  // One value, or one closing bracket, with the comma or key around it.
  void step() {
    skip_blanks();
    if (at_ >= text_.size()) return fail(open_.empty() ? "there is no value" : "it ends before it is closed");
    const char c = text_[at_];
    if (!open_.empty() && (c == '}' || c == ']')) return close(c);
    if (!open_.empty() && c == ',') {
      note(at_, "a comma too many");
      ++at_;
      return;
    }
    Span key;
    if (!open_.empty() && json_.nodes[open_.back()].type == JsonType::object && !read_key(key)) return;
    read_value(key);
  }

  bool read_key(Span& key) {
    const std::size_t begin = at_;
    if (quote_length() != 0) {
      key = read_string();
    } else {
      while (at_ < text_.size() && is_name(text_[at_])) ++at_;
      key = {offset(begin), offset(at_)};
      if (at_ == begin) return fail("a key should stand here"), false;
    }
    skip_blanks();
    if (done_) return false;
    if (at_ >= text_.size() || text_[at_] != ':') {
      at_ = std::min(at_, text_.size());
      return fail("a colon should stand here"), false;
    }
    ++at_;
    skip_blanks();
    if (at_ >= text_.size()) return fail("it ends before its last value"), false;
    return true;
  }

  void read_value(Span key) {
    if (json_.nodes.size() >= max_nodes_) return fail("more values than are read");
    const char c = text_[at_];
    if (c == '{' || c == '[') {
      add(c == '{' ? JsonType::object : JsonType::array, {offset(at_), offset(at_ + 1)}, key);
      if (open_.size() >= max_depth_) return fail("nested too deep");
      open_.push_back(static_cast<std::uint32_t>(json_.nodes.size() - 1));
      ++at_;
      return;
    }
    if (quote_length() != 0) {
      const Span span = read_string();
      add(JsonType::string, span, key);
    } else if (!read_word(key)) {
      return fail("a value should stand here");
    }
    after_value();
  }

  bool read_word(Span key) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !ends_word[static_cast<unsigned char>(text_[at_])]) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    const auto is = [&](JsonType type) {
      add(type, {offset(begin), offset(at_)}, key);
      return true;
    };
    if (word == "true" || word == "false") return is(JsonType::boolean);
    // What scripts write where JSON has null.
    if (word == "null" || word == "undefined" || word == "NaN" || word == "Infinity")
      return is(JsonType::null);
    const std::size_t first = word.find_first_not_of("-+.");
    if (first < 3 && is_digit(word[first])) return is(JsonType::number);
    at_ = begin;
    return false;
  }

  // Length of the quote that stands here; 0 for none.
  std::size_t quote_length() const {
    if (text_[at_] == '"' || text_[at_] == '\'') return 1;
    return !quote_reference_.empty() && text_.substr(at_).starts_with(quote_reference_)
               ? quote_reference_.size()
               : 0;
  }

  // Stands on the opening quote; afterwards behind the closing one. The span is what stands between.
  Span read_string() {
    const std::string_view quote = text_.substr(at_, quote_length());
    at_ += quote.size();
    const std::size_t begin = at_;
    for (;;) {
      const std::size_t end = find_quote(quote);
      if (end == std::string_view::npos) {
        at_ = text_.size();
        fail(begin, "a string does not end");
        return {offset(begin), offset(at_)};
      }
      at_ = end + quote.size();
      if (open_.empty() || ends_string(at_)) return {offset(begin), offset(end)};
      note(end, "a quote inside a string");
    }
  }

  std::size_t find_quote(std::string_view quote) const {
    const char first = quote[0];
    std::size_t at = at_;
    while (at < text_.size()) {
      if (first == '"') at = base::find_one_of<'"', '\\'>(text_, at);
      if (at >= text_.size()) break;
      const char c = text_[at];
      if (c == '\\') {
        at += 2;
      } else if (c == first && (quote.size() == 1 || text_.substr(at).starts_with(quote))) {
        return at;
      } else {
        ++at;
      }
    }
    return std::string_view::npos;
  }

  // True when a quote before text_[at] may be a closing one: people forget to escape those inside.
  bool ends_string(std::size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    return at >= text_.size() ||
           std::string_view(",:]}\"'/<-&\xC2\xE2\xEF").find(text_[at]) != std::string_view::npos;
  }

  // A bracket of the wrong kind closes what was left open inside; one that nothing waits for ends the
  // reading.
  void close(char bracket) {
    const JsonType wanted = bracket == '}' ? JsonType::object : JsonType::array;
    if (json_.nodes[open_.back()].type != wanted) {
      if (std::none_of(open_.begin(), open_.end(), [&](auto i) { return json_.nodes[i].type == wanted; }))
        return fail("a bracket that closes nothing");
      note(at_, "a bracket of the wrong kind");
      while (json_.nodes[open_.back()].type != wanted) close_last();
    }
    ++at_;
    close_last();
    after_value();
  }

  void close_last() {
    json_.nodes[open_.back()].end = static_cast<std::uint32_t>(json_.nodes.size());
    json_.nodes[open_.back()].source.end = offset(std::min(at_, text_.size()));
    open_.pop_back();
  }

  // The comma between values; at the top the value is all there is.
  void after_value() {
    if (open_.empty()) {
      done_ = true;
      return;
    }
    if (done_) return;
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] == '}' || text_[at_] == ']') return;
    if (text_[at_] == ',') {
      ++at_;
    } else {
      note(at_, "a comma should stand here");
    }
  }

  void add(JsonType type, Span source, Span key) {
    const auto index = static_cast<std::uint32_t>(json_.nodes.size());
    json_.nodes.push_back({type, open_.empty() ? index : open_.back(), index + 1, source, key});
  }

  void close_all() {
    while (!open_.empty()) close_last();
  }

  void note(std::size_t at, std::string_view what) {
    if (!json_.broken) {
      json_.problem = what;
      json_.problem_at = {offset(std::min(at, text_.size())), offset(std::min(at + 1, text_.size()))};
    }
    json_.broken = true;
  }

  void fail(std::size_t at, std::string_view what) {
    note(at, what);
    done_ = true;
  }
  void fail(std::string_view what) { fail(at_, what); }

  void skip_blanks() {
    while (at_ < text_.size() && may_be_skipped[static_cast<unsigned char>(text_[at_])]) {
      if (is_blank(text_[at_])) {
        at_ = base::skip_run_of<' '>(text_, at_ + 1);
        continue;
      }
      const std::size_t length = skipped_length(text_.substr(at_));
      if (length == 0) return;
      at_ += length;
    }
    at_ = std::min(at_, text_.size());
  }

  // Byte-order marks, blanks of word processors, comments, and the HTML or CDATA wrapping that old pages put
  // around scripts.
  std::size_t skipped_length(std::string_view rest) const {
    if (rest.starts_with("\xC2\xA0")) return 2;
    for (std::string_view three : {"\xEF\xBB\xBF", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9", "-->"}) {
      if (rest.starts_with(three)) return 3;
    }
    if (open_.empty() && rest.starts_with("]]>")) return 3;
    if (rest.starts_with("<!--")) return 4;
    if (rest.starts_with("<![CDATA[")) return 9;
    if (rest.starts_with("//")) return line_comment_length(rest);
    if (!rest.starts_with("/*")) return 0;
    const std::size_t end = rest.find("*/", 2);
    return end == std::string_view::npos ? rest.size() : end + 2;
  }

  // "//<![CDATA[" may have the value behind it on the same line.
  static std::size_t line_comment_length(std::string_view rest) {
    const std::string_view words = rest.substr(std::min(rest.find_first_not_of(" \t", 2), rest.size()));
    for (std::string_view wrapping : {"<![CDATA[", "]]>", "<!--", "-->"}) {
      if (words.starts_with(wrapping))
        return static_cast<std::size_t>(words.data() - rest.data()) + wrapping.size();
    }
    return std::min(rest.find('\n'), rest.size());
  }

  // Some pages escape the whole script as if it were text: "{&quot;name&quot;:...".
  void find_quote_reference() {
    std::size_t at = at_;
    while (at < text_.size() && (is_blank(text_[at]) || text_[at] == '{' || text_[at] == '[')) ++at;
    if (at >= text_.size() || text_[at] != '&') return;
    for (std::string_view reference : quote_references) {
      if (text_.substr(at).starts_with(reference)) quote_reference_ = reference;
    }
  }

  std::uint32_t offset(std::size_t at) const { return json_.base + static_cast<std::uint32_t>(at); }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t max_nodes_;
  std::size_t at_ = 0;
  bool done_ = false;
  std::string_view quote_reference_;  // what stands for a quote; empty for plain ones
  std::vector<std::uint32_t> open_;
  Json& json_;
};

}  // namespace

Json read_json(std::string_view text, std::uint32_t base, std::size_t max_depth, std::size_t max_nodes) {
  Json json;
  json.nodes.reserve(std::min(text.size() / 24, max_nodes) + 1);
  read_json_into(json, text, base, max_depth, max_nodes);
  return json;
}

void read_json_into(Json& json, std::string_view text, std::uint32_t base, std::size_t max_depth,
                    std::size_t max_nodes) {
  Reader(json, text, base, max_depth, max_nodes).run();
}

}  // namespace gh::page
