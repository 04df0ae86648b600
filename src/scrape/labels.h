// Which words of the page name the value that stands beside them: dt/dd, th/td, header rows, a short line
// above.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "page/page.h"

namespace gh::scrape {

struct Label {
  std::string words;   // as on the page, without a colon at the end; empty when nothing names the value
  std::string entity;  // in a table with a header row: the row's first cell, which says of whom it speaks
};

/// The label of the value in a block element (dd, td, or something inside one).
Label label_of(const page::Page& page, std::uint32_t block_element);

/// For comparing labels: folded, without colon, question mark and blanks at the end.
std::string plain_label(std::string_view words);

}  // namespace gh::scrape
