#include "page/html/attribute_name.h"

#include <array>

namespace gh::page {
namespace {

constexpr std::array<std::string_view, name_count> names{
    "",         "about",     "alt",      "aria-hidden", "aria-label", "charset",  "checked", "cite",
    "class",    "colspan",   "content",  "data",        "datatype",   "datetime", "dir",     "for",
    "headers",  "hidden",    "href",     "http-equiv",  "id",         "inlist",   "itemid",  "itemprop",
    "itemref",  "itemscope", "itemtype", "label",       "lang",       "media",    "name",    "placeholder",
    "prefix",   "property",  "rel",      "resource",    "rev",        "role",     "rowspan", "scope",
    "selected", "sizes",     "src",      "srcset",      "style",      "title",    "type",    "typeof",
    "value",    "vocab",     "xml:lang"};
static_assert(names.back() == "xml:lang" && names[static_cast<std::size_t>(Name::label)] == "label");

constexpr std::size_t slots = 256;

// No two of the names above share a slot; one that is added may, and then takes the next.
constexpr std::size_t slot_of(std::string_view name) {
  const auto letter = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
  };
  const std::size_t before_last = name.size() > 1 ? letter(name.size() - 2) : 0;
  return (name.size() * 35 + letter(0) * 27 + letter(name.size() - 1) * 111 + before_last * 135) % slots;
}

constexpr auto table = [] {
  std::array<Name, slots> filled{};
  for (std::size_t i = 1; i < names.size(); ++i) {
    std::size_t slot = slot_of(names[i]);
    while (filled[slot] != Name::other) slot = (slot + 1) % slots;
    filled[slot] = static_cast<Name>(i);
  }
  return filled;
}();

}  // namespace

std::string_view name(Name name) { return names[static_cast<std::size_t>(name)]; }

Name attribute_named(std::string_view wanted) {
  if (wanted.empty()) return Name::other;
  for (std::size_t slot = slot_of(wanted); table[slot] != Name::other; slot = (slot + 1) % slots) {
    if (name(table[slot]) == wanted) return table[slot];
  }
  return Name::other;
}

}  // namespace gh::page
