// JSON of our own making: machine output, and the documents of `inspect --jsonl`. Pages' JSON, which is
// hostile and needs offsets, is read by page/facts/json.h instead.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gh::base {

/// Parses one JSON text, at most `depth` levels deep (nlohmann/json itself would die of 100,000 levels).
Result<nlohmann::ordered_json> parse_json(std::string_view text, int depth = 64);

/// One line, ill-formed UTF-8 replaced, controls and marks that turn text written as escapes; never throws.
std::string write_json(const nlohmann::ordered_json& value);

}  // namespace gh::base
