#include "page/html/blanking.h"

#include <algorithm>

namespace gh::page {
namespace {

constexpr TagName script = tag_name_of("script"), style = tag_name_of("style"),
                  select = tag_name_of("select");
constexpr TagName textarea = tag_name_of("textarea"), input = tag_name_of("input"),
                  keygen = tag_name_of("keygen");
constexpr TagName anchor = tag_name_of("a"), isindex = tag_name_of("isindex");
constexpr TagName col = tag_name_of("col");
constexpr TagName title = tag_name_of("title"), frameset = tag_name_of("frameset");
constexpr TagName plaintext = tag_name_of("plaintext"), template_name = tag_name_of("template");

// Whose attribute values the tree builder looks at: it compares those of formatting elements (but never has
// two <a> to compare), and makes text of some of <isindex>.
bool values_matter(const TagToken& token) {
  return ((token.traits & trait::formatting) != 0 && token.name != anchor) ||
         (token.traits & trait::integration) != 0 || token.name == isindex;
}

}  // namespace

bool is_plain(std::string_view words) {
  unsigned odd = 0;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    odd |= static_cast<unsigned>(byte < 0x20 && byte != '\n' && byte != '\t') |
           static_cast<unsigned>(byte > 0x7E);
  }
  return odd == 0;
}

Blanked::Blanked(std::string_view html, std::vector<Cut> cuts) : whole_(html), cuts_(std::move(cuts)) {
  if (cuts_.empty()) return;
  std::size_t left = html.size();
  for (const Cut& cut : cuts_) left -= cut.span.end - cut.span.begin;
  compact_.reserve(left);
  seams_.reserve(cuts_.size());
  std::uint32_t at = 0;
  for (const auto& [span, text] : cuts_) {
    compact_.append(html, at, span.begin - at);
    seams_.push_back(static_cast<std::uint32_t>(compact_.size()));
    at = span.end;
    cuts_text_ = cuts_text_ || text;
  }
  compact_.append(html, at);
}

std::uint32_t Blanked::source_offset(std::uint32_t offset) const {
  const auto fits = [&](std::size_t before) {
    return (before == 0 || seams_[before - 1] <= offset) &&
           (before == seams_.size() || seams_[before] > offset);
  };
  if (!fits(last_)) {
    last_ = last_ < seams_.size() && fits(last_ + 1)
                ? last_ + 1
                : static_cast<std::size_t>(std::upper_bound(seams_.begin(), seams_.end(), offset) -
                                           seams_.begin());
  }
  return last_ == 0 ? offset : cuts_[last_ - 1].span.end + (offset - seams_[last_ - 1]);
}

Span Blanked::source(Span of_html) const {
  const std::uint32_t begin = source_offset(of_html.begin);
  if (of_html.begin == of_html.end) return {begin, begin};
  return {begin, source_offset(of_html.end - 1) + 1};
}

const Span* Blanked::cut_at(std::uint32_t source_begin) const {
  const auto found = std::lower_bound(cuts_.begin(), cuts_.end(), source_begin,
                                      [](const Cut& cut, std::uint32_t at) { return cut.span.begin < at; });
  return found != cuts_.end() && found->span.begin == source_begin ? &found->span : nullptr;
}

bool Blanker::tag(const TagToken& token) {
  cut_raw_ = false;
  cut_values(token);
  if (!certain_) return !token.closing && (token.traits & trait::raw_text) != 0;
  if (!foreign_.empty()) {
    foreign_tag(token);
    return false;
  }
  return select_ ? select_tag(token) : html_tag(token);
}

bool Blanker::html_tag(const TagToken& token) {
  if (token.closing) return false;
  if ((token.traits & trait::raw_text) != 0) {
    cut_raw_ = token.name == script || token.name == style;
    return true;
  }
  if ((token.traits & trait::foreign_root) != 0 && !token.self_closing) foreign_.push_back(token.name);
  if (token.name == select) select_ = true;
  // Behind a <col> that stands in a template by itself everything else is ignored.
  template_ = template_ || token.name == template_name;
  if (token.name == frameset || token.name == plaintext || (template_ && token.name == col)) certain_ = false;
  return false;
}

// The rules for foreign content, as far as they keep to it. HTML inside SVG or MathML, and what ends them
// early, is left to the parser. src: https://html.spec.whatwg.org/#parsing-main-inforeign
void Blanker::foreign_tag(const TagToken& token) {
  if (token.closing) {
    const auto found = std::find(foreign_.rbegin(), foreign_.rend(), token.name);
    // The parser does not know "</svg >" for svg's end.
    if (!token.bare || found == foreign_.rend() || (alone_ && found != foreign_.rbegin())) {
      certain_ = false;
      return;
    }
    foreign_.erase(found.base() - 1, foreign_.end());
    alone_ = false;
    return;
  }
  const bool html_inside =
      (token.traits & trait::integration) != 0 || token.name == style || token.name == script;
  const bool raw_but_no_title = (token.traits & trait::raw_text) != 0 && token.name != title && !html_inside;
  if (alone_ || (token.traits & trait::breakout) != 0 || raw_but_no_title || token.name == plaintext) {
    certain_ = false;
    return;
  }
  if (token.self_closing) return;
  foreign_.push_back(token.name);
  alone_ = html_inside;
}

// src: https://html.spec.whatwg.org/#parsing-main-inselect
bool Blanker::select_tag(const TagToken& token) {
  if (token.name == select) {
    select_ = false;  // a second start tag ends it too
    return false;
  }
  if (!token.closing && token.name == script) return cut_raw_ = true;
  if (!token.closing && (token.name == input || token.name == keygen || token.name == textarea)) {
    select_ = false;
    return html_tag(token);
  }
  const std::uint32_t unsure = trait::raw_text | trait::foreign_root | trait::table_part;
  if ((token.traits & unsure) != 0 || token.name == template_name || token.name == plaintext ||
      token.name == frameset) {
    certain_ = false;
  }
  return false;
}

void Blanker::value(std::size_t begin, std::size_t end) {
  const std::string_view words = html_.substr(begin, end - begin);
  if (!certain_ || words.size() < least || !is_plain(words) || words.find('&') != std::string_view::npos)
    return;
  values_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

void Blanker::cut_values(const TagToken& token) {
  if (!token.closing && !values_matter(token)) {
    for (const Span& value : values_) cuts_.push_back({value});
  }
  values_.clear();
}

void Blanker::raw(std::size_t begin, std::size_t end) {
  if (cut_raw_) cut(begin, end);
}

// Two blanks stay in front, since a <pre> drops the first, and one byte behind. Nothing else in the text may
// be read otherwise than it is written: the parser's text is then known by its ends (see Flattener::text).
void Blanker::text(const TextToken& token) {
  if (!certain_ || !foreign_.empty() || token.end - token.begin < least) return;
  const std::string_view words = html_.substr(token.begin, token.end - token.begin);
  if (words.find('&') != std::string_view::npos || words.find('\r') != std::string_view::npos) return;
  const auto inside = [&](std::size_t begin, std::size_t end, std::size_t stay) {
    if (end - begin >= stay + least + 1) cut(begin + stay, end - 1, true);
  };
  inside(token.begin, token.words_begin, 2);
  if (is_plain(html_.substr(token.words_begin, token.words_end - token.words_begin)))
    inside(token.words_begin, token.words_end, 1);
  inside(token.words_end, token.end, 1);
}

void Blanker::cut(std::size_t begin, std::size_t end, bool text) {
  if (!certain_ || end - begin < least) return;
  cuts_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, text});
}

}  // namespace gh::page
