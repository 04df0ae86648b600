// The value of one property of one element, and what an item's element implies without saying it.
// src: https://microformats.org/wiki/microformats2-parsing "parsing a p- property" and what follows it
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/microformats/walk.h"
#include "page/text.h"

namespace gh::page::microformats {

inline constexpr std::uint32_t no_item = 0xFFFFFFFF;

struct Value {
  std::uint32_t node = 0;        // the element that states it
  std::uint32_t item = no_item;  // the nested item that it is, its index
  Text words;                    // blanks as in the source
  std::optional<Text> alt;       // of an image, whose address `words` are
  std::optional<std::string> html;
};

/// How the values of one item are read.
struct ItemContext {
  ClassicRoots classic = 0;  // of the item; 0 for one of the new vocabulary
  std::string day;           // named by its last date, for a time that names none
};

/// The value of an element as a property of such an item.
Value read_value(Document& document, std::uint32_t node, Prefix prefix, const ItemContext& context);

/// The words of an element as a person reads them: no scripts, images by their alt (or else address), no
/// outer blanks.
Text words_of(Document& document, std::uint32_t node, bool includes);

/// What a rel link says: the same, with nothing but the alt of images and with its outer blanks.
Text link_words_of(Document& document, std::uint32_t node);

/// "name", "photo" and "url" as the element of an item implies them.
Value imply_name(Document& document, std::uint32_t node);
std::optional<Value> imply_photo(Document& document, std::uint32_t node);
std::optional<Value> imply_url(Document& document, std::uint32_t node);

}  // namespace gh::page::microformats
