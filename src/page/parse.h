// The one place where the HTML parser is: mark-up in, the page's flat arrays out.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Parses page.source, which guard.h let pass, into page.nodes, page.attributes and page.characters. False
/// when the tree is deeper than any honest page's after all.
bool parse_html(Page& page);

}  // namespace gh::page
