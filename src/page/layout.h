// What a browser would show of a parsed page, and where: hidden parts, landmarks, blocks of text.
#pragma once

#include "page/page.h"

namespace gh::page {

/// True for elements that browsers lay out as a block.
bool is_block(Tag tag);

/// Sets Node::hidden and Node::landmark, from each node's own mark-up and its ancestors'.
void mark_layout(Page& page);

/// Fills page.text and page.blocks from the nodes. Blanks are collapsed as in CSS (white-space: normal; kept
/// in pre and textarea), <br> is "\n", unselected options are left out, scripts and styles are no text.
void build_blocks(Page& page);

/// All words below one node, its blocks separated by one blank.
Text text_below(const Page& page, std::uint32_t node);

/// Fills page.text and page.blocks from a source that is plain text: a block a paragraph, its lines separated
/// by "\n".
void build_plain_blocks(Page& page);

}  // namespace gh::page
