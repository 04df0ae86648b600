// Somebody is done: from a receipt, or from a form on paper. One call for every route, so that what follows
// from it happens in one transaction: the count moves on, and mails that were waiting for the person are
// cancelled.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "hr/ledger.h"

namespace gh::hr {

struct Completion {
  std::int64_t assignment = 0;
  base::Day completed_on;
  base::Day taken_on;
  std::string route;    // "file", "code", "post", "paper"
  std::string tool;     // version that made the receipt; empty for paper
  std::string receipt;  // as handed in; empty for paper
};

/// False when this assignment was done already (nothing changes then) or is no longer open. To be called
/// inside a transaction of the caller's.
base::Result<bool> complete(Ledger& ledger, const Completion& completion);

}  // namespace gh::hr
