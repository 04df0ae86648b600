#include "base/version.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <toml++/toml.h>
#include <unicode/uvernum.h>

namespace gh::base {

std::string_view version() { return GH_VERSION; }

std::string library_versions() {
  return fmt::format("ICU {}, toml++ {}.{}.{}, nlohmann/json {}.{}.{}, fmt {}.{}.{}", U_ICU_VERSION,
                     TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH, NLOHMANN_JSON_VERSION_MAJOR,
                     NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH, FMT_VERSION / 10000,
                     FMT_VERSION / 100 % 100, FMT_VERSION % 100);
}

}  // namespace gh::base
