// Tables that are set in plain text: columns held apart by blanks or tabs, by bars ("| Name | Born |") or by
// commas, under a line that names them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gh::page {

/// Bytes [begin, end) of the lines; without the blanks around.
struct TextCell {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

struct TextTable {
  std::vector<std::string> heads;
  std::vector<std::vector<TextCell>> rows;  // as many cells as heads, some empty
};

/// in:  lines as they stand in a file, blanks and all
/// out: the table that they are; one without rows when they are none
TextTable read_text_table(std::string_view lines);

}  // namespace gh::page
