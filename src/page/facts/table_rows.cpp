#include "page/facts/table_rows.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "page/facts/label_words.h"

namespace gh::page {
namespace {

constexpr std::size_t most_cells = 64;         // of a row; pages made of millions must not flood the rest
constexpr std::uint32_t largest_part = 200;    // nodes of a cell or label; more is a layout, not a value
constexpr std::uint32_t longest_part = 8'000;  // bytes of its mark-up
constexpr std::size_t most_rows_below = 4;     // that are looked at to tell a header

using Cells = std::vector<std::uint32_t>;

bool is_cell(Tag tag) { return tag == Tag::td || tag == Tag::th; }
bool is_heading(Tag tag) { return (tag >= Tag::h1 && tag <= Tag::h6) || tag == Tag::title; }

std::string words_of(const Page& page, std::uint32_t node) {
  return is_part(page, node) ? page.text_of(node).words() : "";
}

bool is_blank(const Page& page, std::uint32_t node) {
  for (std::uint32_t i = node; i < page.nodes[node].end; ++i) {
    if (page.nodes[i].tag == Tag::text && !base::trim(page.slice(page.nodes[i].characters)).empty())
      return false;
  }
  return true;
}

// 0 for none.
std::uint32_t next_row(const Page& page, std::uint32_t row) {
  const std::uint32_t end = page.nodes[page.nodes[row].parent].end;
  for (std::uint32_t i = page.nodes[row].end; i < end; i = page.nodes[i].end) {
    if (page.nodes[i].tag == Tag::tr) return i;
  }
  return 0;
}

// Each cell is one <b> or <strong> and nothing else.
bool is_bold(const Page& page, const Cells& cells) {
  return std::all_of(cells.begin(), cells.end(), [&](std::uint32_t cell) {
    const std::uint32_t first = cell + 1;
    if (first >= page.nodes[cell].end) return false;
    const Tag tag = page.nodes[first].tag;
    return (tag == Tag::b || tag == Tag::strong) && page.nodes[first].end == page.nodes[cell].end;
  });
}

// Nothing but th; the corner above the labels of rows may be an empty td.
bool is_marked(const Page& page, const Cells& cells) {
  std::size_t marked = 0;
  for (const std::uint32_t cell : cells) {
    const bool is_head = page.nodes[cell].tag == Tag::th;
    if (!is_head && !is_blank(page, cell)) return false;
    if (is_head) ++marked;
  }
  return marked > 0;
}

bool has_digit(const Page& page, std::uint32_t cell) {
  return words_of(page, cell).find_first_of("0123456789") != std::string::npos;
}

// "5k PB", too.
bool may_be_label(const Page& page, std::uint32_t cell) {
  const std::string words = words_of(page, cell);
  const std::size_t letter = std::min(words.find_first_not_of("0123456789"), words.size());
  return !label_in(std::string_view(words).substr(letter), LabelPlace::beside).empty();
}

bool is_label(const Page& page, std::uint32_t cell) {
  return !has_digit(page, cell) && may_be_label(page, cell);
}

// Rows below it that have as many cells, the first few; empty where one has not.
std::vector<Cells> rows_below(const Page& page, std::uint32_t row, std::size_t count) {
  std::vector<Cells> rows;
  for (std::uint32_t next = next_row(page, row); next != 0 && rows.size() < most_rows_below;
       next = next_row(page, next)) {
    rows.push_back(cells_of(page, next));
    if (rows.back().size() != count) return {};
  }
  return rows;
}

// Labels above numbers and dates: in most columns all below have digits. Of two columns each row may as well
// be a label and its value.
bool is_label_row(const Page& page, const Cells& cells, const std::vector<Cells>& below) {
  if (cells.size() < 3 || below.empty()) return false;
  // One may say "Best 5k".
  const auto labels =
      std::count_if(cells.begin(), cells.end(), [&](std::uint32_t cell) { return is_label(page, cell); });
  const bool all =
      std::all_of(cells.begin(), cells.end(), [&](std::uint32_t cell) { return may_be_label(page, cell); });
  if (!all || labels + 1 < static_cast<std::ptrdiff_t>(cells.size())) return false;
  std::size_t numbered = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool numbers =
        std::all_of(below.begin(), below.end(), [&](const Cells& row) { return has_digit(page, row[i]); });
    if (numbers) ++numbered;
  }
  return 2 * numbered > cells.size();
}

// An empty corner: what stands beside it heads columns, what stands below it heads rows.
bool has_corner(const Page& page, const Cells& cells, const std::vector<Cells>& below) {
  if (cells.size() < 3 || below.empty() || !is_blank(page, cells.front())) return false;
  const bool named =
      std::all_of(cells.begin() + 1, cells.end(), [&](std::uint32_t cell) { return is_label(page, cell); });
  return named && std::all_of(below.begin(), below.end(),
                              [&](const Cells& row) { return is_label(page, row.front()); });
}

// As many columns or rows as its attribute says that the cell covers.
std::size_t span_of(const Page& page, std::uint32_t cell, std::string_view attribute) {
  const std::string words(page.value(page.nodes[cell], attribute));
  const int span = words.empty() || words.size() > 3 ? 1 : std::atoi(words.c_str());
  return span < 1 ? 1 : std::min(static_cast<std::size_t>(span), most_cells);
}

}  // namespace

std::vector<std::uint32_t> cells_of(const Page& page, std::uint32_t row) {
  Cells cells;
  for (std::uint32_t i = row + 1; i < page.nodes[row].end && cells.size() < most_cells;
       i = page.nodes[i].end) {
    if (is_cell(page.nodes[i].tag)) cells.push_back(i);
  }
  return cells;
}

bool is_part(const Page& page, std::uint32_t index) {
  const Node& node = page.nodes[index];
  if (node.end - index > largest_part) return false;
  for (std::uint32_t i = index + 1; i < node.end; ++i) {
    const Tag tag = page.nodes[i].tag;
    if (tag == Tag::dd || tag == Tag::tr || tag == Tag::select || tag == Tag::textarea || is_heading(tag))
      return false;
  }
  const std::uint32_t last = page.nodes[node.end - 1].source.end;
  return last < node.source.begin || last - node.source.begin <= longest_part;
}

bool is_header_row(const Page& page, std::uint32_t row, const Cells& cells) {
  if (cells.size() < 2) return false;
  if (page.nodes[page.nodes[row].parent].tag == Tag::thead || is_marked(page, cells)) return true;
  const std::uint32_t next = next_row(page, row);
  if (next == 0) return false;
  if (base::lower_ascii(page.value(page.nodes[row], Name::class_)).find("head") != std::string::npos)
    return true;
  const Cells below = cells_of(page, next);
  if (below.size() != cells.size()) return false;
  if (is_bold(page, cells) && !is_bold(page, {below.front()}) && !is_bold(page, {below.back()})) return true;
  const std::vector<Cells> rows = rows_below(page, row, cells.size());
  return is_label_row(page, cells, rows) || has_corner(page, cells, rows);
}

std::vector<std::size_t> TableGrid::place(const Page& page, const Cells& cells) {
  std::vector<std::size_t> columns;
  std::size_t column = 0;
  const auto pass = [&] {
    while (column < reach_.size() && reach_[column] > 0) --reach_[column++];
  };
  for (const std::uint32_t cell : cells) {
    pass();
    columns.push_back(column);
    const std::size_t wide = span_of(page, cell, "colspan"), deep = span_of(page, cell, "rowspan");
    for (std::size_t i = 0; i < wide && column < most_cells; ++i, ++column) {
      if (column >= reach_.size()) reach_.resize(column + 1, 0);
      reach_[column] = deep - 1;
    }
  }
  pass();
  return columns;
}

void TableGrid::name_columns(const Page& page, const Cells& cells, const std::vector<std::size_t>& columns) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string head(label_in(words_of(page, cells[i]), LabelPlace::marked));
    const std::size_t wide = span_of(page, cells[i], "colspan");
    spans_ = spans_ || wide > 1;
    for (std::size_t column = columns[i]; column < std::min(columns[i] + wide, most_cells); ++column) {
      if (column >= heads_.size()) heads_.resize(column + 1);
      std::string& name = heads_[column];
      name = name.empty() ? head : head.empty() ? name : name + " / " + head;
    }
  }
}

bool TableGrid::is_second_header(const Page& page, std::uint32_t row, const Cells& cells) const {
  if (!spans_ || cells.empty()) return false;
  const bool in_head = page.nodes[page.nodes[row].parent].tag == Tag::thead;
  return in_head || is_marked(page, cells) || is_bold(page, cells);
}

}  // namespace gh::page
