#include "store/schema.h"

#include <array>

namespace gh::store {
namespace {

// Days are kept as "2025-09-01" and choices by the names of the machine output, so that a value can be told
// from its neighbour without this program. Results keep their own copy of the account: it may be removed
// later.
constexpr const char* version_1 = R"sql(
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  checklist TEXT NOT NULL, item TEXT NOT NULL,
  reply TEXT NOT NULL, reason TEXT NOT NULL, answered TEXT NOT NULL,
  UNIQUE (checklist, item)) STRICT;
CREATE TABLE position (checklist TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT;
CREATE TABLE device (one INTEGER PRIMARY KEY CHECK (one = 1), device TEXT NOT NULL) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL, handle TEXT NOT NULL, url TEXT NOT NULL,
  ownership TEXT NOT NULL, added TEXT NOT NULL) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started TEXT NOT NULL, finished INTEGER NOT NULL) STRICT;
CREATE TABLE result (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  audit INTEGER NOT NULL REFERENCES audit ON DELETE CASCADE,
  account INTEGER NOT NULL, platform TEXT NOT NULL, handle TEXT NOT NULL, url TEXT NOT NULL,
  ownership TEXT NOT NULL, added TEXT NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, source TEXT NOT NULL,
  looked TEXT NOT NULL) STRICT;
CREATE INDEX result_of_audit ON result (audit);
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  place TEXT NOT NULL) STRICT;
CREATE INDEX place_of_result ON place (result);
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  kind TEXT NOT NULL, value TEXT NOT NULL, whose TEXT NOT NULL, certainty TEXT NOT NULL,
  seen_by TEXT NOT NULL, hidden INTEGER NOT NULL,
  words TEXT NOT NULL, first_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, field TEXT NOT NULL,
  rule TEXT NOT NULL, clause TEXT NOT NULL, published TEXT, place TEXT) STRICT;
CREATE INDEX finding_of_result ON finding (result);

CREATE TABLE hit (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE, query TEXT NOT NULL, verdict TEXT NOT NULL, recorded TEXT NOT NULL) STRICT;
)sql";

// Append only: somebody's vault was made by each of these rows.
constexpr std::array migrations{
    db::Migration{1, version_1},
};

constexpr db::FileKind kind{"a Glasshouse vault", 0x476C7368 /* "Glsh" */, migrations};

}  // namespace

const db::FileKind& vault_kind() { return kind; }

}  // namespace gh::store
