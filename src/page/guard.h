// A linear look at mark-up before the parser sees it. Gumbo's time is quadratic in nesting depth and in the
// number of attributes of one tag, and unclosed formatting elements multiply its nodes; a page that would
// cost too much is refused here, in one pass, so that it can be reported as not read.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gh::page {

struct Limits {
  std::size_t max_bytes = std::size_t{5} << 20;  // decoded; a longer page is cut there
  std::size_t max_depth = 400;                   // open elements at one time
  std::size_t max_attributes = 400;              // of one tag
  std::size_t max_nodes = 1'500'000;             // estimate, with formatting elements opened again
};

/// The bound that the mark-up would trip ("nested too deep", ...), in words; nothing when it may be parsed.
std::optional<std::string_view> refuse(std::string_view html, const Limits& limits);

}  // namespace gh::page
