// What an element's own style attribute says about being seen and about lines. Style sheets are not read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gh::page {

struct InlineStyle {
  enum class Display : std::uint8_t { unsaid, none, flow_inline, block, items };  // items: flex and grid

  Display display = Display::unsaid;
  std::optional<bool> visible;      // visibility; a child may be seen again
  std::optional<bool> sized;        // false for font-size: 0; a child may have a size again
  std::optional<bool> keeps_lines;  // white-space: pre and its kin
  bool transparent = false;         // opacity: 0
};

/// The last declaration of a property wins, as in CSS; what is not understood is passed over.
InlineStyle read_inline_style(std::string_view style);

}  // namespace gh::page
