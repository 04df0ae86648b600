// Who did what, when: every act of an officer that changed the ledger, one line each, in a chain. Each line
// carries the SHA-256 of itself and of the line before, so that a line that was altered, taken out or slipped
// in later breaks the chain from there on. It does not stop whoever owns the database from writing the whole
// chain anew: print the last hash and keep it elsewhere to notice that. Names of staff do not stand here,
// only the numbers of their rows: what is erased from the ledger must not live on in its log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "hr/ledger.h"

namespace gh::hr {

struct Act {
  std::int64_t id = 0;
  std::int64_t at = 0;       // seconds since 1970
  std::string who;           // a user of the dashboard, or "command line"
  std::string act;           // "campaign pause", "person erase"
  std::string subject = {};  // "campaign Spring 2027", "person 17"; empty when there is none
  std::string hash = {};     // 64 hexadecimal digits
};

/// Adds one act to the end of the chain (`id` and `hash` are found here). To be called inside the transaction
/// that does the act itself: both count or none does.
base::Result<void> note_act(Ledger& ledger, Act act);

/// Up to `most` acts, the latest first; only those before `before` when it is given.
base::Result<std::vector<Act>> acts(Ledger& ledger, std::size_t most,
                                    std::optional<std::int64_t> before = {});

/// Whether the chain holds from its beginning to its end.
struct ActChain {
  std::int64_t acts = 0;               // so many hold
  std::optional<std::int64_t> broken;  // the first that does not
  std::string last;                    // the hash at the end of what holds; empty for an empty log
};
base::Result<ActChain> check_acts(Ledger& ledger);

}  // namespace gh::hr
