// What may be shown of counts by group to everybody. Pure.
//
// The rules: a group of fewer than 10 is not shown; a count of fewer than 5 is not shown, nor one whose
// complement is; what is left is rounded to the nearest 5; and wherever one value alone is missing from a
// table, the smallest other group goes with it. A true 0 is no exception, though it harms nobody by itself:
// it says that all weeks before were 0 too, and where all of a table is 0 so is all of every other table. The
// same holds of a group that is done to the last.
//
// That alone does not hold: rounded values still bound a sum from both sides, and now and then so tightly
// that a missing value follows (52, 47 and 4, shown as "50", "45" and nothing, with the total 103 as "105":
// the missing one must be 4). So each cell is taken for the range of values that would have looked the same,
// known to an attacker who knows every headcount and why each value is missing; and a total, or another table
// with the same total, may be shown only if it tells nothing about any cell beyond its range
// (`tells_nothing`). Because the cohort is fixed and who is done stays done, ranges never move down from week
// to week, and what tells nothing about one week's cells tells nothing about another's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gh::hr {

inline constexpr std::int64_t smallest_group = 10;
inline constexpr std::int64_t smallest_count = 5;

struct Group {
  std::string label;
  std::int64_t asked = 0;
  std::int64_t done = 0;
};

/// A line as it may be shown; nothing where a value is not.
struct Line {
  std::string label;
  std::optional<std::int64_t> asked;
  std::optional<std::int64_t> done;

  bool operator==(const Line&) const = default;
};

/// What something that is shown says of a sum: it is `lowest` to `highest`. For a table, `widest` is the
/// range of its least certain cell; 0 for a total.
struct Bounds {
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  std::int64_t widest = 0;

  bool operator==(const Bounds&) const = default;
};

struct Table {
  std::vector<Line> lines;
  Bounds asked, done;
};

/// To the nearest 5.
std::int64_t rounded(std::int64_t number);

/// Groups of nobody are left out.
Table suppress(const std::vector<Group>& groups);

/// The total of all groups by the same rules as a group's, and what it says.
Table suppress_total(const Group& total);

/// True when `statement`, about the same sum as `table`, rules out no value of any cell of the table.
bool tells_nothing(const Bounds& statement, const Bounds& table);

/// How a count may be told to a school's manager: "none", "fewer than 5", "about 15".
std::string spell_count(std::int64_t count);

}  // namespace gh::hr
