// A page that is JSON itself: an answer of a site's interface, a part of a data export, a JSON Feed.
#pragma once

#include "page/page.h"

namespace gh::page {

/// States what the document says, as facts of Syntax::json, and of Syntax::feed when it is a JSON Feed. It
/// has no blocks. JSON that is broken is a problem, and what stands before the mistake is stated.
void read_json_document(Page& page);

}  // namespace gh::page
