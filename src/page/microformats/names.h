// The class names of microformats, new ("h-card", "p-name") and classic ("vcard", "fn"), and what a classic
// name means in the new vocabulary. Stays inside the microformats reader.
// src: https://microformats.org/wiki/microformats2-parsing for what is a name; the "Parser Compatibility" of
//      https://microformats.org/wiki/h-card and its siblings for what classic ones mean
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gh::page::microformats {

/// How a property's value is read: p-* words, u-* an address, dt-* a date, e-* mark-up.
enum class Prefix : std::uint8_t { p, u, dt, e };

struct PropertyName {
  Prefix prefix = Prefix::p;
  std::string_view name;  // without prefix
  bool operator==(const PropertyName&) const = default;
};

/// "h-card"; false for "h-", "h-Card", "h-card-", and for utility classes that only look like it ("h-full").
bool is_root(std::string_view token);

/// Appends what "p-name" says; nothing for any other word.
void add_property(std::string_view token, std::vector<PropertyName>& out);

/// A set of classic roots, a bit each.
using ClassicRoots = std::uint16_t;

/// The bit of "vcard", "vevent", ...; 0 for any other word.
ClassicRoots classic_root(std::string_view token);

/// "item" says nothing outside a classic review.
inline constexpr ClassicRoots classic_item = 1;
bool is_classic_review(ClassicRoots roots);

/// The types of an item with those classic roots: "h-card", ...
std::vector<std::string_view> types_of(ClassicRoots roots);

/// Appends, once each, what a class (or a rel) means as a property of items with those classic roots.
void add_classic_property(ClassicRoots roots, std::string_view token, bool is_rel,
                          std::vector<PropertyName>& out);

/// Calls `use` for each word of a class or rel attribute.
template <class Use>
void for_each_token(std::string_view list, Use use) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; };
  std::size_t at = 0;
  while (at < list.size()) {
    while (at < list.size() && blank(list[at])) ++at;
    const std::size_t begin = at;
    while (at < list.size() && !blank(list[at])) ++at;
    if (at > begin) use(list.substr(begin, at - begin));
  }
}

/// What the classes of an element say whatever item it belongs to, as bits.
using Marks = std::uint8_t;
inline constexpr Marks has_root = 1;
inline constexpr Marks has_classic_root = 2;  // "item" is none here
inline constexpr Marks has_property = 4;
inline constexpr Marks has_value = 8;
inline constexpr Marks has_value_title = 16;
Marks marks_of(std::string_view classes);

/// The marks of every node; empty when no element is a root.
std::vector<Marks> marks_of(const Page& page);

}  // namespace gh::page::microformats
