#pragma once

#include <string>
#include <string_view>

namespace gh::base {

/// "0.1.0".
std::string_view version();

/// "ICU 72.1, toml++ 3.3.0, …": the libraries that this folder stands on, for --version.
std::string library_versions();

/// Version of the JSON that the programs write; raised when a reader of the old form would misread the new
/// one.
inline constexpr int json_schema = 1;

}  // namespace gh::base
