// The first draft of a definition, made from one page: what the page offers (structured data, labels, <meta>,
// elements whose classes say what they hold) with what stands there, for a person to choose from.
#pragma once

#include <string>
#include <string_view>

#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// TOML that read_definition takes as it is, each way with its value as a comment.
/// in:  `url` is the page's address, or empty; `generic` has the words by which fields are known on any page
std::string draft_definition(const page::Page& page, std::string_view url, const Definition& generic);

}  // namespace gh::scrape
