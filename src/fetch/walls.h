// Matching answers against the rows of data/walls.toml. Stays inside src/fetch.
#pragma once

#include <string>
#include <vector>

#include "fetch/fetch.h"

namespace gh::fetch {

/// The first wall that this answer shows; null when it shows none. `asked` is the address before redirects.
const Wall* wall_met(const std::vector<Wall>& walls, const std::string& asked, const net::Response& last);

}  // namespace gh::fetch
