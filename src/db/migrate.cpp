#include "db/migrate.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace gh::db {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

// The header of a SQLite file, as in SQLite's "Database File Format", section 1.3: numbers are big-endian.
constexpr std::size_t header_size = 100;
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;
constexpr std::string_view magic("SQLite format 3\0", 16);

// Larger files are not read through at each start; SQLite notices damage where it stands.
constexpr std::int64_t largest_checked_whole = std::int64_t{8} << 20;

std::int32_t number_at(std::string_view header, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(header[i]);
  return static_cast<std::int32_t>(value);
}

int newest(const FileKind& kind) { return kind.migrations.empty() ? 0 : kind.migrations.back().version; }

Error no_such_kind(const fs::path& file, const FileKind& kind) {
  return {ErrorKind::bad_data, "this file is not " + std::string(kind.noun), file.string(),
          "it was left as it is: move it away, or name another place"};
}

Error too_new(const std::string& where, const FileKind& kind) {
  return {ErrorKind::bad_data, "a newer version of this program made this file", where,
          "it was left as it is: install that version to open " + std::string(kind.noun)};
}

Error from_errno(const fs::path& path) {
  return {ErrorKind::cannot_write, std::strerror(errno), path.string(), "choose another place"};
}

std::int64_t read_number(const Row& row) { return row.integer(0); }

Result<std::int64_t> pragma(Database& database, std::string_view sql) {
  const auto value = database.first(sql, {}, &read_number);
  if (!value) return value.error();
  return value->value_or(0);
}

Result<void> make_folders(const fs::path& folder) {
  std::error_code ignored;
  if (folder.empty() || fs::is_directory(folder, ignored)) return {};
  if (auto made = make_folders(folder.parent_path()); !made) return made;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return from_errno(folder);
  return {};
}

// An empty file that only its owner may read, unless there is something of that name. SQLite would make it
// readable for everybody; its journal takes the mode of the file.
Result<void> make_if_missing(const fs::path& file) {
  struct stat there {};
  if (::lstat(file.c_str(), &there) == 0) return {};
  std::error_code ignored;
  if (auto made = make_folders(fs::absolute(file, ignored).parent_path()); !made) return made;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return errno == EEXIST ? Result<void>() : from_errno(file);
  ::close(descriptor);
  return {};
}

Result<void> refuse_what_is_no_file(const fs::path& file) {
  struct stat there {};
  if (::lstat(file.c_str(), &there) != 0) return from_errno(file);
  if (S_ISREG(there.st_mode)) return {};
  const char* what = S_ISLNK(there.st_mode) ? "this is a symbolic link" : "this is no ordinary file";
  return Error{ErrorKind::not_permitted, what, file.string(), "name the file itself, or another place"};
}

// Zeros at the start, or nothing at all, are what a power cut can leave of a file that was just being made;
// SQLite's journal sets that right.
bool is_blank(std::string_view head) {
  head = head.substr(0, magic.size());
  return std::all_of(head.begin(), head.end(), [](char byte) { return byte == '\0'; });
}

Result<void> refuse_foreign(Database& database, const fs::path& file, const FileKind& kind) {
  const auto head = database.head(header_size);
  if (!head) return head.error();
  if (is_blank(*head)) return {};
  if (head->size() < header_size || !head->starts_with(magic)) return no_such_kind(file, kind);
  if (number_at(*head, application_id_at) != kind.application_id) return no_such_kind(file, kind);
  if (number_at(*head, user_version_at) > newest(kind)) return too_new(file.string(), kind);
  return {};
}

Result<void> check_if_small(Database& database) {
  const auto pages = pragma(database, "PRAGMA page_count");
  const auto page_size = pragma(database, "PRAGMA page_size");
  if (!pages) return pages.error();
  if (!page_size) return page_size.error();
  return *pages * *page_size <= largest_checked_whole ? database.check() : Result<void>();
}

Result<std::int64_t> version_of(Database& database, const FileKind& kind) {
  const auto version = pragma(database, "PRAGMA user_version");
  const auto application = pragma(database, "PRAGMA application_id");
  if (!version) return version.error();
  if (!application) return application.error();
  if (*application != 0 && *application != kind.application_id) return no_such_kind({}, kind);
  if (*version > newest(kind)) return too_new("", kind);
  return *version;
}

Result<void> run_newer_than(std::int64_t version, Database& database, const FileKind& kind) {
  for (const Migration& migration : kind.migrations) {
    if (migration.version <= version) continue;
    if (auto done = database.script(migration.statements); !done) return done;
  }
  return database.script("PRAGMA application_id = " + std::to_string(kind.application_id) +
                         "; PRAGMA user_version = " + std::to_string(newest(kind)));
}

}  // namespace

Result<void> migrate(Database& database, const FileKind& kind) {
  const auto before = version_of(database, kind);
  if (!before) return before.error();
  if (*before == newest(kind)) return {};
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  // Asked again: whoever held the lock until now may have done it already.
  const auto version = version_of(database, kind);
  if (!version) return version.error();
  if (auto done = run_newer_than(*version, database, kind); !done) return done;
  return transaction->commit();
}

Result<Database> open_file(const fs::path& file, const FileKind& kind, const Options& options) {
  if (auto made = make_if_missing(file); !made) return made.error();
  if (auto fine = refuse_what_is_no_file(file); !fine) return fine.error();
  auto database = Database::open(file, options);
  if (!database) return database.error();
  if (auto fine = refuse_foreign(*database, file, kind); !fine) return fine.error();
  if (!database->writable()) {
    return Error{ErrorKind::cannot_write, "this file may not be written", file.string(), "check who owns it"};
  }
  // Ours from here on. A copy that was put back may have become readable for others.
  ::chmod(file.c_str(), 0600);
  if (auto set = database->make_durable(); !set) return set.error();
  if (auto fine = check_if_small(*database); !fine) return fine.error();
  if (auto done = migrate(*database, kind); !done) return done.error();
  return database;
}

}  // namespace gh::db
