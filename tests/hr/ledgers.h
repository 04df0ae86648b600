// Every test of the ledger runs on both engines: `for (LedgerAt at : both())`.
#pragma once

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "hr/ledger.h"
#include "support/cases.h"
#include "support/postgres_server.h"

namespace gh::tests {

template <class T>
T the(base::Result<T> result) {
  BOOST_REQUIRE_MESSAGE(result.has_value(), (result.has_value() ? "" : base::sentence(result.error())));
  return std::move(*result);
}
inline void fine(const base::Result<void>& result) {
  BOOST_REQUIRE_MESSAGE(result.has_value(), (result.has_value() ? "" : base::sentence(result.error())));
}

/// A fresh ledger file in `folder`, and a fresh PostgreSQL database when there is a server.
inline std::vector<std::string> fresh_places(const TemporaryFolder& folder) {
  static int count = 0;
  std::vector<std::string> places{(folder / ("ledger" + std::to_string(++count) + ".db")).string()};
  if (PostgresServer* server = PostgresServer::get()) places.push_back(server->fresh());
  return places;
}

}  // namespace gh::tests
