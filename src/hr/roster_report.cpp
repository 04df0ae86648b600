#include "hr/roster_report.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"
#include "hr/answer.h"

namespace gh::hr {
namespace {

std::string_view separator_name(char separator) {
  switch (separator) {
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    default:
      return "commas";
  }
}

std::string column_words(const Columns& columns, Column column) {
  const auto at = columns.of(column);
  return at ? fmt::format("column {}, \"{}\"", *at + 1, base::for_terminal(columns.headings[*at]))
            : "not in this file, and not needed";
}

// The two halves of a name count when both are there; else the whole one does.
bool parted_name(const Columns& columns) {
  return columns.of(Column::forename) && columns.of(Column::surname);
}

bool used(const Columns& columns, Column column) {
  if (column == Column::name) return !parted_name(columns);
  if (column == Column::forename || column == Column::surname) return parted_name(columns);
  return true;
}

constexpr std::array all_columns{Column::email, Column::forename, Column::surname,
                                 Column::name,  Column::school,   Column::role};
static_assert(all_columns.size() == column_count);

std::size_t unread_columns(const Columns& columns) {
  std::size_t read = 0;
  for (const Column column : all_columns) read += used(columns, column) && columns.of(column) ? 1 : 0;
  return columns.headings.size() - read;
}

std::string column_lines(const Columns& columns) {
  std::string lines = "How its columns were understood:\n";
  for (const Column column : all_columns) {
    if (used(columns, column))
      lines += fmt::format("  {:<9} {}\n", name(column), column_words(columns, column));
  }
  if (const std::size_t unread = unread_columns(columns))
    lines += fmt::format("  {} not read and not kept\n",
                         counted(static_cast<std::int64_t>(unread), "other column is", "other columns are"));
  return lines;
}

std::string bad_lines(const Roster& roster) {
  if (roster.bad.empty()) return "";
  std::string lines =
      counted(static_cast<std::int64_t>(roster.bad.size()), "row is bad:\n", "rows are bad:\n");
  for (const BadRow& row : roster.bad)
    lines += fmt::format("  row {} (line {}): {}\n", row.number, row.line, base::for_terminal(row.detail));
  return lines;
}

std::string last_row_note(const Roster& roster) {
  return roster.ends_whole ? ""
                           : fmt::format(
                                 "The file does not end in a line break: check that row {}, its last, "
                                 "is all there.\n",
                                 roster.last_number);
}

ordered_json columns_json(const Columns& columns) {
  ordered_json json = ordered_json::object();
  for (const Column column : all_columns) {
    const auto at = columns.of(column);
    if (!at || !used(columns, column)) continue;
    json[std::string(name(column))] = {{"column", *at + 1}, {"heading", columns.headings[*at]}};
  }
  return json;
}

std::string text_of(const Changes& changes, std::string_view one, std::string_view several) {
  if (changes.count == 0) return "";
  std::string text = counted(changes.count, one, several) + ":\n";
  for (const Change& change : changes.first) {
    text += fmt::format("  {} ({})", base::for_terminal(change.name), change.address);
    if (!change.was.empty() || !change.is.empty())
      text += fmt::format(": \"{}\" becomes \"{}\"", base::for_terminal(change.was),
                          base::for_terminal(change.is));
    text += "\n";
  }
  const std::int64_t more = changes.count - static_cast<std::int64_t>(changes.first.size());
  return more > 0 ? text + fmt::format("  and {} more\n", grouped(more)) : text;
}

}  // namespace

std::string render_text(const Roster& roster, std::string_view file) {
  return fmt::format("{}: {}, with {} between its values\n", base::for_terminal(file), name(roster.encoding),
                     separator_name(roster.separator)) +
         column_lines(roster.columns) +
         counted(static_cast<std::int64_t>(roster.good), "row is good\n", "rows are good\n") +
         bad_lines(roster) +
         (roster.blank == 0
              ? ""
              : counted(static_cast<std::int64_t>(roster.blank), "row is blank\n", "rows are blank\n")) +
         last_row_note(roster);
}

ordered_json roster_json(const Roster& roster, std::string_view file) {
  ordered_json bad = ordered_json::array();
  for (const BadRow& row : roster.bad) {
    bad.push_back(
        {{"row", row.number}, {"line", row.line}, {"fault", name(row.fault)}, {"detail", row.detail}});
  }
  return {{"file", file},
          {"encoding", name(roster.encoding)},
          {"separator", std::string(1, roster.separator)},
          {"columns", columns_json(roster.columns)},
          {"columns_not_read", unread_columns(roster.columns)},
          {"good", roster.good},
          {"blank", roster.blank},
          {"ends_whole", roster.ends_whole},
          {"bad", std::move(bad)}};
}

std::string render_text(const Import& import) {
  std::string text = counted(import.people, "person", "people") + " in this file, compared with the list:\n" +
                     text_of(import.joiners, "person joins", "people join") +
                     text_of(import.leavers, "person leaves", "people leave") +
                     text_of(import.renamed, "person has another name", "people have another name") +
                     text_of(import.moved, "person is at another school", "people are at another school") +
                     counted(import.unchanged, "person is as before", "people are as before") + "\n";
  if (!import.leavers_stay.empty()) text += "Nobody is marked as having left: " + import.leavers_stay + ".\n";
  return text + (import.applied ? "The list is up to date.\n" : "Nothing was changed.\n");
}

}  // namespace gh::hr
