// The attribute names that rules and readers ask for, known by number, so that looking for one compares a
// byte an attribute instead of its words.
#pragma once

#include <cstdint>
#include <string_view>

namespace gh::page {

/// In the order of the alphabet; every other name is `other` and is compared by its words.
enum class Name : std::uint8_t {
  other,
  about,
  alt,
  aria_hidden,
  aria_label,
  charset,
  checked,
  cite,
  class_,
  colspan,
  content,
  data,
  datatype,
  datetime,
  dir,
  for_,
  headers,
  hidden,
  href,
  http_equiv,
  id,
  inlist,
  itemid,
  itemprop,
  itemref,
  itemscope,
  itemtype,
  label,
  lang,
  media,
  name,
  placeholder,
  prefix,
  property,
  rel,
  resource,
  rev,
  role,
  rowspan,
  scope,
  selected,
  sizes,
  src,
  srcset,
  style,
  title,
  type,
  typeof_,
  value,
  vocab,
  xml_lang,
};
inline constexpr std::size_t name_count = static_cast<std::size_t>(Name::xml_lang) + 1;

/// "aria-label"; empty for `other`.
std::string_view name(Name name);
/// The number of that lower-case name, `other` when no rule or reader asks for it.
Name attribute_named(std::string_view name);

}  // namespace gh::page
