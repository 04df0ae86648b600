// Passages in the order in which they begin in the source of their page.
#pragma once

#include <vector>

#include "scrape/profile.h"

namespace gh::scrape {

/// Those that begin at the same byte keep the order they have.
void put_in_page_order(std::vector<Passage>& passages);

}  // namespace gh::scrape
