#include <algorithm>
#include <istream>
#include <sstream>

#include "base/csv.h"
#include "base/text.h"
#include "takeout/readers.h"

namespace gh::takeout {
namespace {

constexpr std::size_t rows_before_head = 20;  // some exports begin with a note

// By column: the rules that want it, and as what.
struct Use {
  std::uint32_t rule = 0;
  std::uint32_t output = 0;
};
using Columns = std::vector<std::vector<Use>>;

// Empty when the row names no column that any rule wants.
Columns columns_of(const base::CsvRow& row, std::span<const Wanted> rules) {
  Columns columns(row.fields.size());
  Paths::Places places;
  bool wanted = false;
  for (std::size_t column = 0; column < row.fields.size(); ++column) {
    const std::string name(base::trim(row.fields[column]));
    for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
      rules[rule].paths().step(Paths::start(), name, false, places);
      rules[rule].paths().each_end(places, [&](std::uint32_t output) {
        columns[column].push_back({rule, output});
      });
    }
    wanted = wanted || !columns[column].empty();
  }
  return wanted ? columns : Columns();
}

std::vector<Record> records_of(const base::CsvRow& row, const Columns& columns,
                               std::span<const Wanted> rules) {
  std::vector<Record> records(rules.size());
  const auto begin = static_cast<std::uint32_t>(row.offset);
  const page::Span source{begin, begin + static_cast<std::uint32_t>(row.bytes)};
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    records[rule].rule = rule;
    records[rule].source = source;
  }
  for (std::size_t column = 0; column < std::min(columns.size(), row.fields.size()); ++column) {
    if (row.fields[column].empty()) continue;
    for (const Use& use : columns[column]) {
      page::Text text;
      text.append_for(base::make_utf8(row.fields[column]), source);
      if (rules[use.rule].rule().mojibake) text = undo_mojibake(text);
      records[use.rule].values.push_back({use.output, std::move(text)});
    }
  }
  return records;
}

}  // namespace

FileOutcome read_csv_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                             const TakeRecord& take) {
  FileOutcome outcome;
  StreamBuffer buffer(stream);
  std::istream in(&buffer);
  base::CsvReader csv(in, ',', {.row_bytes = limits.record, .row_lines = 100'000});
  Columns columns;
  while (const base::CsvRow* row = csv.next()) {
    if (row->damage != base::CsvDamage::none) {
      outcome.left_out += columns.empty() ? 0 : 1;
      continue;
    }
    if (columns.empty()) {
      columns = columns_of(*row, rules);
      if (columns.empty() && row->number > rows_before_head) break;
      continue;
    }
    for (Record& record : records_of(*row, columns, rules)) {
      if (record.values.empty() || !counts(record, rules[record.rule])) continue;
      ++outcome.records;
      take(std::move(record));
    }
  }
  if (columns.empty()) outcome.trouble = "it has none of the columns that are known";
  return outcome;
}

std::vector<bool> found_in_csv(std::string_view head, const Paths& paths, std::size_t count) {
  std::vector<bool> found(count);
  std::istringstream in{std::string(head)};
  base::CsvReader csv(in, ',', {.row_bytes = head.size() + 1, .row_lines = 1000});
  Paths::Places places;
  for (const base::CsvRow* row = csv.next(); row != nullptr && row->number <= rows_before_head;
       row = csv.next()) {
    for (const std::string& field : row->fields) {
      paths.step(Paths::start(), base::trim(field), false, places);
      paths.each_end(places, [&](std::uint32_t pointer) { found[pointer] = true; });
    }
  }
  return found;
}

}  // namespace gh::takeout
