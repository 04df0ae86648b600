// Results of audits as rows: in and out. The caller holds the transaction that makes them whole or absent.
#pragma once

#include <cstdint>
#include <vector>

#include "assess/audit.h"
#include "base/result.h"
#include "db/database.h"

namespace gh::store {

/// From a row that begins with id, platform, handle, url, ownership, added.
assess::Account read_account(const db::Row& row);

/// Puts the result in the place of the one that the audit has for the same account, if any.
base::Result<void> replace_result(db::Database& database, std::int64_t audit,
                                  const assess::AccountResult& result);

/// All of one audit, in the order they were saved.
base::Result<std::vector<assess::AccountResult>> results_of(db::Database& database, std::int64_t audit);

}  // namespace gh::store
