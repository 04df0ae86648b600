// Searching one's own name: which searches to do, and what the person said of what they found. Nothing here
// goes to the network or starts a browser; a door shows the addresses or opens them for the person.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "discover/queries.h"

namespace gh::app {

/// One search, and where it is done: an address for each engine of the plan, in the same order.
struct PlannedSearch {
  discover::Query query;
  std::vector<std::string> addresses;
};

struct SearchPlan {
  std::vector<discover::Engine> engines;
  std::vector<PlannedSearch> searches;  // broad to narrow; the door numbers them from 1
};

/// The searches for the person of this house and the usernames of the accounts that they did not reject.
/// in:  `engine` the id of one, or empty for the usual one; `all_engines` wins over it
/// err: usage for an unknown engine; no_input when neither a name nor a username is known; not_permitted on a
///      school's device, where the checklist is all that may be done
base::Result<SearchPlan> plan_search(const House& house, std::string_view engine = {},
                                     bool all_engines = false);

/// The address of a page as it is kept: http or https, host in small letters, without what follows a #.
/// err: usage for anything else, for an address with a password in it, and for one of the search engine
/// itself
///      (what was copied is the list of results, not a page)
base::Result<std::string> read_hit_address(const House& house, std::string_view typed);

/// A verdict as people type it: "me", "not-me", "not_sure", "n", "u" ...; nothing for anything else.
std::optional<store::Verdict> read_verdict(std::string_view typed);

/// What became of a hit. `account` is its address when it is the person's and no account of theirs has that
/// address yet: worth adding, so that the next scan looks at it. Empty otherwise.
struct RecordedHit {
  store::SearchHit hit;
  std::string account;
};

/// Keeps in the vault what the person says of one page; said again of the same page, the new word counts.
/// `query` may be empty. err: as read_hit_address, and what the vault's trouble is
base::Result<RecordedHit> record_hit(const House& house, std::string_view address, store::Verdict verdict,
                                     std::string_view query);

/// All that was recorded, oldest first; nothing when there is no vault yet.
base::Result<std::vector<store::SearchHit>> search_hits(const House& house);

}  // namespace gh::app
