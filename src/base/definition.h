// Reading definition files (checklists, scrapers, detectors, me.toml): TOML with a schema, in which every
// mistake is reported with file:line:column and what to write instead. Readers ask for what they know;
// whatever nobody asked for is a mistake too, with the nearest known key named. All mistakes of a file are
// found in one go. toml++ stays behind this header.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace gh::base {

/// What is looked for when definitions are read: patterns are compiled when they are first used, so that a
/// page need not wait for all of them; `patterns` compiles each at once and tells those that are none, with
/// their place.
enum class Check { structure, patterns };

/// One mistake in a definition file. Lines and columns count from 1.
struct Problem {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string what;  // what is wrong and what to write instead

  bool operator==(const Problem&) const = default;
};

/// "file:line:column: what".
std::string sentence(const Problem& problem);

class DefinitionTable;

/// A parsed file. Keep it while its tables are read; then ask for its problems.
class DefinitionFile {
 public:
  /// Never fails: a file that is no TOML has one problem and an empty root. Nesting past 64 levels is a
  /// problem.
  DefinitionFile(std::string_view toml, std::string file);
  ~DefinitionFile();
  DefinitionFile(DefinitionFile&&) noexcept;
  DefinitionFile& operator=(DefinitionFile&&) noexcept;

  DefinitionTable root();

  /// All mistakes so far, in the order of the file. Call after reading: unknown keys are found by then.
  std::vector<Problem> problems() const;

  /// The problems as one Error of kind bad_configuration, a line each; nothing when there is none.
  std::optional<Error> error() const;

  struct Implementation;

 private:
  std::unique_ptr<Implementation> implementation_;
};

/// One table of a file. Each getter notes its key as known, notes a problem where the value does not fit, and
/// then returns the fallback. A missing required key is a problem at the table's own place.
class DefinitionTable {
 public:
  bool has(std::string_view key) const;
  bool is_text(std::string_view key) const;

  std::string text(std::string_view key, std::string_view fallback = "");
  std::string required_text(std::string_view key);
  std::int64_t integer(std::string_view key, std::int64_t fallback);
  bool boolean(std::string_view key, bool fallback);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::int64_t> integers(std::string_view key);
  std::vector<std::vector<std::string>> lists(std::string_view key);  // [["a", "b"], ["c"]]
  std::optional<Day> day(std::string_view key);  // a TOML date, or a text like "2025-09-01"

  /// One of `allowed`, else a problem that lists them; `fallback` when the key is missing.
  std::string choice(std::string_view key, const std::vector<std::string>& allowed,
                     std::string_view fallback);
  std::string required_choice(std::string_view key, const std::vector<std::string>& allowed);

  std::optional<DefinitionTable> table(std::string_view key);
  std::vector<DefinitionTable> tables(std::string_view key);  // [[key]], or one [key]

  /// The keys of this table, in alphabetical order, for tables whose keys are free; they count as known.
  std::vector<std::string> keys();

  /// Notes a problem at the value of `key` (or at the table, when it has no such key).
  void problem(std::string_view key, std::string what);

  /// Where the value of `key` stands, else where the table does; for later cross-checks.
  Problem place(std::string_view key) const;

 private:
  friend class DefinitionFile;
  struct Reference;
  explicit DefinitionTable(std::shared_ptr<Reference> reference) : reference_(std::move(reference)) {}
  std::shared_ptr<Reference> reference_;
};

}  // namespace gh::base
