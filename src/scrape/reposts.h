// What is passed on: below a line such as "Seun reposted" the words are another's, on whosever page it is.
// How such lines read is data (`reposts` of a definition).
#pragma once

#include <cstdint>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// By block, the number of the line's block below which it stands, in the same element; 0 for most, and empty
/// when a page has no such lines.
std::vector<std::uint32_t> find_reposts(const page::Page& page,
                                        const std::vector<const Definition*>& definitions);

}  // namespace gh::scrape
