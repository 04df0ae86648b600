#include "page/html/inline_style.h"

#include <algorithm>

#include "base/text.h"

namespace gh::page {
namespace {

bool is(std::string_view value, std::string_view word) { return base::equal_ignoring_case(value, word); }

bool begins(std::string_view value, std::string_view word) { return is(value.substr(0, word.size()), word); }

// The number of "0", "0.0em", "0%"; nothing for a word.
std::optional<bool> is_zero(std::string_view value) {
  const std::size_t end = value.find_first_not_of("0123456789.");
  const std::string_view number = value.substr(0, end);
  if (number.empty()) return std::nullopt;
  return number.find_first_of("123456789") == std::string_view::npos;
}

InlineStyle::Display display_of(std::string_view value) {
  using Display = InlineStyle::Display;
  if (is(value, "none")) return Display::none;
  if (begins(value, "inline") || is(value, "contents")) return Display::flow_inline;
  if (is(value, "flex") || is(value, "grid")) return Display::items;
  if (is(value, "block") || is(value, "flow-root") || is(value, "list-item") || begins(value, "table")) {
    return Display::block;
  }
  return Display::unsaid;
}

// Sizes in em or % are parts of the parent's, so that they say nothing where that is zero.
std::optional<bool> sized_by(std::string_view value) {
  const auto zero = is_zero(value);
  if (!zero) return std::nullopt;
  if (*zero) return false;
  const bool relative = value.ends_with('%') || (value.ends_with("em") && !value.ends_with("rem"));
  return relative ? std::nullopt : std::optional(true);
}

void declare(InlineStyle& style, std::string_view property, std::string_view value) {
  if (is(property, "display")) {
    if (const auto display = display_of(value); display != InlineStyle::Display::unsaid)
      style.display = display;
  } else if (is(property, "visibility")) {
    if (is(value, "hidden") || is(value, "collapse")) style.visible = false;
    if (is(value, "visible")) style.visible = true;
  } else if (is(property, "opacity")) {
    style.transparent = is_zero(value).value_or(false);
  } else if (is(property, "font-size")) {
    if (const auto sized = sized_by(value)) style.sized = sized;
  } else if (is(property, "white-space")) {
    style.keeps_lines = begins(value, "pre") || is(value, "break-spaces");
  }
}

// A property of ours begins with one of these; most declarations are left at their first letter.
bool may_matter(char c) {
  switch (c | 0x20) {
    case 'd':
    case 'v':
    case 'o':
    case 'f':
    case 'w':
      return true;
    default:
      return false;
  }
}

}  // namespace

InlineStyle read_inline_style(std::string_view style) {
  InlineStyle read;
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    const std::string_view declaration = base::trim(style.substr(0, end));
    style.remove_prefix(std::min(end + 1, style.size()));
    if (declaration.empty() || !may_matter(declaration.front())) continue;
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = declaration.substr(colon + 1);
    value = base::trim(value.substr(0, value.find('!')));  // "!important"
    declare(read, base::trim(declaration.substr(0, colon)), value);
  }
  return read;
}

}  // namespace gh::page
