// Words that are set off at the beginning of a block, which say who speaks in it as a rule: "<b>Kit Toft</b>
// I was born in 1980", "<cite>Olena</cite> same day".
#pragma once

#include <cstdint>
#include <string>

#include "page/page.h"

namespace gh::scrape {

/// in:  a block of the page
/// out: the words of the <b>, <strong> or <cite> that it begins with; empty where it does not, where there is
///      nothing else in it, or where they are too long for a name
std::string lead_of(const page::Page& page, const page::Block& block);

/// The first text with words in it within a dozen nodes below this one; 0 for none.
std::uint32_t first_text(const page::Page& page, std::uint32_t node);

}  // namespace gh::scrape
