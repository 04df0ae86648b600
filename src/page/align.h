// Which bytes of the source each decoded character came from.
#pragma once

#include <string_view>

#include "page/text.h"

namespace gh::page {

/// Appends `decoded` to `out`, traced to `raw`, the bytes at `source_begin` that a parser decoded it from:
/// character references, CR LF as LF, and mark-up that stood in between are allowed for. Exact for what HTML
/// calls well-formed references; after a malformed one the trace may be a few bytes off, and finds its way
/// again at the next letter.
void append_aligned(Text& out, std::string_view decoded, std::string_view raw, std::uint32_t source_begin);

}  // namespace gh::page
