// SQLite, and the only door to it: a database, its statements and its transactions. Values are bound, never
// written into SQL. What this does not do: know any table, or ask for a write-ahead log (SQLite 3.7.0
// to 3.51.2 can corrupt one when two connections write; ours keep a rollback journal that is truncated and
// synced).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gh::db {

/// What can stand for one "?" of a statement: nothing (NULL), a number, or text. Text is looked at only until
/// the call returns.
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

/// The row that a statement stands on, columns counted from 0. A value that is not what the reader asks for
/// makes the whole query fail with bad_data afterwards, so readers need not check.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  bool boolean(int column) const { return integer(column) != 0; }
  std::string text(int column) const;
  base::Day day(int column) const;  // kept as "2025-09-01"

  /// A name that one of the `..._named` functions knows.
  template <class T>
  T named(int column, std::optional<T> (*known)(std::string_view)) const {
    const std::optional<T> value = known(text(column));
    if (!value) readable_ = false;
    return value.value_or(T{});
  }

  bool readable() const { return readable_; }

 private:
  sqlite3_stmt* statement_;
  mutable bool readable_ = true;
};

/// One compiled statement, to be run as often as wanted. Must not outlive its database.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  /// Runs it with these values; rows are thrown away.
  base::Result<void> run(std::initializer_list<Value> values = {});

  /// Runs it and reads each row with `read`.
  template <class T>
  base::Result<std::vector<T>> rows(std::initializer_list<Value> values, T (*read)(const Row&)) {
    if (auto begun = start(values); !begun) return begun.error();
    std::vector<T> found;
    while (true) {
      const auto more = next();
      if (!more) return more.error();
      if (!*more) return found;
      const Row row(handle_.get());
      found.push_back(read(row));
      if (!row.readable()) return unreadable();
    }
  }

 private:
  base::Result<void> start(std::initializer_list<Value> values);
  base::Result<bool> next();  // false behind the last row
  base::Error unreadable();
  void rest();

  struct Finalize {
    void operator()(sqlite3_stmt* handle) const noexcept;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// How a database is opened.
struct Options {
  std::chrono::milliseconds patience{5'000};  // to wait for another writer before try_later
};

/// An open connection. Not to be carried across fork(), nor used by two threads at once.
class Database {
 public:
  /// Opens an existing file, or an empty one. Sets what makes it safe (full sync, foreign keys, nothing of
  /// the schema trusted, deleted bytes overwritten, no file for temporary tables, no memory map), but reads
  /// nothing yet. Follows no symbolic link in the last step of the path.
  static base::Result<Database> open(const std::filesystem::path& file, const Options& options = {});

  /// A database that never touches the disk.
  static base::Result<Database> in_memory();

  base::Result<Statement> prepare(std::string_view sql);

  /// One statement, once.
  base::Result<void> run(std::string_view sql, std::initializer_list<Value> values = {});

  /// Statements separated by ";", without values. For schemas.
  base::Result<void> script(const std::string& sql);

  template <class T>
  base::Result<std::vector<T>> rows(std::string_view sql, std::initializer_list<Value> values,
                                    T (*read)(const Row&)) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    return statement->rows(values, read);
  }

  /// The first row, if there is any.
  template <class T>
  base::Result<std::optional<T>> first(std::string_view sql, std::initializer_list<Value> values,
                                       T (*read)(const Row&)) {
    auto all = rows(sql, values, read);
    if (!all) return all.error();
    return all->empty() ? std::optional<T>() : std::optional<T>(std::move(all->front()));
  }

  std::int64_t last_id() const;       // of the row inserted last
  std::int64_t changed_rows() const;  // by the statement run last

  /// The first bytes of the file, read without a lock and without looking at a journal, so that a foreign
  /// file stays as it is; fewer than asked for when the file is shorter.
  base::Result<std::string> head(std::size_t bytes);

  /// From here on commits are on the disk when they return: a rollback journal and full sync.
  base::Result<void> make_durable();

  /// False when the file may only be read.
  bool writable() const;

  /// An Error of kind bad_data when the structure of the file is damaged.
  base::Result<void> check();

 private:
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  base::Result<void> make_safe(const Options& options);

  std::unique_ptr<sqlite3, Close> handle_;
};

/// A span of writes that counts whole or not at all: rolled back unless committed. Must not outlive its
/// database.
class Transaction {
 public:
  /// Takes the write lock at once, so that two writers wait for each other instead of failing half-way.
  static base::Result<Transaction> begin(Database& database);

  /// For reading only: what several queries see is of one moment, whoever writes meanwhile.
  static base::Result<Transaction> begin_reading(Database& database);

  /// Has reached the disk when it returns. After an error everything is as it was at begin().
  base::Result<void> commit();

 private:
  struct RollBack {
    void operator()(sqlite3* handle) const noexcept;
  };
  explicit Transaction(sqlite3* handle) : open_(handle) {}
  std::unique_ptr<sqlite3, RollBack> open_;
};

/// "3.40.1": of the SQLite that is linked in, for --version.
std::string library_version();

}  // namespace gh::db
