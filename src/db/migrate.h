// Files that are ours: which kind, which version, and how an older one is brought up to date. Every change of
// a schema is one more row at the end of an append-only table; no row is ever edited, for somebody's file was
// made by it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.h"
#include "db/database.h"

namespace gh::db {

/// What leads from the version before to `version`. Versions count from 1, without gaps.
struct Migration {
  int version;
  const char* statements;
};

/// A kind of file.
struct FileKind {
  std::string_view noun;        // for people: "a Glasshouse vault"
  std::int32_t application_id;  // in the file's header; never 0
  std::span<const Migration> migrations;
};

/// Runs the migrations that the database lacks, all in one transaction. Leaves a database of a newer version
/// alone and says so.
base::Result<void> migrate(Database& database, const FileKind& kind);

/// Opens a file of this kind, or makes it (0600, its missing folders 0700), and brings it up to date.
/// A symbolic link, anything that is no file, a file of another kind, and one of a newer version are refused
/// and left untouched: this is decided by the first bytes, before SQLite looks at the rest.
base::Result<Database> open_file(const std::filesystem::path& file, const FileKind& kind,
                                 const Options& options = {});

}  // namespace gh::db
