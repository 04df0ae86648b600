// The value that an element gives to a property, for the syntaxes that mark up elements.
#pragma once

#include "page/page.h"

namespace gh::page {

/// What an element links to or shows: href of a, area and link; src of img, audio, video, iframe, embed,
/// source and track; data of object. Null when it has none.
const Attribute* address_of(const Page& page, const Node& node);

/// What an element says to machines instead of its text: content of any, datetime of any, value of data and
/// meter. Null when it has none.
const Attribute* machine_value_of(const Page& page, const Node& node);

struct ElementValue {
  Text text;
  bool hidden = false;  // a browser does not show it
};

/// Values of elements, within a bound on the work that properties nested in properties may cause.
class ElementValues {
 public:
  explicit ElementValues(const Page& page) : page_(page), budget_(page.nodes.size() * 16) {}

  /// `machine` first, then `address`, where not null; else the text.
  ElementValue value(std::uint32_t node, const Attribute* machine, const Attribute* address);

  /// The bound is reached; texts are empty from now on.
  bool spent() const { return budget_ == 0; }

 private:
  const Page& page_;
  std::size_t budget_;  // nodes to read texts of
};

}  // namespace gh::page
