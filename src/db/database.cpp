#include "db/database.h"

#include <array>
#include <sqlite3.h>
#include <utility>

namespace gh::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct Trouble {
  int code;  // primary result code of SQLite
  ErrorKind kind;
  const char* what;
  const char* hint;
};

constexpr std::array troubles{
    Trouble{SQLITE_BUSY, ErrorKind::try_later, "another program is writing to this file just now",
            "wait until it is done and try again"},
    Trouble{SQLITE_LOCKED, ErrorKind::try_later, "this file is being written just now",
            "wait until that is done and try again"},
    Trouble{SQLITE_FULL, ErrorKind::cannot_write, "the disk is full",
            "make room and try again; what was saved before is still there"},
    Trouble{SQLITE_IOERR, ErrorKind::cannot_write, "the disk could not be read or written",
            "check that there is room and that the disk is well; what was saved before is still there"},
    Trouble{SQLITE_READONLY, ErrorKind::cannot_write, "this file may not be written",
            "check that you may write this file and its folder"},
    Trouble{SQLITE_CANTOPEN, ErrorKind::cannot_write, "this file cannot be opened",
            "check that you may read and write it and its folder, and that it is no link"},
    Trouble{SQLITE_PERM, ErrorKind::not_permitted, "this file may not be opened", "check who owns it"},
    Trouble{SQLITE_NOTADB, ErrorKind::bad_data, "this is no SQLite file",
            "move it away, or name another file"},
    Trouble{SQLITE_CORRUPT, ErrorKind::bad_data, "this file is damaged",
            "put a copy from before in its place, or move it away to begin afresh"},
    Trouble{SQLITE_TOOBIG, ErrorKind::bad_data, "a text is too long to be kept", "shorten it"},
};

std::string path_of(sqlite3* handle) {
  if (handle == nullptr) return "";
  const char* path = sqlite3_db_filename(handle, "main");
  return path == nullptr ? "" : path;
}

Error trouble(sqlite3* handle, int code) {
  for (const Trouble& row : troubles) {
    if (row.code == (code & 0xff)) return {row.kind, row.what, path_of(handle), row.hint};
  }
  const char* said = handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
  return {ErrorKind::failed, std::string("SQLite says: ") + said, path_of(handle), ""};
}

Result<void> outcome(sqlite3* handle, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return {};
  return trouble(handle, code);
}

int bind(sqlite3_stmt* statement, int position, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, position, *number);
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* bytes = text->empty() ? "" : text->data();
    return sqlite3_bind_text64(statement, position, bytes, text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, position);
}

int bind_all(sqlite3_stmt* statement, std::initializer_list<Value> values) {
  if (sqlite3_bind_parameter_count(statement) != static_cast<int>(values.size())) return SQLITE_RANGE;
  int position = 0;
  for (const Value& value : values) {
    if (const int code = bind(statement, ++position, value); code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

struct Limit {
  int which;
  int value;
};

// What a hostile file may make SQLite do at most; the schemas of this house need far less.
constexpr std::array limits{
    Limit{SQLITE_LIMIT_LENGTH, 64 << 20},    Limit{SQLITE_LIMIT_SQL_LENGTH, 100'000},
    Limit{SQLITE_LIMIT_COLUMN, 64},          Limit{SQLITE_LIMIT_EXPR_DEPTH, 20},
    Limit{SQLITE_LIMIT_COMPOUND_SELECT, 4},  Limit{SQLITE_LIMIT_VDBE_OP, 25'000},
    Limit{SQLITE_LIMIT_FUNCTION_ARG, 8},     Limit{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64},
    Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 64}, Limit{SQLITE_LIMIT_TRIGGER_DEPTH, 2},
};

// None of these reads the file.
constexpr const char* safe_pragmas =
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 0;";

std::string read_text(const Row& row) { return row.text(0); }

// SQLite's NOFOLLOW refuses links anywhere in a path; those above the file are the owner's business. Nothing
// for a path that leads nowhere.
std::optional<std::filesystem::path> without_links_above(const std::filesystem::path& file) {
  std::error_code missing;
  const auto whole = std::filesystem::absolute(file, missing);
  const auto folder = std::filesystem::canonical(whole.parent_path(), missing);
  if (missing || !file.has_filename()) return std::nullopt;
  return folder / file.filename();
}

Error error_at(const std::filesystem::path& file, Error error) {
  error.where = file.string();
  return error;
}

}  // namespace

bool Row::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Row::integer(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) readable_ = false;
  return sqlite3_column_int64(statement_, column);
}

std::string Row::text(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) readable_ = false;
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

base::Day Row::day(int column) const {
  const auto day = base::parse_day(text(column));
  if (!day) readable_ = false;
  return day.value_or(base::Day{});
}

void Statement::Finalize::operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }

void Statement::rest() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

Result<void> Statement::start(std::initializer_list<Value> values) {
  rest();
  return outcome(sqlite3_db_handle(handle_.get()), bind_all(handle_.get(), values));
}

Result<bool> Statement::next() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  const auto ended = outcome(sqlite3_db_handle(handle_.get()), code);
  rest();
  if (!ended) return ended.error();
  return false;
}

Error Statement::unreadable() {
  rest();
  return {ErrorKind::bad_data, "this file holds something that we cannot read",
          path_of(sqlite3_db_handle(handle_.get())),
          "it may be damaged: put a copy from before in its place"};
}

Result<void> Statement::run(std::initializer_list<Value> values) {
  if (auto begun = start(values); !begun) return begun;
  while (true) {
    const auto more = next();
    if (!more) return more.error();
    if (!*more) return {};
  }
}

void Database::Close::operator()(sqlite3* handle) const noexcept { sqlite3_close(handle); }

Result<void> Database::make_safe(const Options& options) {
  sqlite3_extended_result_codes(handle_.get(), 1);
  sqlite3_busy_timeout(handle_.get(), static_cast<int>(options.patience.count()));
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  for (const Limit& limit : limits) sqlite3_limit(handle_.get(), limit.which, limit.value);
  return script(safe_pragmas);
}

Result<Database> Database::open(const std::filesystem::path& file, const Options& options) {
  sqlite3* handle = nullptr;
  const auto path = without_links_above(file);
  if (!path) return error_at(file, trouble(nullptr, SQLITE_CANTOPEN));
  const int code =
      sqlite3_open_v2(path->c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return error_at(file, trouble(handle, code));
  if (auto safe = database.make_safe(options); !safe) return safe.error();
  return database;
}

Result<Database> Database::in_memory() {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return trouble(handle, code);
  if (auto safe = database.make_safe({}); !safe) return safe.error();
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code =
      sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
  if (code != SQLITE_OK) return trouble(handle_.get(), code);
  return Statement(handle);
}

Result<void> Database::run(std::string_view sql, std::initializer_list<Value> values) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  return statement->run(values);
}

Result<void> Database::script(const std::string& sql) {
  return outcome(handle_.get(), sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

std::int64_t Database::changed_rows() const { return sqlite3_changes64(handle_.get()); }

Result<std::string> Database::head(std::size_t bytes) {
  // By way of SQLite's own handle: closing a second descriptor of ours would drop this process's locks.
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  std::string head(bytes, '\0');
  sqlite3_int64 length = 0;
  int code = file->pMethods->xFileSize(file, &length);
  if (code != SQLITE_OK) return trouble(handle_.get(), code);
  if (length < static_cast<sqlite3_int64>(bytes)) head.resize(static_cast<std::size_t>(length));
  if (head.empty()) return head;
  code = file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0);
  if (code != SQLITE_OK) return trouble(handle_.get(), code);
  return head;
}

Result<void> Database::make_durable() {
  // TRUNCATE, since a journal that was deleted is gone for good only once its folder is synced too, which
  // FULL does not do.
  return script("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;");
}

bool Database::writable() const { return sqlite3_db_readonly(handle_.get(), "main") == 0; }

Result<void> Database::check() {
  const auto said = first("PRAGMA quick_check(1)", {}, &read_text);
  if (!said) return said.error();
  if (*said == "ok") return {};
  return trouble(handle_.get(), SQLITE_CORRUPT);
}

void Transaction::RollBack::operator()(sqlite3* handle) const noexcept {
  // Some errors (a full disk) have rolled back already.
  if (sqlite3_get_autocommit(handle) == 0) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database.handle_.get());
}

Result<Transaction> Transaction::begin_reading(Database& database) {
  if (auto begun = database.run("BEGIN"); !begun) return begun.error();
  return Transaction(database.handle_.get());
}

Result<void> Transaction::commit() {
  const int code = sqlite3_exec(open_.get(), "COMMIT", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    const Error error = trouble(open_.get(), code);
    open_.reset();
    return error;
  }
  static_cast<void>(open_.release());
  return {};
}

std::string library_version() { return sqlite3_libversion(); }

}  // namespace gh::db
