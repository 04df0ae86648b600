#include "page/facts/text_table.h"

#include <algorithm>

#include "base/text.h"
#include "page/facts/label_words.h"

namespace gh::page {
namespace {

constexpr std::size_t most_lines = 2'000, most_columns = 24;
constexpr std::size_t fewest_columns = 3, fewest_rows = 2;  // without bars or a line below the heads
constexpr std::size_t longest_cell = 80;

using Cells = std::vector<TextCell>;

struct Line {
  std::string_view words;
  std::size_t begin = 0;  // in all the lines
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size() && lines.size() < most_lines;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view words = text.substr(at, end - at);
    if (words.ends_with('\r')) words.remove_suffix(1);
    if (!base::trim(words).empty()) lines.push_back({words, at});
    at = end + 1;
  }
  return lines;
}

TextCell trimmed(std::string_view words, std::size_t begin, std::size_t end) {
  while (begin < end && (words[begin] == ' ' || words[begin] == '\t')) ++begin;
  while (end > begin && (words[end - 1] == ' ' || words[end - 1] == '\t')) --end;
  return {begin, end};
}

// "-----  ---- ----", "|---|:--:|": a line under the heads.
bool is_rule(std::string_view words) {
  return words.find_first_not_of("-=+:| \t") == std::string_view::npos &&
         words.find_first_of("-=") != std::string_view::npos;
}

Cells cut_at(std::string_view words, char mark) {
  Cells cells;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= words.size() && cells.size() < most_columns; ++at) {
    if (at < words.size() && words[at] != mark) continue;
    cells.push_back(trimmed(words, begin, at));
    begin = at + 1;
  }
  return cells;
}

Cells cut_at_bars(std::string_view words) {
  Cells cells = cut_at(words, '|');
  if (!cells.empty() && cells.front().empty()) cells.erase(cells.begin());
  if (!cells.empty() && cells.back().empty()) cells.pop_back();
  return cells;
}

// At tabs, and where two blanks or more stand.
Cells cut_at_gaps(std::string_view words) {
  Cells cells;
  std::size_t at = 0;
  while (at < words.size() && cells.size() < most_columns) {
    while (at < words.size() && (words[at] == ' ' || words[at] == '\t')) ++at;
    const std::size_t begin = at;
    while (at < words.size() && words[at] != '\t' && words.substr(at, 2) != "  ") ++at;
    if (at > begin) cells.push_back(trimmed(words, begin, at));
  }
  return cells;
}

// The segments of a line under the heads: "----  ------".
Cells columns_under(std::string_view rule) {
  Cells cells;
  std::size_t at = 0;
  while (at < rule.size() && cells.size() < most_columns) {
    while (at < rule.size() && (rule[at] == ' ' || rule[at] == '\t')) ++at;
    const std::size_t begin = at;
    while (at < rule.size() && rule[at] != ' ' && rule[at] != '\t') ++at;
    if (at > begin) cells.push_back({begin, at});
  }
  return cells;
}

bool is_head(std::string_view words) {
  return words.find_first_of("0123456789") == std::string_view::npos &&
         !label_in(words, LabelPlace::beside).empty();
}

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(lines_of(text)) {}

  TextTable read() {
    if (lines_.size() < 2) return {};
    const std::string_view first = lines_[0].words;
    if (first.find('|') != std::string_view::npos) return by_marks(cut_at_bars, 2, 1);
    const bool ruled = is_rule(lines_[1].words) && lines_.size() > 2;
    const Cells under = ruled ? columns_under(lines_[1].words) : Cells();
    if (under.size() > 1) return by_columns(under);
    if (cut_at_gaps(first).size() >= fewest_columns) return by_places();
    if (first.find(',') == std::string_view::npos) return {};
    return by_marks([](std::string_view words) { return cut_at(words, ','); }, fewest_columns, fewest_rows);
  }

 private:
  bool take_heads(std::string_view words, const Cells& cells) {
    for (const TextCell& cell : cells) {
      const std::string_view head = words.substr(cell.begin, cell.end - cell.begin);
      if (!is_head(head)) return false;
      table_.heads.emplace_back(head);
    }
    return true;
  }

  void take_row(const Line& line, Cells cells) {
    for (TextCell& cell : cells) {
      if (cell.end - cell.begin > longest_cell) cell.end = cell.begin;
      cell.begin += line.begin;
      cell.end += line.begin;
    }
    table_.rows.push_back(std::move(cells));
  }

  // Each row has as many parts as there are heads.
  template <class Cut>
  TextTable by_marks(Cut cut, std::size_t columns, std::size_t rows) {
    const Cells heads = cut(lines_[0].words);
    if (heads.size() < columns || !take_heads(lines_[0].words, heads)) return {};
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (is_rule(lines_[i].words)) continue;
      Cells cells = cut(lines_[i].words);
      if (cells.size() != heads.size()) return {};
      take_row(lines_[i], std::move(cells));
    }
    return table_.rows.size() >= rows ? std::move(table_) : TextTable();
  }

  // The line below the heads tells where columns begin.
  TextTable by_columns(const Cells& columns) {
    const auto cut = [&](std::string_view words) {
      Cells cells;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::size_t begin = std::min(columns[i].begin, words.size());
        const std::size_t end =
            i + 1 < columns.size() ? std::min(columns[i + 1].begin, words.size()) : words.size();
        cells.push_back(trimmed(words, begin, end));
      }
      return cells;
    };
    if (!take_heads(lines_[0].words, cut(lines_[0].words))) return {};
    for (std::size_t i = 2; i < lines_.size(); ++i) {
      if (!is_rule(lines_[i].words)) take_row(lines_[i], cut(lines_[i].words));
    }
    return std::move(table_);
  }

  // Each part of a row belongs to the head that it stands under, from left or right.
  TextTable by_places() {
    const Cells heads = cut_at_gaps(lines_[0].words);
    if (!take_heads(lines_[0].words, heads)) return {};
    const bool tabbed = lines_[0].words.find('\t') != std::string_view::npos;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      const Cells parts = tabbed ? cut_at(lines_[i].words, '\t') : cut_at_gaps(lines_[i].words);
      if (parts.size() < 2 || parts.size() > heads.size()) return {};
      Cells cells(heads.size());
      for (std::size_t part = 0; part < parts.size(); ++part) {
        const std::size_t column =
            tabbed || parts.size() == heads.size() ? part : column_of(heads, parts[part]);
        if (column >= heads.size() || !cells[column].empty()) return {};
        cells[column] = parts[part];
      }
      take_row(lines_[i], std::move(cells));
    }
    return table_.rows.size() >= fewest_rows ? std::move(table_) : TextTable();
  }

  static std::size_t column_of(const Cells& heads, const TextCell& cell) {
    const auto fits = [&](const TextCell& head) { return cell.begin < head.end && head.begin < cell.end; };
    return static_cast<std::size_t>(std::find_if(heads.begin(), heads.end(), fits) - heads.begin());
  }

  std::vector<Line> lines_;
  TextTable table_;
};

}  // namespace

TextTable read_text_table(std::string_view lines) { return Reader(lines).read(); }

}  // namespace gh::page
