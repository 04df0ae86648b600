// A whole data export, or one file of it, to Profiles: every file that some definition's [[export]] tables
// know, read one after the other in little memory. What cannot be read is told and does not end the rest.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/visibility.h"
#include "scrape/definition.h"
#include "scrape/profile.h"
#include "takeout/archive.h"
#include "takeout/export_book.h"
#include "takeout/saved_page.h"

namespace gh::takeout {

/// A part of what a file says: fields, or some posts, all of which the same people can see.
struct ExportPart {
  const scrape::Definition* definition = nullptr;
  std::string file;  // its name in the archive
  base::Visibility seen_by = base::Visibility::unknown;
  scrape::Profile profile;
};

/// A file that is a page, in an export that is made of pages.
struct ExportPage {
  const scrape::Definition* definition = nullptr;
  base::Visibility seen_by = base::Visibility::unknown;
  SavedPage page;
};

/// Whose export it is, as one of its files says.
struct ExportOwner {
  const scrape::Definition* definition = nullptr;
  std::string handle;
  std::string address;
};

/// What became of one file.
enum class FileState {
  read,       // to its end
  partly,     // something in it was left out, or it broke off
  refused,    // not opened: it would do harm, cost too much, or is locked
  not_known,  // no rule says what is in it
};
std::string_view name(FileState state);  // "read", "partly", "refused", "not_known"

struct FileReport {
  std::string file;
  FileState state = FileState::not_known;
  const scrape::Definition* definition = nullptr;  // whose rules read it
  std::size_t records = 0;
  std::size_t left_out = 0;
  std::string detail;  // why it is not "read", in a sentence for the person; may be empty
};

/// Who is told what while an export is read. All must be given.
struct ExportListener {
  std::function<void(ExportPart&&)> part;
  std::function<void(const ExportOwner&)> owner;
  std::function<void(ExportPage&&)> page;
  std::function<void(FileReport&&)> file;
  std::function<void(double done, std::uint64_t bytes)> progress;  // from time to time
};

struct ExportSummary {
  std::size_t files = 0;               // that the archive has
  std::size_t of_no_use = 0;           // photos and the like: not opened
  std::size_t known = 0;               // that some rule read
  std::uint64_t bytes = 0;             // that were unpacked and looked at
  std::optional<base::Error> trouble;  // why the archive was not read to its end
};

/// Reads all of it once.
ExportSummary read_export(Archive& archive, const ExportBook& book, const Limits& limits,
                          const ExportListener& listener);

}  // namespace gh::takeout
