// Words, addresses and mark-up of elements, for the values of microformats. Stays inside their reader.
#pragma once

#include <string>

#include "page/microformats/walk.h"
#include "page/text.h"

namespace gh::page::microformats {

enum class Images : std::uint8_t { left_out, alt, alt_or_address };

/// All text below an element but scripts and styles, blanks as they stand, with what it includes if
/// `includes`.
Text text_content(Document& document, std::uint32_t node, Images images, bool includes);

/// Blanks off both ends.
Text trimmed(const Text& text);

/// An address as the document wants it: as written, or made absolute and standing for what is written.
Text address(const Document& document, const Text& written);

/// The mark-up inside an element as HTML serializes it, its addresses made absolute, without outer blanks.
/// Comments are not kept by Page and so are left out; templates too.
/// src: https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments
std::string inner_html(Document& document, std::uint32_t node);

}  // namespace gh::page::microformats
