#include "scrape/labels.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Page;
using page::Tag;

constexpr int cell_reach = 6;              // how far above a block its cell may be
constexpr std::size_t longest_label = 60;  // bytes; longer words are no name of a value
// No table or list of facts is as large as these; a page made of millions of cells must not cost their
// square.
constexpr std::size_t most_cells = 64;
constexpr std::uint32_t row_reach = 64;
constexpr int most_values = 16;

std::string short_words(const Page& page, std::uint32_t node) {
  const std::string words = page.text_of(node).words();
  if (words.size() > longest_label) return "";
  return std::string(
      base::trim(words.ends_with(':') ? std::string_view(words).substr(0, words.size() - 1) : words));
}

bool is_cell(Tag tag) { return tag == Tag::td || tag == Tag::th; }

// The dd or cell that a block stands in; 0 when it stands in none.
std::uint32_t cell_around(const Page& page, std::uint32_t node) {
  for (int up = 0; up < cell_reach && node != 0; ++up, node = page.nodes[node].parent) {
    const Tag tag = page.nodes[node].tag;
    if (tag == Tag::dd || is_cell(tag)) return node;
    if (tag == Tag::table || tag == Tag::dl) return 0;
  }
  return 0;
}

std::vector<std::uint32_t> cells_of(const Page& page, std::uint32_t row) {
  std::vector<std::uint32_t> cells;
  for (std::uint32_t i = row + 1; i < page.nodes[row].end && cells.size() < most_cells;
       i = page.nodes[i].end) {
    if (is_cell(page.nodes[i].tag)) cells.push_back(i);
  }
  return cells;
}

// The first row of the table that a row stands in.
std::uint32_t first_row(const Page& page, std::uint32_t row) {
  std::uint32_t table = row;
  while (table != 0 && page.nodes[table].tag != Tag::table) table = page.nodes[table].parent;
  for (std::uint32_t i = table + 1; i < std::min(page.nodes[table].end, table + row_reach); ++i) {
    if (page.nodes[i].tag == Tag::tr) return i;
  }
  return row;
}

// A first row of nothing but th, of another kind than the row itself.
bool is_header(const Page& page, const std::vector<std::uint32_t>& cells) {
  return cells.size() > 1 && std::all_of(cells.begin(), cells.end(),
                                         [&](std::uint32_t cell) { return page.nodes[cell].tag == Tag::th; });
}

Label of_cell(const Page& page, std::uint32_t cell) {
  const std::uint32_t row = page.nodes[cell].parent;
  const std::vector<std::uint32_t> cells = cells_of(page, row);
  const auto column = static_cast<std::size_t>(std::find(cells.begin(), cells.end(), cell) - cells.begin());
  if (column == cells.size()) return {};
  const std::uint32_t top = first_row(page, row);
  const std::vector<std::uint32_t> header = cells_of(page, top);
  if (top != row && is_header(page, header)) {
    if (column >= header.size()) return {};
    return {short_words(page, header[column]), column == 0 ? "" : page.text_of(cells.front()).words()};
  }
  if (column == 0 || cells.size() > 3) return {};
  return {short_words(page, cells[column - 1]), ""};
}

}  // namespace

Label label_of(const Page& page, std::uint32_t block_element) {
  const std::uint32_t cell = cell_around(page, block_element);
  if (cell == 0) return {};
  if (is_cell(page.nodes[cell].tag)) return of_cell(page, cell);
  int values = 0;
  for (std::uint32_t before = page.nodes[cell].previous; before != 0 && values < most_values;
       before = page.nodes[before].previous, ++values) {
    if (page.nodes[before].tag == Tag::dt) return {short_words(page, before), ""};
    if (page.nodes[before].tag != Tag::dd) break;
  }
  return {};
}

std::string plain_label(std::string_view words) {
  std::string folded = base::fold(base::trim(words));
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '?' || folded.back() == ' '))
    folded.pop_back();
  return folded;
}

}  // namespace gh::scrape
