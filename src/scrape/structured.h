// Facts that a page states to machines in JSON: JSON-LD, state embedded for scripts, and pages that are JSON.
#pragma once

#include <vector>

#include "page/json.h"
#include "scrape/definition.h"
#include "scrape/profile.h"

namespace gh::scrape {

/// The values of one JSON text as passages: label is the key, field the one whose rule names the key (or the
/// end of its path, "worksFor.name"), entity the name of the object it belongs to. `everything`: texts under
/// keys without a rule too (JSON-LD); else only what a rule names.
std::vector<Passage> read_facts(const page::Json& json, const std::vector<const Definition*>& definitions,
                                bool everything, std::string_view syntax);

}  // namespace gh::scrape
