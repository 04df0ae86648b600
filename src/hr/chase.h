// Who of a campaign is done and who is not, by name: for the person who chases, never for publication.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "hr/campaign.h"

namespace gh::hr {

struct Asked {
  std::int64_t person = 0;
  std::string address;
  std::string name;
  std::string school;
  std::string state;  // open, done, withdrawn
  std::string deadline;
  std::string done_on;  // empty for one who is not
};

struct Wanted {
  std::string state = "open";  // or done, withdrawn, all
  std::string school = {};     // of this one only; empty for all
  std::string like = {};       // a part of the name or the address, capitals aside; empty for all
  std::string after = {};      // go on behind this address
  std::int64_t most = 1'000;
};

/// By address, as many as are wanted.
base::Result<std::vector<Asked>> who_is_asked(Ledger& ledger, const Campaign& campaign, const Wanted& wanted);

/// Anybody on the list, asked or not: `state` and the days are empty for who is not asked in `campaign`
/// (0 for none). Of `wanted` only `like`, `after` and `most` count.
base::Result<std::vector<Asked>> who_is_listed(Ledger& ledger, std::int64_t campaign, const Wanted& wanted);

}  // namespace gh::hr
