#include "app/answer.h"

namespace gh::app {
namespace {

using base::State;

bool is_page(State state) { return state == State::found || state == State::cut; }

// A refusal that explains itself.
bool explains(const fetch::Fetched& fetched, const PageSays& page) {
  if (fetched.status < 400 || fetched.state == State::rate_limited) return false;
  if (page.state == State::found || page.state == State::drift) return false;
  if (page.by_own_rule) return true;
  const bool says_more =
      page.state == State::private_page || page.state == State::login_wall || page.state == State::age_wall;
  return says_more && fetched.state != State::absent;
}

}  // namespace

base::Result<std::vector<fetch::Wall>> load_walls(const House& house) {
  const std::filesystem::path file = house.share / "data" / "walls.toml";
  const auto toml = base::read_file(file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  return fetch::read_walls(*toml, file.string());
}

Outcome weigh(const fetch::Fetched& fetched, const PageSays& page) {
  const bool heard = is_page(fetched.state) ? page.state != State::found : explains(fetched, page);
  if (heard) return {page.state, page.reason, ""};
  return {fetched.state, fetched.reason, fetched.detail};
}

}  // namespace gh::app
