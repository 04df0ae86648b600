// The names that definitions may give to what they find, and what each means. Detectors, reports and the
// README's table go by them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gh::scrape {

struct FieldName {
  std::string_view name;
  std::string_view meaning;
};

/// All of them, in the order of docs/definitions.md.
std::span<const FieldName> field_names();
std::vector<std::string> known_field_names();

}  // namespace gh::scrape
