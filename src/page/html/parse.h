// The HTML parser, behind one function: sole includer of <gumbo.h>.
#pragma once

#include <string_view>
#include <vector>

#include "page/html/blanking.h"
#include "page/html/guard.h"
#include "page/page.h"

namespace gh::page {

/// Fills page.nodes and page.attributes from page.source, of which the parser sees what the cuts leave.
/// in:  `inside` reads a fragment as if it stood in that element ("td", "svg path"), as the parser's own
///      tests do
/// out: false when the tree would need more memory than limits.max_tree_bytes, or is deeper than it
///      may be
bool parse_html(Page& page, std::vector<Cut> cuts, const Limits& limits, std::string_view inside = {});

}  // namespace gh::page
