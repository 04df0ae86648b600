#include "base/state.h"

#include <array>

namespace gh::base {
namespace {

struct Row {
  State state;
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array rows{
    Row{State::found, "found", "We read this page the way a stranger can."},
    Row{State::absent, "absent", "The site says that there is no such page."},
    Row{State::private_page, "private", "The site says that this page is not open to strangers."},
    Row{State::login_wall, "login_wall",
        "The site asks for a log-in first, so we could not look. Members of the site may see everything."},
    Row{State::age_wall, "age_wall", "The site asks for an age first, so we could not look."},
    Row{State::consent_wall, "consent_wall",
        "The site asks for consent to cookies first, so we could not look."},
    Row{State::bot_wall, "bot_wall",
        "The site turned our reader away, so we could not look. A person with a browser may see everything."},
    Row{State::rate_limited, "rate_limited",
        "The site asked us to slow down, so we stopped. Try again later."},
    Row{State::refused_by_robots, "refused_by_robots",
        "The site asks programs to stay out, so we did not look. A person with a browser may see "
        "everything."},
    Row{State::too_complex, "too_complex",
        "The page is built in a way that we refuse to read, so we did not."},
    Row{State::cut, "cut", "The page is longer than we read, so we saw only its beginning."},
    Row{State::network_error, "network_error", "We got no usable answer, so we could not look."},
    Row{State::drift, "drift",
        "We got a page, but not the kind that we know from this site, so what we read of it is not to be "
        "relied on."},
    Row{State::not_checked, "not_checked", "We have not looked at this page."},
};

const Row& row(State state) { return rows[static_cast<std::size_t>(state)]; }

static_assert([] {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].state) != i) return false;
  }
  return rows.size() == static_cast<std::size_t>(State::not_checked) + 1;
}());

}  // namespace

std::string_view name(State state) { return row(state).name; }

std::optional<State> state_named(std::string_view name) {
  for (const Row& candidate : rows) {
    if (candidate.name == name) return candidate.state;
  }
  return std::nullopt;
}

std::string_view meaning(State state) { return row(state).meaning; }

}  // namespace gh::base
