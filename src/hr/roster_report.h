// What was made of a roster, written down for the officer who has to mend it, and for machines. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "hr/roster.h"
#include "hr/roster_import.h"

namespace gh::hr {

/// Words for a person, one bad row a line.
std::string render_text(const Roster& roster, std::string_view file);

/// What an import changed, or would change.
std::string render_text(const Import& import);

/// A roster for machines, without "schema". The good rows are only counted.
nlohmann::ordered_json roster_json(const Roster& roster, std::string_view file);

}  // namespace gh::hr
