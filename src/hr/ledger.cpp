#include "hr/ledger.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <soci/version.h>
#include <utility>

#include "base/text.h"
#include "hr/ledger_place.h"
#include "hr/schema.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

// SQLite's primary result codes (sqlite.org/rescode.html), without the extension in the higher bits.
ErrorKind kind_of_sqlite(int code) {
  switch (code & 0xFF) {
    case 5:  // SQLITE_BUSY
    case 6:  // SQLITE_LOCKED
      return ErrorKind::try_later;
    case 8:   // SQLITE_READONLY
    case 10:  // SQLITE_IOERR
    case 13:  // SQLITE_FULL
    case 14:  // SQLITE_CANTOPEN
      return ErrorKind::cannot_write;
    case 11:  // SQLITE_CORRUPT
    case 26:  // SQLITE_NOTADB
      return ErrorKind::bad_data;
    default:
      return ErrorKind::failed;
  }
}

// PostgreSQL's classes of SQLSTATE (its manual, appendix A).
ErrorKind kind_of_postgresql(const std::string& state) {
  if (state.starts_with("40") || state.starts_with("55")) return ErrorKind::try_later;
  if (state.starts_with("28") || state.starts_with("42501")) return ErrorKind::not_permitted;
  if (state.starts_with("53")) return ErrorKind::cannot_write;
  if (state.starts_with("08") || state.starts_with("57")) return ErrorKind::unavailable;
  const bool from_the_server = std::all_of(
      state.begin(), state.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
  return from_the_server ? ErrorKind::failed : ErrorKind::unavailable;
}

Error error_of(const soci::soci_error& thrown) {
  std::string words = thrown.what();
  words = words.substr(0, words.find(" while "));
  Error error{ErrorKind::failed, base::collapse_blanks(words), "the ledger", ""};
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown))
    error.kind = kind_of_sqlite(sqlite->result());
  else if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&thrown))
    error.kind = kind_of_postgresql(postgresql->sqlstate());
  else if (thrown.get_error_category() == soci::soci_error::connection_error)
    error.kind = ErrorKind::unavailable;
  if (error.kind == ErrorKind::try_later) error.hint = "another program holds it; wait a moment, and again";
  if (error.kind == ErrorKind::unavailable) error.hint = "check that the server runs and lets you in";
  return error;
}

// A text array as PostgreSQL reads it (its manual, section 8.15).
std::string array_of(const std::vector<std::string>& values) {
  std::string text(1, '{');
  for (const std::string& value : values) {
    text += text.size() == 1 ? "\"" : ",\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + "}";
}

std::string array_of(const std::vector<std::int64_t>& values) {
  return '{' + fmt::format("{}", fmt::join(values, ",")) + '}';
}

struct Bound {
  soci::indicator state = soci::i_ok;
  long long number = 0;
  std::string text;
};

// `bound` must stay where it is until the statement is done.
void bind(soci::statement& statement, const Bind& bind, Bound& bound) {
  const std::string name(bind.name);
  if (const auto* number = std::get_if<std::int64_t>(&bind.value)) {
    bound.number = *number;
    statement.exchange(soci::use(bound.number, bound.state, name));
    return;
  }
  if (const auto* text = std::get_if<std::string>(&bind.value)) bound.text = *text;
  if (std::holds_alternative<std::monostate>(bind.value)) bound.state = soci::i_null;
  statement.exchange(soci::use(bound.text, bound.state, name));
}

}  // namespace

struct Ledger::Implementation {
  soci::session session;
  bool postgresql = false;
  int transactions = 0;  // that are open, one inside the other
  bool spoiled = false;  // one inside was not committed: the outermost may not be either
};

namespace {

template <class Work>
auto caught(Work work) -> Result<decltype(work())> {
  try {
    return work();
  } catch (const soci::soci_error& thrown) {
    return error_of(thrown);
  } catch (const std::exception& thrown) {
    return Error{ErrorKind::failed, thrown.what(), "the ledger", ""};
  }
}

void open_session(soci::session& session, const std::string& place, const LedgerOptions& options) {
  if (is_postgresql(place)) {
    session.open(soci::postgresql, place);
    session << "SET client_min_messages = warning";
    session << "SET client_encoding = 'UTF8'";
    session << fmt::format("SET lock_timeout = {}", options.patience.count());
    return;
  }
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(options.patience).count();
  // No pragma stands here: SOCI runs those before it sets the time to wait, and fails when the file is held.
  soci::connection_parameters parameters(soci::sqlite3, fmt::format("db=\"{}\" timeout={}", place, seconds));
  session.open(parameters);
  for (const char* pragma :
       {"foreign_keys = ON", "trusted_schema = OFF", "secure_delete = ON", "journal_mode = TRUNCATE",
        "synchronous = FULL", "temp_store = FILE", "mmap_size = 0", "cache_size = -65536"})
    session << fmt::format("PRAGMA {}", pragma);
}

}  // namespace

Value value_of(base::Day day) { return base::format_day(day); }
Value value_of(const std::optional<base::Day>& day) { return day ? value_of(*day) : Value(); }

std::int64_t Row::integer(std::size_t column) const {
  std::int64_t value = 0;
  const std::string& text = cells_[column].text;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return cells_[column].null ? 0 : value;
}

std::optional<base::Day> Row::maybe_day(std::size_t column) const {
  return cells_[column].null ? std::nullopt : base::parse_day(cells_[column].text);
}

base::Day Row::day(std::size_t column) const { return maybe_day(column).value_or(base::Day{}); }

Ledger::Ledger(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& place, const LedgerOptions& options) {
  std::string where = place;
  if (is_postgresql(place)) {
    auto safe = safe_postgresql(place);
    if (!safe) return safe.error();
    where = std::move(*safe);
  } else if (auto made = prepare_file(place); !made) {
    return made.error();
  }
  Ledger ledger(std::make_unique<Implementation>());
  ledger.implementation_->postgresql = is_postgresql(place);
  const auto opened = caught([&] {
    open_session(ledger.implementation_->session, where, options);
    return true;
  });
  if (!opened) {
    Error error = opened.error();
    if (is_postgresql(place) && error.kind == ErrorKind::failed) error.kind = ErrorKind::unavailable;
    return error;
  }
  if (auto fresh = bring_up_to_date(ledger); !fresh) {
    Error error = fresh.error();
    if (!is_postgresql(place)) error.where = place;
    return error;
  }
  return ledger;
}

bool Ledger::on_postgresql() const { return implementation_->postgresql; }

Result<std::int64_t> Ledger::query(std::string_view sql, std::size_t columns, const Binds& binds,
                                   const std::function<void(const Row&)>& sink) {
  return caught([&]() -> std::int64_t {
    soci::statement statement(implementation_->session);
    std::vector<Bound> bound(binds.size());
    for (std::size_t i = 0; i < binds.size(); ++i) bind(statement, binds[i], bound[i]);
    std::vector<Row::Cell> cells(columns);
    std::vector<soci::indicator> states(columns, soci::i_ok);
    for (std::size_t i = 0; i < columns; ++i) statement.exchange(soci::into(cells[i].text, states[i]));
    statement.alloc();
    statement.prepare(std::string(sql));
    statement.define_and_bind();
    if (columns == 0) {
      statement.execute(true);
      return statement.get_affected_rows();
    }
    statement.execute(false);
    std::int64_t count = 0;
    for (; statement.fetch(); ++count) {
      for (std::size_t i = 0; i < columns; ++i) cells[i].null = states[i] == soci::i_null;
      sink(Row(cells));
    }
    return count;
  });
}

Result<std::int64_t> Ledger::run(std::string_view sql, const Binds& binds) {
  return query(sql, 0, binds, nullptr);
}

Result<std::optional<std::int64_t>> Ledger::number(std::string_view sql, const Binds& binds) {
  const auto found = rows(sql, 1, binds, [](const Row& row) {
    return row.is_null(0) ? std::optional<std::int64_t>() : std::optional(row.integer(0));
  });
  if (!found) return found.error();
  return found->empty() ? std::nullopt : found->front();
}

Result<void> Ledger::insert(std::string_view table, std::vector<BatchColumn> columns, std::string_view tail) {
  std::string names, values;
  Binds arrays;
  for (const BatchColumn& column : columns) {
    const bool numbers = column.values.index() == 0;
    const std::string_view between = names.empty() ? "" : ", ";
    names += fmt::format("{}{}", between, column.name);
    values += on_postgresql()
                  ? fmt::format("{}CAST(:{} AS {}[])", between, column.name, numbers ? "BIGINT" : "TEXT")
                  : fmt::format("{}:{}", between, column.name);
    if (on_postgresql())
      arrays.push_back(
          {column.name, std::visit([](const auto& all) { return array_of(all); }, column.values)});
  }
  // One statement for all rows: PostgreSQL would else need a journey for each.
  if (on_postgresql()) {
    const auto done = run(
        fmt::format("INSERT INTO {} ({}) SELECT * FROM unnest({}) {}", table, names, values, tail), arrays);
    return done ? Result<void>() : Result<void>(done.error());
  }
  const auto done = caught([&] {
    soci::statement statement(implementation_->session);
    std::vector<std::vector<long long>> numbers(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string name(columns[i].name);
      if (auto* all = std::get_if<std::vector<std::string>>(&columns[i].values)) {
        statement.exchange(soci::use(*all, name));
        continue;
      }
      const auto& all = std::get<std::vector<std::int64_t>>(columns[i].values);
      numbers[i].assign(all.begin(), all.end());
      statement.exchange(soci::use(numbers[i], name));
    }
    statement.alloc();
    statement.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({}) {}", table, names, values, tail));
    statement.define_and_bind();
    implementation_->session << "SAVEPOINT many";  // all or none, and one sync for all
    statement.execute(true);
    implementation_->session << "RELEASE many";
    return true;
  });
  if (done) return {};
  (void)script("ROLLBACK TO many; RELEASE many");
  return done.error();
}

Result<void> Ledger::script(std::string_view sql) {
  while (true) {
    const std::size_t end = sql.find(';');
    const std::string_view one = sql.substr(0, end);
    if (one.find_first_not_of(" \n\t") != one.npos) {
      if (const auto done = run(one); !done) return done.error();
    }
    if (end == sql.npos) return {};
    sql.remove_prefix(end + 1);
  }
}

Result<Transaction> Transaction::begin(Ledger& ledger) {
  Ledger::Implementation& state = *ledger.implementation_;
  if (state.transactions == 0) {
    if (const auto begun = ledger.run(state.postgresql ? "BEGIN" : "BEGIN IMMEDIATE"); !begun)
      return begun.error();
    state.spoiled = false;
  }
  ++state.transactions;
  return Transaction(&ledger);
}

Result<void> Transaction::commit() {
  Ledger::Implementation& state = *ledger_->implementation_;
  if (state.transactions == 1) {
    if (state.spoiled)
      return Error{ErrorKind::failed, "a part of it was not done, so none of it counts", "the ledger", ""};
    if (const auto done = ledger_->run("COMMIT"); !done) return done.error();
  }
  --state.transactions;
  ledger_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  if (ledger_ == nullptr) return;
  Ledger::Implementation& state = *ledger_->implementation_;
  state.spoiled = true;
  if (--state.transactions == 0) (void)ledger_->run("ROLLBACK");
}

std::string ledger_libraries() {
  return fmt::format("SOCI {}.{}.{}", SOCI_VERSION / 100000, SOCI_VERSION / 100 % 1000, SOCI_VERSION % 100);
}

}  // namespace gh::hr
