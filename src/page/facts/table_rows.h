// The rows of a table that labels.h reads: which cells a row has and in which columns they stand, which rows
// are heads, and what each column is called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "page/page.h"

namespace gh::page {

/// The td and th of a row, 64 at most.
std::vector<std::uint32_t> cells_of(const Page& page, std::uint32_t row);

/// True for what may be a label or value: small, and without a list, table, form control or heading of its
/// own.
bool is_part(const Page& page, std::uint32_t node);

/// True when the first row of a table names its columns: nothing but th (an empty corner aside), in a thead,
/// of a class "head", the only one in bold, beside an empty corner, or the one of labels above rows of
/// numbers and dates.
bool is_header_row(const Page& page, std::uint32_t row, const std::vector<std::uint32_t>& cells);

/// Where the cells of one table stand.
class TableGrid {
 public:
  /// The column in which each of the cells begins; rows are asked for once each, from above.
  std::vector<std::size_t> place(const Page& page, const std::vector<std::uint32_t>& cells);

  /// Names columns by the cells of a header row, `columns` being where they begin. A second row of heads adds
  /// to those above: "Date of / birth".
  void name_columns(const Page& page, const std::vector<std::uint32_t>& cells,
                    const std::vector<std::size_t>& columns);

  /// True when the row of a table with heads adds to them.
  bool is_second_header(const Page& page, std::uint32_t row, const std::vector<std::uint32_t>& cells) const;

  const std::vector<std::string>& heads() const { return heads_; }

 private:
  std::vector<std::string> heads_;
  std::vector<std::size_t> reach_;  // by column: rows below into which a cell reaches
  bool spans_ = false;              // a head stands over several columns
};

}  // namespace gh::page
