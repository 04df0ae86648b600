// Which column of a roster is which, by its heading. The words are in data/roster.toml. Only the columns
// named here are ever read from a row.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gh::hr {

enum class Column { email, name, forename, surname, school, role };
inline constexpr std::size_t column_count = static_cast<std::size_t>(Column::role) + 1;

/// "email", "name", "forename", "surname", "school", "role".
std::string_view name(Column column);

/// The headings that each column is known by, best first, as read by squash().
struct RosterBook {
  std::string title;  // "Google Workspace"; empty for the one that knows them all
  std::array<std::vector<std::string>, column_count> headings;
};

/// Reads data/roster.toml; the error holds every mistake with file:line:column and what to write instead.
base::Result<RosterBook> read_roster_book(const std::string& toml, const std::string& file);

/// A column whose heading the officer names: it is taken before all that the book lists.
/// err: usage for what is not COLUMN=HEADING
base::Result<void> name_column(RosterBook& book, std::string_view written);

/// A heading without what does not count: case, blanks, punctuation, whatever follows a "[".
std::string squash(std::string_view heading);

/// How the heading row of a file was understood.
struct Columns {
  std::vector<std::string> headings;                        // of all columns, as in the file
  std::array<std::optional<std::size_t>, column_count> at;  // counted from 0; nothing when there is none

  std::optional<std::size_t> of(Column column) const { return at[static_cast<std::size_t>(column)]; }
  std::size_t found() const;  // how many of ours there are
};

/// The first heading of the file that fits each column best. Never fails: see fault_of().
Columns understand(std::span<const std::string> headings, const RosterBook& book);

/// Why the file cannot be used, and what to do: no e-mail column, no name, two columns that could both be the
/// one. Nothing when it can.
std::optional<base::Error> fault_of(const Columns& columns);

}  // namespace gh::hr
