// A finding as machines get it, the same from every command.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "detect/finding.h"

namespace gh::app {

/// {"kind","value","whose","certainty","evidence":{"text","start","end","field"},"hidden","rule","clause"}
nlohmann::ordered_json finding_json(const detect::Finding& finding);

}  // namespace gh::app
