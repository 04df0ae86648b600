// What a browser would show of a parsed page, and where: hidden parts, landmarks, blocks of text.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Bits of Node::flow.
namespace flow {
inline constexpr std::uint8_t block = 1;            // begins and ends lines
inline constexpr std::uint8_t keeps_lines = 2;      // line breaks of the source are shown
inline constexpr std::uint8_t collapses_lines = 4;  // they are not, whatever the elements around say
inline constexpr std::uint8_t quote = 8;            // shown between quotation marks
inline constexpr std::uint8_t no_text = 16;         // its words are none of the page's
}  // namespace flow

/// True for elements that browsers lay out as a block.
bool is_block(Tag tag);

/// Sets Node::hidden, landmark and flow from each node's own mark-up and its ancestors', and fills
/// page.spoken. Hidden is what browsers do not lay out (hidden, popover, template, noscript, a closed dialog
/// or details, what stands in for a video or canvas), what an inline style makes unseen (display, visibility,
/// opacity: 0, font-size: 0), and aria-hidden. Classes say nothing here: "sr-only" text is shown to those who
/// listen.
void mark_layout(Page& page);

/// Fills page.text and page.blocks from the nodes. Blanks are collapsed as in CSS (white-space: normal; lines
/// are kept in pre and textarea), <br> is "\n", <q> is put between quotation marks, unselected options are
/// left out, scripts and styles are no text. Hidden words do not interrupt the block they stand in: they
/// follow it as blocks of their own.
void build_blocks(Page& page);

/// All words below one node, hidden ones where they stand, its blocks separated by one blank.
Text text_below(const Page& page, std::uint32_t node);

/// Fills page.text and page.blocks from a source that is plain text: a block a paragraph, its lines separated
/// by "\n" but where a sentence was only broken to fit a column.
void build_plain_blocks(Page& page);

}  // namespace gh::page
