#include "page/facts/strip_mark_up.h"

#include <string>
#include <string_view>

#include "base/text.h"
#include "page/facts/reference.h"
#include "page/html/layout.h"

namespace gh::page {
namespace {

constexpr auto npos = std::string_view::npos;

std::size_t blank_at(std::string_view words, std::size_t at) {
  const char c = words[at];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') return 1;
  return c == '\xC2' && at + 1 < words.size() && words[at + 1] == '\xA0' ? 2 : 0;  // no-break space
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Stripper {
 public:
  explicit Stripper(const Text& html) : html_(html), text_(html.words()) {}

  Text run() {
    while (at_ < text_.size()) {
      const std::size_t tag = next_tag(at_);
      words(at_, tag);
      at_ = tag;
      if (at_ < text_.size()) skip_tag();
    }
    return layout_.take();
  }

 private:
  // The next '<' that begins a tag or comment, or the end.
  std::size_t next_tag(std::size_t from) const {
    for (std::size_t at = text_.find('<', from); at != npos; at = text_.find('<', at + 1)) {
      const std::string_view rest = text_.substr(at + 1, 2);
      if (rest.empty()) break;
      if (is_letter(rest[0]) || rest[0] == '!' || rest[0] == '?') return at;
      if (rest[0] == '/' && rest.size() > 1 && is_letter(rest[1])) return at;
    }
    return text_.size();
  }

  void words(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    if (text_.substr(begin, end - begin).find('&') == npos) return layout_.words(html_, begin, end);
    Text decoded;
    append_decoded(decoded, html_, begin, end);
    layout_.words(decoded, 0, decoded.words().size());
  }

  void skip_tag() {
    if (text_.substr(at_, 4) == "<!--") return skip_past("-->", at_ + 4);
    if (text_[at_ + 1] == '!' || text_[at_ + 1] == '?') return skip_past(">", at_);
    const bool closing = text_[at_ + 1] == '/';
    const std::size_t begin = at_ + (closing ? 2 : 1);
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n\f/>", begin), text_.size());
    const Tag tag = tag_named(base::lower_ascii(text_.substr(begin, std::min<std::size_t>(end - begin, 16))));
    if (tag == Tag::br) layout_.line_break();
    if (is_block(tag)) layout_.paragraph();
    skip_attributes(end);
    if (!closing && (tag == Tag::script || tag == Tag::style)) skip_raw(tag);
  }

  // Quotes may hold a '>'.
  void skip_attributes(std::size_t from) {
    at_ = from;
    while (at_ < text_.size() && text_[at_] != '>') {
      const char c = text_[at_];
      if ((c == '"' || c == '\'') && at_ > 0 && text_[at_ - 1] == '=') {
        skip_past({&text_[at_], 1}, at_ + 1);
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void skip_raw(Tag tag) {
    const std::string_view wanted = name(tag);
    for (std::size_t end = text_.find("</", at_); end != npos; end = text_.find("</", end + 2)) {
      if (!base::equal_ignoring_case(text_.substr(end + 2, wanted.size()), wanted)) continue;
      at_ = end;
      return;
    }
    at_ = text_.size();
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = text_.find(end, from);
    at_ = found == npos ? text_.size() : found + end.size();
  }

  const Text& html_;
  std::string_view text_;
  std::size_t at_ = 0;
  Layout layout_;
};

}  // namespace

void Layout::separate() {
  if (!out_.empty() && gap_ != none) {
    out_.append_separator(gap_ == blank ? " " : gap_ == line ? "\n" : "\n\n");
  }
  gap_ = none;
}

void Layout::words(const Text& text, std::size_t begin, std::size_t end) {
  const std::string_view words = std::string_view(text.words()).substr(0, end);
  std::size_t at = begin;
  while (at < end) {
    if (const std::size_t length = blank_at(words, at)) {
      gap_ = gap_ < blank ? blank : gap_;
      at += length;
      continue;
    }
    // A run goes on over single blanks, which need no rewriting.
    std::size_t stop = at;
    while (stop < end && blank_at(words, stop) == 0) {
      ++stop;
      if (stop + 1 < end && words[stop] == ' ' && blank_at(words, stop + 1) == 0) ++stop;
    }
    separate();
    out_.append_part(text, at, stop);
    at = stop;
  }
}

Text strip_mark_up(const Text& html) { return Stripper(html).run(); }

Text collapse_blanks(const Text& text) {
  Layout layout;
  layout.words(text, 0, text.words().size());
  return layout.take();
}

}  // namespace gh::page
