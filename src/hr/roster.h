// Reading a roster of staff from a CSV file as schools' systems export it. Every row is either good and
// whole, or named with its number and what is wrong with it; nobody is given a neighbour's fields. Of a good
// row only the values of StaffMember are ever kept. In little memory: of the addresses seen so far only
// hashes stay. Somebody who works in several schools has a row for each.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "hr/columns.h"
#include "hr/encoding.h"

namespace gh::hr {

struct StaffMember {
  std::string email;       // as written, without blanks at its ends
  std::string name;        // "Hannah Brackenbury"
  std::string school;      // may be empty
  std::string role;        // may be empty
  std::size_t number = 0;  // of the row, as in BadRow
  bool main = true;        // false for a second row of the same person, in another school

  bool operator==(const StaffMember&) const = default;
};

/// What can be wrong with a row.
enum class Fault {
  quotation_marks,
  number_of_fields,
  swallowed_rows,  // a quoted value that holds another row: a quotation mark is missing
  control_character,
  encoding,  // bytes that are no text in the file's encoding
  no_email,
  bad_email,
  duplicate_email,  // said twice of one school, or with another name
  no_name,
};
std::string_view name(Fault fault);  // "quotation_marks", "number_of_fields", ...

struct BadRow {
  std::size_t number = 0;  // counted from 1, the heading row too
  std::size_t line = 0;    // of the file
  Fault fault = Fault::bad_email;
  std::string detail;  // one clause for a person: "\"hannah\" has no @"
};

/// What was made of one file.
struct Roster {
  Encoding encoding = Encoding::utf8;
  char separator = ',';
  Columns columns;
  std::size_t good = 0;
  std::size_t blank = 0;  // rows with nothing in them
  std::vector<BadRow> bad;
  std::size_t last_number = 0;  // the last row that is not blank
  bool ends_whole = true;       // the file ends in a line break; else its last row may have been cut
};

/// Reads the file in `in` twice (it must allow going back) and calls `take` with each good row, in order.
/// Commas, semicolons and tabs are told apart by which of them make sense of the heading row; a leading
/// "sep=" line is understood. Of several rows with one address the first is good, and those that give the
/// same name another school. err: bad_data for a file that is no roster at all; what its heading row lacks is
/// in the words
base::Result<Roster> read_roster(std::istream& in, const RosterBook& book,
                                 const std::function<void(StaffMember&&)>& take);

}  // namespace gh::hr
