// The tables of the ledger. Append-only: every change is one more row at the end of the list; no row is ever
// edited, for somebody's ledger was made by it. tests/hr/schema_test.cpp holds the full list of columns and
// says of each what it is for: none can hold a finding, an answer of the checklist, a page or a handle.
#pragma once

#include <span>

#include "base/result.h"

namespace gh::hr {

class Ledger;

/// What leads from the version before to `version`. Versions count from 1. In the statements $id stands for
/// a number that counts up by itself.
struct Migration {
  int version;
  const char* statements;
};
std::span<const Migration> migrations();

/// Runs what the ledger lacks, in one transaction.
/// err: bad_data for a file of another kind, or one made by a newer version; both are left as they are
base::Result<void> bring_up_to_date(Ledger& ledger);

}  // namespace gh::hr
