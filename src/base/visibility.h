// Who can see something that stands online.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gh::base {

enum class Visibility {
  passer_by,   // anybody, without logging in
  member,      // whoever has an account there, or is a friend or follower
  unknown,     // the source does not say
  owner_only,  // nobody but its owner
};
inline constexpr std::size_t visibility_count = static_cast<std::size_t>(Visibility::owner_only) + 1;

/// "passer_by", "member", "unknown", "owner_only", as in machine output.
std::string_view name(Visibility visibility);
std::optional<Visibility> visibility_named(std::string_view name);

}  // namespace gh::base
