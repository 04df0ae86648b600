#pragma once

#include <string_view>

namespace gh::base {

/// "0.1.0".
std::string_view version();

/// Version of the JSON that the programs write; raised when a reader of the old form would misread the new
/// one.
inline constexpr int json_schema = 1;

}  // namespace gh::base
