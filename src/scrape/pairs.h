// Labels and values that stand side by side in an element of their own and nothing but the layout tells which
// is which: <div><span>D.O.B.</span><span>11/03/1975</span></div>, <div>14 March<div>Birth date</div></div>.
// What marks a label itself (dl, tables, a colon, classes) is read by page/facts/labels.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gh::scrape {

struct Pair {
  std::uint32_t node = 0;  // the element that holds both
  std::string label;
  page::Text value;
  bool label_behind = false;
};

/// in:  `is_label` tells whether some words are a label that is known
/// out: the pairs of elements with two parts, of which one at least is such a label, and of their neighbours
///      of the same make; in page order
std::vector<Pair> find_pairs(const page::Page& page, const std::function<bool(std::string_view)>& is_label);

/// Lines of a block of which one is a label that is known and the next its value: "DOB<br>25 Aug 1975". A
/// date of which each part has a line of its own is one value; Pair::node is the block's element.
std::vector<Pair> find_line_pairs(const page::Page& page, const page::Block& block,
                                  const std::function<bool(std::string_view)>& is_label);

/// Labels and values that share a line of a block: "DOB: 4/7/85 | Born in: Hull; Age: 41". Only where two
/// known labels at least stand in it, each behind a sign that parts them, or at the line's beginning.
std::vector<Pair> find_inline_pairs(const page::Page& page, const page::Block& block,
                                    const std::function<bool(std::string_view)>& is_label);

}  // namespace gh::scrape
