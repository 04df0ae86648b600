// Threads whose answers name their writer below: "answered 22 Jan by jastran". What names a writer above is
// read by turns.h.
#pragma once

#include <string_view>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// By block: whom a line below it names as its writer, in the same element; empty for most. Nothing at all
/// where fewer than two lines of the page are signed so, each in an element of its own. The names are parts
/// of the page's text.
std::vector<std::string_view> find_signed(const page::Page& page,
                                          const std::vector<const Definition*>& definitions);

}  // namespace gh::scrape
