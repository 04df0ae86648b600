// What stands beside a value without a label that tells whose it is: the other cells of its row, the words of
// the element or list's item in whose attribute it is kept.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "page/page.h"
#include "scrape/profile.h"

namespace gh::scrape {

/// The rows of one page (which must outlive this), read when they are asked for.
class Rows {
 public:
  explicit Rows(const page::Page& page) : page_(page) {}

  /// The table's row that the element is in, as an index into take(); 0 for none, or one that is no row of
  /// short values.
  std::uint32_t around(std::uint32_t node);

  /// What an attribute of the element speaks of: the row, or item of a list, that it is in, or its own words.
  std::uint32_t of_attribute(std::uint32_t node);

  /// The rows asked for; the first is none.
  std::vector<Row> take() { return std::move(rows_); }

 private:
  std::uint32_t item_around(std::uint32_t node) const;
  std::uint32_t of_row(std::uint32_t node);
  std::uint32_t of_element(std::uint32_t node);
  std::uint32_t keep(std::uint32_t node, Row row);

  const page::Page& page_;
  std::vector<Row> rows_{1};
  std::map<std::uint32_t, std::uint32_t> by_node_;
};

}  // namespace gh::scrape
