#include "page/facts/icons.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace gh::page {
namespace {

constexpr std::size_t longest_name = 30;  // bytes

// One of these stands in the name of every icon for a date of birth, a place, work or a way to reach
// somebody, a home or a game; other icons (hearts, arrows) label nothing.
constexpr std::array<std::string_view, 18> telling{
    "cake",      "birthday", "bday",  "marker", "location", "briefcase",  "suitcase", "phone",  "mobile",
    "telephone", "mail",     "house", "home",   "envelope", "graduation", "futbol",   "soccer", "football"};
// Style and make, and no part of what the icon shows.
constexpr std::array<std::string_view, 30> styles{
    "fa", "fas",  "far", "fal", "bi",  "mdi",     "icon",  "icons", "icn",     "ico",
    "ti", "la",   "las", "ri",  "uil", "bx",      "fill",  "solid", "outline", "alt",
    "o",  "line", "lg",  "fw",  "2x",  "regular", "light", "svg",   "on",      "dot"};

bool among(std::string_view word, const auto& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// "fa-birthday-cake" to "birthday cake"; empty when no word of it tells.
std::string words_in(std::string_view name) {
  if (name.empty() || name.size() > longest_name) return {};
  const std::string small = base::lower_ascii(name);
  std::string words;
  bool tells = false;
  for (std::size_t at = 0; at < small.size();) {
    std::size_t end = at;
    while (end < small.size() && is_word(small[end])) ++end;
    const std::string_view word = std::string_view(small).substr(at, end - at);
    if (!word.empty() && !among(word, styles)) {
      tells = tells || among(word, telling) || (word == "pin" && words == "map");
      words += (words.empty() ? "" : " ") + std::string(word);
    }
    at = std::max(end, at + 1);
  }
  return tells ? words : std::string();
}

// The last class that tells: "icon icon-cake".
std::string words_in_class(std::string_view classes) {
  std::string found;
  for (std::string_view name : base::split(classes, ' ')) {
    if (std::string words = words_in(name); !words.empty()) found = std::move(words);
  }
  return found;
}

// "/img/map-pin.svg?v=2" to "map-pin".
std::string_view file_name(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  address = address.substr(address.rfind('/') + 1);
  return address.substr(0, address.rfind('.'));
}

// What the element shows as text: nothing, or the name of a letter that a font draws as a picture.
std::string_view drawn_text(const Page& page, std::uint32_t node) {
  const Node& icon = page.nodes[node];
  if (icon.end == node + 1) return {};
  const Node& first = page.nodes[node + 1];
  return icon.end == node + 2 && first.tag == Tag::text ? base::trim(page.slice(first.characters)) : "?";
}

// <use href="#icon-cake">, of a drawing.
std::string words_in_drawing(const Page& page, std::uint32_t node) {
  std::string words = words_in_class(page.value(page.nodes[node], Name::class_));
  for (std::uint32_t i = node + 1; i < page.nodes[node].end && words.empty(); ++i) {
    const std::string_view address = page.value(page.nodes[i], Name::href);
    if (const std::size_t at = address.find('#'); at != std::string_view::npos)
      words = words_in(address.substr(at + 1));
  }
  return words;
}

}  // namespace

std::string icon_words(const Page& page, std::uint32_t node) {
  const Node& icon = page.nodes[node];
  const std::string_view said = page.value(icon, Name::aria_label);
  if (icon.tag == Tag::img) {
    const std::string words = words_in(page.value(icon, Name::alt));
    return words.empty() ? words_in(file_name(page.value(icon, "src"))) : words;
  }
  if (icon.tag == Tag::other) {
    if (page.tag_name(icon) != "svg") return {};
    const std::string words = words_in(said);
    return words.empty() ? words_in_drawing(page, node) : words;
  }
  const std::string_view drawn = drawn_text(page, node);
  const std::string_view classes = page.value(icon, Name::class_);
  if (!drawn.empty())
    return classes.find("material") == std::string_view::npos ? std::string() : words_in(drawn);
  for (const std::string_view words : {said, page.value(icon, Name::title)}) {
    if (std::string found = words_in(words); !found.empty()) return found;
  }
  return words_in_class(classes);
}

}  // namespace gh::page
