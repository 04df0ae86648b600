// What is passed on: below a line such as "Seun reposted" the words are another's, on whosever page it is.
// How such lines read is data (`reposts` of a definition).
#pragma once

#include <vector>

#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// By block, whether it stands below such a line and in the same element; empty when a page has no such
/// lines.
std::vector<bool> find_reposts(const page::Page& page, const std::vector<const Definition*>& definitions);

}  // namespace gh::scrape
