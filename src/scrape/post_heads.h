// Who wrote what and when, where nothing but words tells it: lines that head a post in a feed, a wall or a
// thread that was saved or copied as text ("Jen R @jenrunsfar · 14 Mar 2024", "Basia Nowak > Magda Lis",
// "u/harpd · 2 Feb 2025"), and lines that begin with the day of what they say ("14 Mar 2024: 40 today"). How
// such lines look is data (`[post_heads]` of a definition); pages whose mark-up has posts need none of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

struct Turn;

/// What the lines of one page head, with the number of the block that each turn stands in, in page order.
/// What a head ends with goes on to the next head, over some blocks, and is a turn in each. out: empty when a
/// page has no such heads, or one alone that might be anything
std::vector<std::pair<std::size_t, Turn>> find_post_heads(const page::Page& page,
                                                          const std::vector<const Definition*>& definitions);

}  // namespace gh::scrape
