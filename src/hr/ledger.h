// The ledger: everything that glasshouse-hr keeps, in one SQLite file or in a PostgreSQL database, behind the
// same few calls. The tables are in hr/schema.h; there is no column that could hold a finding. SOCI stays in
// ledger.cpp. Values are bound, never written into SQL. Days are kept as text ("2025-09-01"), moments as
// seconds since 1970. SQLite keeps a rollback journal and syncs it fully (3.7.0 to 3.51.2 can corrupt a
// write-ahead log when two connections write).
//
// SQL is written once for both: types TEXT and BIGINT, names ":like_this", ON CONFLICT, no functions but the
// standard ones; sums are CAST(... AS BIGINT).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace gh::hr {

/// What can stand for a name in a statement: nothing (NULL), a number, or text.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// `{"campaign", id}` for ":campaign". A name may stand in the statement more than once.
struct Bind {
  std::string_view name;
  Value value;
};
using Binds = std::vector<Bind>;

/// A day as it is bound and kept.
Value value_of(base::Day day);
Value value_of(const std::optional<base::Day>& day);

/// One row of an answer; columns counted from 0.
class Row {
 public:
  struct Cell {
    std::string text;
    bool null = false;
  };
  explicit Row(std::span<const Cell> cells) : cells_(cells) {}

  bool is_null(std::size_t column) const { return cells_[column].null; }
  const std::string& text(std::size_t column) const { return cells_[column].text; }
  std::int64_t integer(std::size_t column) const;  // 0 for NULL
  base::Day day(std::size_t column) const;         // 1970-01-01 for what is none
  std::optional<base::Day> maybe_day(std::size_t column) const;

 private:
  std::span<const Cell> cells_;
};

/// Rows to be inserted together: values column by column, all columns of one length.
struct BatchColumn {
  std::string_view name;
  std::variant<std::vector<std::int64_t>, std::vector<std::string>> values;
};

struct LedgerOptions {
  std::chrono::milliseconds patience{5'000};  // to wait for another writer before try_later
};

class Ledger {
 public:
  /// Opens `place`, a file or postgresql://…, makes what is missing of it (a file 0600) and brings its tables
  /// up to date. A PostgreSQL server that is not this machine is spoken to with sslmode=verify-full only.
  /// err: not_permitted for a symbolic link or an unsafe address, bad_data for a file of another kind or a
  /// newer version, unavailable when there is no server, try_later when another program holds it
  static base::Result<Ledger> open(const std::string& place, const LedgerOptions& options = {});

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  bool on_postgresql() const;

  /// One statement; how many rows it changed.
  base::Result<std::int64_t> run(std::string_view sql, const Binds& binds = {});

  /// The rows of a statement that gives `columns` columns, each read with `read`. All of them are in memory:
  /// page through large tables by key.
  template <class Read>
  auto rows(std::string_view sql, std::size_t columns, const Binds& binds, Read read)
      -> base::Result<std::vector<decltype(read(std::declval<const Row&>()))>> {
    std::vector<decltype(read(std::declval<const Row&>()))> found;
    const auto done = query(sql, columns, binds, [&](const Row& row) { found.push_back(read(row)); });
    if (!done) return done.error();
    return found;
  }

  /// The first column of the first row as a number; nothing when there is no row or it is NULL.
  base::Result<std::optional<std::int64_t>> number(std::string_view sql, const Binds& binds = {});

  /// Many rows in one go: `table (columns...)`, and what follows the values ("ON CONFLICT DO NOTHING").
  base::Result<void> insert(std::string_view table, std::vector<BatchColumn> columns,
                            std::string_view tail = "");

  /// Statements separated by ";", without values. For schemas.
  base::Result<void> script(std::string_view sql);

 private:
  friend class Transaction;
  struct Implementation;
  explicit Ledger(std::unique_ptr<Implementation> implementation);
  base::Result<std::int64_t> query(std::string_view sql, std::size_t columns, const Binds& binds,
                                   const std::function<void(const Row&)>& sink);

  std::unique_ptr<Implementation> implementation_;
};

/// A span of writes that counts whole or not at all: rolled back unless committed. One that begins inside
/// another is a part of it: it counts when the outermost is committed, and when it is not committed the
/// outermost cannot be. Must not outlive its ledger.
class Transaction {
 public:
  /// On SQLite takes the write lock at once, so that two writers wait for each other instead of failing
  /// half-way; on PostgreSQL rows are locked as they are touched.
  static base::Result<Transaction> begin(Ledger& ledger);

  /// Has reached the disk when it returns.
  base::Result<void> commit();

  Transaction(Transaction&& other) noexcept : ledger_(std::exchange(other.ledger_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

 private:
  explicit Transaction(Ledger* ledger) : ledger_(ledger) {}
  Ledger* ledger_;
};

/// "SOCI 4.0.3", for --version.
std::string ledger_libraries();

}  // namespace gh::hr
