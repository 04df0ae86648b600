#include "assess/audit.h"

#include <array>

namespace gh::assess {
namespace {

constexpr std::array<std::string_view, 3> ownership_names{"unconfirmed", "confirmed", "rejected"};
constexpr std::array<std::string_view, 5> source_names{"none", "fetched", "saved_page", "typed",
                                                       "data_export"};

template <class Enum, std::size_t count>
std::optional<Enum> named(const std::array<std::string_view, count>& names, std::string_view wanted) {
  for (std::size_t i = 0; i < count; ++i) {
    if (names[i] == wanted) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Ownership ownership) { return ownership_names[static_cast<std::size_t>(ownership)]; }
std::string_view name(Source source) { return source_names[static_cast<std::size_t>(source)]; }

std::optional<Ownership> ownership_named(std::string_view name) {
  return named<Ownership>(ownership_names, name);
}
std::optional<Source> source_named(std::string_view name) { return named<Source>(source_names, name); }

}  // namespace gh::assess
