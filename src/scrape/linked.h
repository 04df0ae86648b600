// Which other places a profile calls its owner's: rel=me, and what its fields for a site or a link hold. Not
// every link on a page: most lead to other people.
#pragma once

#include <string>
#include <vector>

#include "scrape/profile.h"

namespace gh::scrape {

/// Absolute addresses, each once, in page order, at most 20; none that lies on the page's own address.
std::vector<std::string> linked_addresses(const Profile& profile);

}  // namespace gh::scrape
