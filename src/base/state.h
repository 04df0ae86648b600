// How the reading of one place ended. A wall is not an all-clear: only `found` may lead to "nothing exposed".
#pragma once

#include <optional>
#include <string_view>

namespace gh::base {

enum class State {
  found,              // the page was really read
  absent,             // the site says that there is no such page
  private_page,       // the site says that the page is not for strangers
  login_wall,         // the site asks for a log-in first
  age_wall,           // the site asks for an age first
  consent_wall,       // the site asks for consent to cookies first
  bot_wall,           // the site turned our reader away
  rate_limited,       // the site asks for fewer requests
  refused_by_robots,  // the site's robots.txt asks programs to stay out
  too_complex,        // the page trips a bound of the parser
  cut,                // the page was longer than we read
  network_error,      // no answer, or a broken one
  drift,              // an answer, but not the page that its definition describes
  not_checked,        // not tried (yet)
};

/// The name used in files and JSON: "found", "absent", "private", "login_wall", ...
std::string_view name(State state);

/// The state of that name; nothing when there is none.
std::optional<State> state_named(std::string_view name);

/// One plain sentence for a person: what happened and that it says nothing about safety. Never empty.
std::string_view meaning(State state);

}  // namespace gh::base
