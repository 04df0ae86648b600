#include "scrape/rows.h"

#include <algorithm>

#include "base/text.h"
#include "page/facts/table_rows.h"

namespace gh::scrape {
namespace {

using page::Tag;

constexpr int most_steps = 6;                              // upwards to a row
constexpr int most_steps_of_attribute = 3;                 // to the element with the words
constexpr std::size_t most_cells = 12, longest_row = 300;  // bytes
constexpr std::uint32_t most_nodes = 80;                   // of an element that speaks of one thing

bool is_container(Tag tag) {
  return tag == Tag::document || tag == Tag::html || tag == Tag::body || tag == Tag::main ||
         tag == Tag::table || tag == Tag::ul || tag == Tag::ol;
}

}  // namespace

std::uint32_t Rows::around(std::uint32_t node) {
  for (int steps = 0; steps < most_steps && node != 0; ++steps, node = page_.nodes[node].parent) {
    const Tag tag = page_.nodes[node].tag;
    if (tag == Tag::tr) return of_row(node);
    if (tag == Tag::table) break;
  }
  return 0;
}

std::uint32_t Rows::of_attribute(std::uint32_t node) {
  if (const std::uint32_t row = around(node)) return row;
  std::uint32_t at = item_around(node);
  if (at != 0) return of_element(at);
  at = node;
  for (int steps = 0; steps < most_steps_of_attribute && at != 0 && !is_container(page_.nodes[at].tag);
       ++steps, at = page_.nodes[at].parent) {
    if (const std::uint32_t row = of_element(at)) return row;
  }
  return 0;
}

// The item of a list that the element is in; 0 for none.
std::uint32_t Rows::item_around(std::uint32_t node) const {
  for (int steps = 0; steps < most_steps_of_attribute && node != 0;
       ++steps, node = page_.nodes[node].parent) {
    if (page_.nodes[node].tag == Tag::li) return node;
  }
  return 0;
}

std::uint32_t Rows::keep(std::uint32_t node, Row row) {
  std::uint32_t& place = by_node_[node];
  place = 0;
  if (row.words.find_first_not_of("\n ") == std::string::npos || row.words.size() > longest_row) return 0;
  place = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back(std::move(row));
  return place;
}

std::uint32_t Rows::of_row(std::uint32_t node) {
  if (const auto known = by_node_.find(node); known != by_node_.end()) return known->second;
  const std::vector<std::uint32_t> cells = page::cells_of(page_, node);
  Row row;
  row.group = page_.nodes[node].parent;
  if (page_.nodes[row.group].tag != Tag::table) row.group = page_.nodes[row.group].parent;
  const bool few = !cells.empty() && cells.size() <= most_cells;
  for (const std::uint32_t cell : few ? cells : std::vector<std::uint32_t>()) {
    if (cell != cells.front()) row.words += '\n';
    if (!page::is_part(page_, cell)) return keep(node, {});
    std::string words = page_.text_of(cell).words();
    std::replace(words.begin(), words.end(), '\n', ' ');
    row.words += words;
    if (row.words.size() > longest_row) break;
  }
  return keep(node, std::move(row));
}

std::uint32_t Rows::of_element(std::uint32_t node) {
  if (const auto known = by_node_.find(node); known != by_node_.end()) return known->second;
  Row row;
  if (page_.nodes[node].end - node > most_nodes) return keep(node, row);
  row.group = page_.nodes[node].parent;
  row.words = page_.text_of(node).words();
  std::replace(row.words.begin(), row.words.end(), '\n', ' ');
  return keep(node, std::move(row));
}

}  // namespace gh::scrape
