// What an answer of the network means once its page was read: the status and address on one side, the page's
// own words on the other. One rule for scans and for the samples of definitions.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "fetch/fetch.h"

namespace gh::app {

/// What a page says it is.
struct PageSays {
  base::State state = base::State::not_checked;
  std::string reason;
  bool by_own_rule = false;  // of the platform's definition, not of the one for all pages
};

struct Outcome {
  base::State state = base::State::not_checked;
  std::string reason;
  std::string detail;  // one sentence; "" when the state says it all
};

/// data/walls.toml.
base::Result<std::vector<fetch::Wall>> load_walls(const House& house);

/// What the page says of itself, where it was sent as a page. Of a refusal (404, 403, ...) what the page says
/// when it says more: that it is private or wants a log-in, or what the platform's own rule knows it to be.
Outcome weigh(const fetch::Fetched& fetched, const PageSays& page);

}  // namespace gh::app
