// HTML's tokens as a linear scan sees them, with just enough of the tree builder's rules to know where raw
// text begins and ends. Two consumers share it: the guard, which estimates what the parser would have to do,
// and the blanking of what the parser need not see. Nothing is allocated for a token. src:
// https://html.spec.whatwg.org/#tokenization
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gh::page {

/// What the tree builder does with a start tag of a name, as far as scanning needs it.
namespace trait {
inline constexpr std::uint32_t is_void = 1u << 0;
inline constexpr std::uint32_t raw_text = 1u << 1;    // its content is no mark-up
inline constexpr std::uint32_t formatting = 1u << 2;  // opened again when its parent closes first
inline constexpr std::uint32_t block = 1u << 3;       // does not open waiting formatting elements again
inline constexpr std::uint32_t marker = 1u << 4;      // formatting inside it ends with it
inline constexpr std::uint32_t kin_stop = 1u << 5;    // implied end tags do not reach beyond it
inline constexpr std::uint32_t breakout = 1u << 6;    // ends SVG and MathML when it starts inside
inline constexpr std::uint32_t foreign_root = 1u << 7;
inline constexpr std::uint32_t integration = 1u << 8;  // HTML may stand inside it, in SVG and MathML
inline constexpr std::uint32_t table_part = 1u << 9;
inline constexpr unsigned kin_shift = 16;  // elements of one kin close each other: 0 for none
inline constexpr std::uint32_t kin(std::uint32_t number) { return number << kin_shift; }
}  // namespace trait

/// A tag's name in two words: those of up to 16 letters are told apart exactly, and never taken for a longer
/// one.
struct TagName {
  std::uint64_t first = 0;  // lower case, eight letters each
  std::uint64_t second = 0;
  bool operator==(const TagName&) const = default;

  std::uint64_t hash() const { return (first ^ (second * 0x9E3779B97F4A7C15u)) * 0xD6E8FEB86659FD93u; }
};

constexpr TagName tag_name_of(std::string_view name) {
  TagName packed;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const auto letter = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    std::uint64_t& half = i % 16 < 8 ? packed.first : packed.second;
    half = (half << 8 | half >> 56) ^ letter;
  }
  if (name.size() > 16) packed.first |= std::uint64_t{0x80} << 56;  // no letter of a name that is known here
  return packed;
}

/// The traits of a name; 0 for one without any.
std::uint32_t traits_of(const TagName& name);

/// One start or end tag.
struct TagToken {
  TagName name;
  std::uint32_t traits = 0;
  std::size_t begin = 0;       // of '<'
  std::size_t end = 0;         // behind '>'
  std::size_t attributes = 0;  // how many
  bool closing = false;
  bool self_closing = false;
  bool bare = false;  // nothing stands between the name and '>'
};

/// Text between two tags.
struct TextToken {
  std::size_t begin = 0;
  std::size_t words_begin = 0,
              words_end = 0;  // without the blanks at its ends; nothing where it is all blank
  std::size_t end = 0;
};

/// The end of a raw text element's content, which begins at `from`: the offset of its "</name", or npos when
/// it runs to the end. Scripts have their own rules for what looks like a comment with a script in it.
std::size_t raw_text_end(std::string_view html, std::size_t from, const TagName& name);

/// Calls of a consumer: `bool tag(const TagToken&)` says whether what follows the tag is raw text up to its
/// end tag; `void raw(begin, end)` for such text that has an end tag; `void comment(begin, end)` for what
/// stands between "<!--" and "-->"; `void character_data()` at "<![CDATA["; `void text(const TextToken&)` for
/// what stands between tags; `void value(begin, end)` for each quoted attribute value, before its tag;
/// `void unfinished(const TagToken&)` for a tag that the page ends in; `bool done()` ends the scan.
template <class Consumer>
class MarkupScanner {
 public:
  MarkupScanner(std::string_view html, Consumer& consumer) : html_(html), consumer_(consumer) {}

  void run() {
    while (!consumer_.done()) {
      const std::size_t tag = find('<', at_);
      if (tag == std::string_view::npos) return;
      read_text(tag);
      at_ = tag + 1;
      if (at_ >= html_.size()) return;
      const char c = html_[at_];
      if (is_letter(c)) {
        read_tag(tag, false);
      } else if (c == '/') {
        ++at_;
        if (at_ < html_.size() && is_letter(html_[at_])) {
          read_tag(tag, true);
        } else if (at_ < html_.size()) {
          skip_past('>');  // "</>" or a bogus comment
        }
      } else if (c == '!') {
        read_declaration();
      } else if (c == '?') {
        skip_past('>');
      }
    }
  }

 private:
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

  std::size_t find(char c, std::size_t from) const {
    if (from >= html_.size()) return std::string_view::npos;
    const void* found = std::memchr(html_.data() + from, c, html_.size() - from);
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - html_.data());
  }

  void read_text(std::size_t end) {
    if (at_ >= end) return;
    TextToken token{at_, at_, end, end};
    while (token.words_begin < end && is_blank(html_[token.words_begin])) ++token.words_begin;
    while (token.words_end > token.words_begin && is_blank(html_[token.words_end - 1])) --token.words_end;
    consumer_.text(token);
  }

  void skip_past(char c) {
    const std::size_t found = find(c, at_);
    at_ = found == std::string_view::npos ? html_.size() : found + 1;
  }

  void read_tag(std::size_t begin, bool closing) {
    TagToken token;
    token.begin = begin;
    token.closing = closing;
    const std::size_t name = at_;
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>') ++at_;
    token.name = tag_name_of(html_.substr(name, at_ - name));
    token.traits = traits_of(token.name);
    token.bare = at_ < html_.size() && html_[at_] == '>';
    if (!read_attributes(token)) {
      at_ = html_.size();  // a tag that does not end is no tag
      consumer_.unfinished(token);
      return;
    }
    token.end = at_;
    if (!consumer_.tag(token)) return;
    const std::size_t end = raw_text_end(html_, at_, token.name);
    const std::size_t stop = end == std::string_view::npos ? html_.size() : end;
    if (end != std::string_view::npos) consumer_.raw(at_, end);
    at_ = stop;
  }

  // Stands behind '>' afterwards; false when the page ends first.
  bool read_attributes(TagToken& token) {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (is_blank(c)) {
        ++at_;
      } else if (c == '>') {
        ++at_;
        return true;
      } else if (c == '/') {
        ++at_;
        token.self_closing = at_ < html_.size() && html_[at_] == '>';
      } else {
        ++token.attributes;
        read_attribute();
      }
    }
    return false;
  }

  void read_attribute() {
    ++at_;  // a name may begin with '='
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
           html_[at_] != '=') {
      ++at_;
    }
    std::size_t equals = at_;
    while (equals < html_.size() && is_blank(html_[equals])) ++equals;
    if (equals >= html_.size() || html_[equals] != '=') {
      at_ = equals;
      return;
    }
    at_ = equals + 1;
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
    if (at_ >= html_.size() || html_[at_] == '>') return;
    if (const char quote = html_[at_]; quote == '"' || quote == '\'') {
      const std::size_t begin = ++at_;
      skip_past(quote);
      if (at_ > begin && html_[at_ - 1] == quote) consumer_.value(begin, at_ - 1);
      return;
    }
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>') ++at_;
  }

  void read_declaration() {
    const std::string_view rest = html_.substr(at_);
    if (!rest.starts_with("!--")) {
      if (rest.starts_with("![CDATA[")) consumer_.character_data();
      skip_past('>');
      return;
    }
    const std::size_t begin = at_ + 3;
    if (html_.substr(begin).starts_with('>') || html_.substr(begin).starts_with("->")) {
      at_ = begin;
      skip_past('>');
      return;
    }
    const std::size_t end = comment_end(begin);
    if (end == std::string_view::npos) {
      at_ = html_.size();
      return;
    }
    consumer_.comment(begin, end);
    at_ = end;
    skip_past('>');
  }

  // Offset of the "-->" or "--!>" that ends a comment whose words begin at `from`.
  std::size_t comment_end(std::size_t from) const {
    for (std::size_t dash = html_.find("--", from); dash != std::string_view::npos;
         dash = html_.find("--", dash + 1)) {
      const std::string_view rest = html_.substr(dash + 2, 2);
      if (rest.starts_with('>') || rest == "!>") return dash;
    }
    return std::string_view::npos;
  }

  std::string_view html_;
  Consumer& consumer_;
  std::size_t at_ = 0;
};

}  // namespace gh::page
