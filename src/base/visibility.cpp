#include "base/visibility.h"

#include <algorithm>
#include <array>

namespace gh::base {
namespace {

constexpr std::array<std::string_view, visibility_count> names{"passer_by", "member", "unknown",
                                                               "owner_only"};

}  // namespace

std::string_view name(Visibility visibility) { return names[static_cast<std::size_t>(visibility)]; }

std::optional<Visibility> visibility_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Visibility>(found - names.begin());
}

}  // namespace gh::base
