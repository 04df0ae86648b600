// Which rules read which file: all definitions' [[export]] tables together. A file is known by what it holds,
// so that names in other languages and of other years do not matter, and by its name where what it holds does
// not tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scrape/definition.h"
#include "takeout/paths.h"

namespace gh::takeout {

class ExportBook {
 public:
  /// The definitions, whole ones, must outlive the book.
  explicit ExportBook(const std::vector<const scrape::Definition*>& definitions);

  struct Choice {
    const scrape::Definition* definition = nullptr;  // null when no rule knows the file
    std::vector<const scrape::ExportRule*> rules;    // all of one format
  };

  /// The rules for a file of that name and beginning. Where several platforms' rules fit as well as one
  /// another, those of `preferred` win.
  Choice choose(std::string_view name, std::string_view head, const scrape::Definition* preferred) const;

 private:
  struct Row {
    const scrape::Definition* definition;
    const scrape::ExportRule* rule;
    std::vector<std::uint32_t> pointers;  // ends of rule->holds in the format's tree
  };
  struct Heads {  // of all rules of one format
    Paths paths;
    std::vector<std::string_view> pointers;
  };
  int score(const Row& row, std::string_view name, const std::vector<bool>& found) const;

  std::vector<Row> rows_;
  Heads json_, csv_, xml_;
};

/// What format a file is of, by its beginning and ending; nothing for what holds no records.
std::optional<scrape::ExportFormat> format_of(std::string_view name, std::string_view head);

/// True for endings of files that may hold words, and for none: the others (photos, films) are not opened.
bool may_hold_words(std::string_view name);

/// True for the endings of archives.
bool is_archive_name(std::string_view name);

}  // namespace gh::takeout
