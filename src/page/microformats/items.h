// The items of a page and their properties, as the microformats2 parsing specification finds them. Stays
// inside the microformats reader: page/microformats/microformats.h turns them into JSON or facts.
// src: https://microformats.org/wiki/microformats2-parsing
#pragma once

#include <string_view>
#include <vector>

#include "page/microformats/values.h"

namespace gh::page::microformats {

struct Property {
  Prefix prefix = Prefix::p;
  std::string_view name;
  Value value;
};

struct Microformat {
  std::uint32_t node = 0;
  std::uint32_t parent = no_item;       // always smaller than its own index
  std::vector<std::string_view> types;  // sorted, once each
  std::vector<Property> properties;     // in page order
  std::vector<std::uint32_t> children;  // items inside that are no property
  ClassicRoots classic = 0;             // 0 for an item of the new vocabulary, whatever else its classes say
};

/// The items of the document in the order of their start tags. Parts that would cost too much are left out,
/// and document.cut says so.
std::vector<Microformat> find_items(Document& document);

}  // namespace gh::page::microformats
