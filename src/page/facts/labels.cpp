#include "page/facts/labels.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "base/text.h"
#include "page/facts/fact_writer.h"
#include "page/facts/icons.h"
#include "page/facts/label_words.h"
#include "page/facts/table_rows.h"
#include "page/facts/text_table.h"

namespace gh::page {
namespace {

// No table or list of facts is as large as these; a page made of millions of cells must not flood the rest.
constexpr std::size_t most_rows = 2'000;       // of a table
constexpr std::size_t most_facts = 20'000;     // of labels
constexpr std::uint32_t largest_part = 200;    // nodes of a cell or label; more is a layout, not a value
constexpr std::uint32_t longest_part = 8'000;  // bytes of its mark-up
constexpr std::size_t longest_below = 200;     // bytes of a value under its label
constexpr int form_reach = 6;                  // how far above an input its label may be

// Classes by which pages tell a label from its value, as parts of the words between blanks.
constexpr std::array<std::string_view, 6> label_classes{"label", "caption", "heading",
                                                        "key",   "term",    "title"};
constexpr std::array<std::string_view, 7> value_classes{"val",    "answer", "content", "data",
                                                        "detail", "desc",   "text"};

template <class List>
bool mentions(std::string_view classes, const List& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view part) { return classes.find(part) != std::string_view::npos; });
}

bool is_cell(Tag tag) { return tag == Tag::td || tag == Tag::th; }
bool is_heading(Tag tag) { return (tag >= Tag::h1 && tag <= Tag::h6) || tag == Tag::title; }

class LabelReader {
 public:
  explicit LabelReader(Page& page) : page_(page), writer_(page, Syntax::labels) {}

  void run() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      if (page_.nodes[i].tag == Tag::label) note_label(i);
    }
    for (std::uint32_t i = 1; i < page_.nodes.size() && !full(); ++i) visit(i);
    for (std::size_t i = 0; i < page_.blocks.size() && !full(); ++i) i += read_block(i);
  }

 private:
  // The table that is being read, of those around the node.
  struct Table {
    std::uint32_t node = 0;
    std::size_t rows = 0;  // of several cells
    TableGrid grid = {};
  };

  // A table that only roles tell.
  struct Drawn {
    std::uint32_t node = 0;
    std::vector<std::string> heads = {};
  };

  bool full() const { return writer_.full() || written_ >= most_facts; }

  void visit(std::uint32_t index) {
    switch (page_.nodes[index].tag) {
      case Tag::dd:
        return read_description(index);
      case Tag::table:
        return open_table(index);
      case Tag::tr:
        return read_row(index);
      case Tag::input:
      case Tag::textarea:
      case Tag::select:
        return read_control(index);
      case Tag::i:
      case Tag::img:
      case Tag::other:
        return read_icon(index);
      case Tag::span:
        if (page_.nodes[index].end <= index + 2) read_icon(index);
        return read_class_pair(index);
      case Tag::div:
        if (role_of(index) == "row") return read_drawn_row(index);
        return read_class_pair(index);
      case Tag::p:
      case Tag::b:
      case Tag::strong:
        return read_class_pair(index);
      default:
        return;
    }
  }

  std::string words_of(std::uint32_t index) const {
    return is_part(page_, index) ? page_.text_of(index).words() : "";
  }

  std::string label_of(std::uint32_t index, LabelPlace place) const {
    return std::string(label_in(words_of(index), place));
  }

  void write(std::uint32_t item, std::string_view label, const Text& value, std::uint32_t node) {
    if (!is_value(value.words())) return;
    writer_.fact(item, label, value, node, !page_.nodes.empty() && page_.nodes[node].hidden);
    ++written_;
  }

  void write_part(std::uint32_t item, std::string_view label, std::uint32_t node) {
    if (!label.empty()) write_cell(item, label, node);
  }

  void write_cell(std::uint32_t item, std::string_view label, std::uint32_t node) {
    if (is_part(page_, node)) write(item, label, page_.text_of(node), node);
  }

  // The dt before a dd is known when the dd comes: they are siblings, of a dl or of a group in one.
  void read_description(std::uint32_t index) {
    std::uint32_t before = page_.nodes[index].previous;
    if (before != 0 && page_.nodes[before].tag == Tag::dd) {
      if (before == last_dd_) write_part(nowhere, last_term_, index);
      last_dd_ = index;
      return;
    }
    last_dd_ = index;
    last_term_.clear();
    if (before == 0 || page_.nodes[before].tag != Tag::dt) return;
    last_term_ = label_of(before, LabelPlace::marked);
    write_part(nowhere, last_term_, index);
  }

  void open_table(std::uint32_t index) {
    while (!tables_.empty() && page_.nodes[tables_.back().node].end <= index) tables_.pop_back();
    tables_.push_back({index});
  }

  void read_row(std::uint32_t index) {
    while (!tables_.empty() && page_.nodes[tables_.back().node].end <= index) tables_.pop_back();
    if (tables_.empty() || tables_.back().rows == most_rows) return;
    Table& table = tables_.back();
    const std::vector<std::uint32_t> cells = cells_of(page_, index);
    // A cell that stands alone above the heads is the table's title.
    if (cells.size() > 1) ++table.rows;
    const std::vector<std::size_t> columns = table.grid.place(page_, cells);
    const bool first = table.rows == 1 && cells.size() > 1;
    const bool second = table.rows == 2 || (table.rows == 1 && !first);
    const bool headed = !table.grid.heads().empty();
    if (first ? is_header_row(page_, index, cells)
              : headed && second && table.grid.is_second_header(page_, index, cells)) {
      table.grid.name_columns(page_, cells, columns);
    } else if (!headed) {
      if (cells.size() > 1) read_pairs(cells);
    } else {
      read_record(index, cells, columns, table.grid.heads());
    }
  }

  std::string_view role_of(std::uint32_t index) const {
    const Node& node = page_.nodes[index];
    return node.attribute_count == 0 ? std::string_view() : page_.value(node, "role");
  }

  // Of a table that style sheets draw: <div role="row"><span role="cell">.
  void read_drawn_row(std::uint32_t index) {
    constexpr int farthest_table = 4;
    constexpr std::size_t most_cells = 64;
    std::uint32_t table = page_.nodes[index].parent;
    const auto is_table = [&](std::uint32_t node) {
      const std::string_view role = role_of(node);
      return role == "table" || role == "grid" || role == "treegrid";
    };
    for (int up = 0; up < farthest_table && table != 0 && !is_table(table); ++up)
      table = page_.nodes[table].parent;
    std::vector<std::uint32_t> cells;
    std::size_t heads = 0;
    for (std::uint32_t i = index + 1; i < page_.nodes[index].end && cells.size() < most_cells;) {
      const std::string_view role = role_of(i);
      const bool head = role == "columnheader";
      const bool cell = head || role == "cell" || role == "gridcell" || role == "rowheader";
      if (cell) cells.push_back(i);
      if (head) ++heads;
      i = cell ? page_.nodes[i].end : i + 1;
    }
    if (cells.empty()) return;
    if (heads == cells.size()) {
      drawn_ = {table, {}};
      for (const std::uint32_t cell : cells) drawn_.heads.push_back(label_of(cell, LabelPlace::marked));
    } else if (drawn_.node == table && drawn_rows_ < most_rows) {
      ++drawn_rows_;
      std::vector<std::size_t> columns(cells.size());
      std::iota(columns.begin(), columns.end(), std::size_t{0});
      read_record(index, cells, columns, drawn_.heads);
    }
  }

  void read_record(std::uint32_t row, const std::vector<std::uint32_t>& cells,
                   const std::vector<std::size_t>& columns, const std::vector<std::string>& heads) {
    const auto is_headed = [&](std::size_t column) { return column < heads.size(); };
    if (std::count_if(columns.begin(), columns.end(), is_headed) < 2) return;
    const std::uint32_t begin = page_.nodes[row].source.begin;
    // What the parser moved into the row may stand before it in the source.
    const Span source{begin, std::max(begin, page_.nodes[page_.nodes[row].end - 1].source.end)};
    const std::uint32_t item = writer_.item(nowhere, "row", "", source, page_.nodes[row].hidden);
    for (std::size_t i = 0; i < cells.size() && is_headed(columns[i]); ++i) {
      // The first cell says of whom the row speaks, whether it has a head or not; so may a th between others.
      const bool names_row = i == 0 || page_.nodes[cells[i]].tag == Tag::th;
      if (names_row || !heads[columns[i]].empty()) write_cell(item, heads[columns[i]], cells[i]);
    }
  }

  // Two cells, or a th before each td, or labels with a colon: "Name: | Anna | Born: | 1985".
  void read_pairs(const std::vector<std::uint32_t>& cells) {
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const Node& before = page_.nodes[cells[i - 1]];
      if (page_.nodes[cells[i]].tag == Tag::th && before.tag == Tag::th) continue;
      const std::string words = words_of(cells[i - 1]);
      const bool marked = before.tag == Tag::th;
      if (!marked && !words.ends_with(':') && (cells.size() > 3 || i > 1)) continue;
      write_part(nowhere, label_in(words, marked ? LabelPlace::marked : LabelPlace::beside), cells[i]);
    }
  }

  void note_label(std::uint32_t index) {
    const std::string_view target = page_.value(page_.nodes[index], Name::for_);
    if (!target.empty()) label_for_.try_emplace(std::string(target), index);
  }

  void read_control(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    Text value;
    if (node.tag == Tag::input) {
      if (is_written_in(node)) value = page_.value_text(node, Name::value);
    } else if (node.end - index <= largest_part * 10) {
      value = page_.text_of(index);
    }
    if (value.empty() || value.words().size() > longest_part) return;
    const std::string label = label_of_control(index);
    if (!label.empty()) write(nowhere, label, value, index);
  }

  // A person wrote what stands in it, and it is shown.
  bool is_written_in(const Node& node) const {
    const std::string type = base::lower_ascii(page_.value(node, Name::type));
    for (std::string_view other :
         {"hidden", "password", "submit", "button", "reset", "image", "checkbox", "radio", "file", "range"}) {
      if (type == other) return false;
    }
    return true;
  }

  std::string label_of_control(std::uint32_t index) const {
    const Node& node = page_.nodes[index];
    if (const std::string_view own = page_.value(node, Name::aria_label); !own.empty()) {
      return std::string(label_in(own, LabelPlace::marked));
    }
    const auto named = label_for_.find(page_.value(node, Name::id));
    if (named != label_for_.end()) return label_of(named->second, LabelPlace::marked);
    std::uint32_t up = node.parent;
    for (int i = 0; i < form_reach && up != 0; ++i, up = page_.nodes[up].parent) {
      if (page_.nodes[up].tag == Tag::label) return label_of(up, LabelPlace::marked);
      if (page_.nodes[up].tag == Tag::fieldset) return legend_of(up);
    }
    return {};
  }

  // What controls without labels of their own are for: "Date of birth" above a day, a month and a year.
  std::string legend_of(std::uint32_t fieldset) const {
    const std::uint32_t first = fieldset + 1;
    for (std::uint32_t i = first; i < page_.nodes[fieldset].end; i = page_.nodes[i].end) {
      if (page_.nodes[i].tag == Tag::legend) return label_of(i, LabelPlace::marked);
    }
    return {};
  }

  // <span class="field-label">Born</span><span class="field-value">1985</span>
  void read_class_pair(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    if (node.previous == 0 || node.attribute_count == 0) return;
    const Node& before = page_.nodes[node.previous];
    if (before.attribute_count == 0 || before.end - node.previous > largest_part / 10) return;
    if (!mentions(page_.value(before, Name::class_), label_classes) ||
        !mentions(page_.value(node, Name::class_), value_classes) || holds_heading(node.previous))
      return;
    const std::string label = label_of(node.previous, LabelPlace::beside);
    if (label.empty() || !is_part(page_, index)) return;
    const Text value = page_.text_of(index);
    if (value.words().size() <= longest_below) write(nowhere, label, value, index);
  }

  // <li><i class="fa fa-cake"></i> 4 July</li>: what the icon begins is its value, where it is the only one.
  void read_icon(std::uint32_t index) {
    const Node& icon = page_.nodes[index];
    if (icon.attribute_count == 0) return;
    const std::string name = icon_words(page_, index);
    if (name.empty()) return;
    std::uint32_t around = icon.parent;
    for (int up = 0; up < 2 && around != 0 && is_alone_in(index, around); ++up)
      around = page_.nodes[around].parent;
    if (around == 0 || !is_part(page_, around) || !begins(index, around) || is_linked(index)) return;
    for (std::uint32_t other = icon.end; other < page_.nodes[around].end; ++other) {
      if (page_.nodes[other].attribute_count != 0 && !icon_words(page_, other).empty()) return;
    }
    const Text value = page_.text_of(around);
    const std::string_view drawn = words_below(index);
    const std::string_view words = value.words();
    if (words.size() > longest_below || !words.starts_with(drawn) || words.size() == drawn.size()) return;
    const auto size = static_cast<std::uint32_t>(words.size());
    if (drawn.empty()) return write(nowhere, name + " icon", value, around);
    write(nowhere, drawn,
          value.part(static_cast<std::uint32_t>(words.find_first_not_of(' ', drawn.size())), size), around);
  }

  // In a link an icon says what a click does; in a heading it is an ornament.
  bool is_linked(std::uint32_t index) const {
    for (int up = 0; up < form_reach && index != 0; ++up, index = page_.nodes[index].parent) {
      if (page_.nodes[index].tag == Tag::a || page_.nodes[index].tag == Tag::button ||
          is_heading(page_.nodes[index].tag))
        return true;
    }
    return false;
  }

  std::string_view words_below(std::uint32_t index) const {
    const Node& node = page_.nodes[index];
    if (node.end == index + 1 || page_.nodes[index + 1].tag != Tag::text) return {};
    return base::trim(page_.slice(page_.nodes[index + 1].characters));
  }

  // Nothing but blanks stands in the element beside the icon.
  bool is_alone_in(std::uint32_t icon, std::uint32_t around) const {
    for (std::uint32_t i = around + 1; i < page_.nodes[around].end; ++i) {
      if (page_.within(i, icon)) continue;
      if (page_.nodes[i].tag == Tag::text && !base::trim(page_.slice(page_.nodes[i].characters)).empty())
        return false;
    }
    return true;
  }

  // No words stand in the element before the icon.
  bool begins(std::uint32_t icon, std::uint32_t around) const {
    for (std::uint32_t i = around + 1; i < icon; ++i) {
      if (page_.nodes[i].tag == Tag::text && !base::trim(page_.slice(page_.nodes[i].characters)).empty())
        return false;
    }
    return page_.nodes[around].end - around <= largest_part;
  }

  // The title of a page or of a part of it says nothing of one value.
  bool holds_heading(std::uint32_t index) const {
    for (std::uint32_t i = index; i < page_.nodes[index].end; ++i) {
      if (is_heading(page_.nodes[i].tag)) return true;
    }
    return false;
  }

  // A table that is set in plain text, below a line or two of other words perhaps.
  bool read_text(const Block& block) {
    constexpr int most_above = 3;
    const bool plain = page_.nodes.empty() || page_.nodes[block.node].tag == Tag::pre;
    if (!plain || page_.words(block).find('\n') == std::string_view::npos) return false;
    const Span span = page_.text.source(block.words.begin, block.words.end);
    std::string_view lines = page_.source;
    lines = lines.substr(span.begin, span.end - span.begin);
    for (int above = 0; above < most_above; ++above) {
      const TextTable table = read_text_table(lines);
      if (!table.rows.empty()) return write_text(block, lines, table);
      const std::size_t end = lines.find('\n');
      if (end == std::string_view::npos) break;
      lines.remove_prefix(end + 1);
    }
    return false;
  }

  // The words of a block are those of its lines, without the blanks that set them.
  bool write_text(const Block& block, std::string_view lines, const TextTable& table) {
    const std::size_t heads = page_.text.words().find(table.heads.back(), block.words.begin);
    if (heads == std::string::npos) return false;
    auto at = static_cast<std::uint32_t>(heads + table.heads.back().size());
    for (const std::vector<TextCell>& row : table.rows) {
      std::uint32_t item = nowhere;
      for (std::size_t i = 0; i < row.size() && !full(); ++i) {
        if (row[i].empty()) continue;
        const std::string words =
            base::collapse_blanks(lines.substr(row[i].begin, row[i].end - row[i].begin));
        const std::size_t found = page_.text.words().find(words, at);
        if (found == std::string::npos || found >= block.words.end) return true;
        const auto begin = static_cast<std::uint32_t>(found);
        at = begin + static_cast<std::uint32_t>(words.size());
        if (item == nowhere) item = writer_.item(nowhere, "row", "", page_.text.source(begin, at), false);
        write(item, table.heads[i], page_.text.part(begin, at), block.node);
      }
    }
    return true;
  }

  // The pairs in a block's lines. Gives how many blocks after it were read with it.
  std::size_t read_block(std::size_t index) {
    const Block block = page_.blocks[index];
    if (!page_.nodes.empty() && is_heading(page_.nodes[block.node].tag)) return 0;
    if (read_text(block)) return 0;
    std::string above;  // a line that was nothing but a label
    for (std::uint32_t at = block.words.begin; at < block.words.end && !full();) {
      const std::string_view rest = line_at(block, at);
      const auto end = at + static_cast<std::uint32_t>(rest.size());
      const std::string label = above.empty() ? "" : value_of(rest, above);
      if (!label.empty()) write(nowhere, label, page_.text.part(at, end), block.node);
      above.clear();
      if (label.empty() && read_line(block, at, end))
        above = label_in(line_at(block, at), LabelPlace::beside);
      at = end + 1;
    }
    return above.empty() ? 0 : read_below(index, above);
  }

  std::string_view line_at(const Block& block, std::uint32_t at) const {
    const std::string_view rest = std::string_view(page_.text.words()).substr(at, block.words.end - at);
    return rest.substr(0, rest.find('\n'));
  }

  // The label again when the words may be its value and are no pair of their own.
  static std::string value_of(std::string_view words, const std::string& label) {
    if (words.size() > longest_below || words.ends_with(':') || !labelled_line(words).label.empty())
      return {};
    return label;
  }

  // True when the line is a label and nothing else.
  bool read_line(const Block& block, std::uint32_t begin, std::uint32_t end) {
    while (begin < end) {
      const std::string line = page_.text.words().substr(begin, std::min<std::uint32_t>(end - begin, 512));
      const LabelledLine pair = labelled_line(line);
      if (pair.label.empty()) return false;
      if (pair.value_begin == pair.value_end)
        return begin + line.size() == end && pair.value_end == line.size();
      const auto from = begin + static_cast<std::uint32_t>(pair.value_begin);
      const auto to = begin + static_cast<std::uint32_t>(pair.value_end);
      write(nowhere, pair.label, page_.text.part(from, to), block.node);
      begin = to;
      while (begin < end && !is_word_begin(page_.text.words()[begin])) ++begin;
    }
    return false;
  }

  static bool is_word_begin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
  }

  // <div>Birthday:</div><div>4 July</div>; not in cells, whose pairs are read already.
  std::size_t read_below(std::size_t index, const std::string& label) {
    if (index + 1 == page_.blocks.size()) return 0;
    const Block above = page_.blocks[index], below = page_.blocks[index + 1];
    if (below.hidden != above.hidden || below.landmark != above.landmark || in_cell(above.node)) return 0;
    if (value_of(page_.words(below), label).empty()) return 0;
    write(nowhere, label, page_.text_of(below), below.node);
    return 1;
  }

  bool in_cell(std::uint32_t node) const {
    for (int up = 0; up < form_reach && node != 0; ++up, node = page_.nodes[node].parent) {
      const Tag tag = page_.nodes[node].tag;
      if (tag == Tag::dt || tag == Tag::dd || tag == Tag::label || is_cell(tag)) return true;
    }
    return false;
  }

  Page& page_;
  FactWriter writer_;
  std::size_t written_ = 0;
  std::uint32_t last_dd_ = 0;
  std::string last_term_;
  std::vector<Table> tables_;
  Drawn drawn_;  // the last one, and how many rows of such tables were read
  std::size_t drawn_rows_ = 0;
  std::map<std::string, std::uint32_t, std::less<>> label_for_;  // id of a control to its <label>
};

}  // namespace

void read_labels(Page& page) { LabelReader(page).run(); }

}  // namespace gh::page
