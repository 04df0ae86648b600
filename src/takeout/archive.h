// A zip, a tar.gz, a folder or one file as a row of files that are read one after the other, and never
// written anywhere. What tries to cost more than Limits allow, or to lead somewhere else, is refused with
// words for the person, and the rest is read on. Knows nothing of platforms or of what files hold.
// Zips are read through libzip, which tells the packed sizes before a byte is unpacked: files that overlap
// add up to more than the archive. tar and gzip are read through libarchive, with everything else that it
// knows turned off.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "takeout/limits.h"

namespace gh::takeout {

/// One file of an archive.
struct Entry {
  std::string name;                    // with "/" between folders, as the archive writes it
  std::uint64_t claimed = 0;           // bytes, as the archive says
  std::optional<base::Error> refusal;  // why it must not be read
};

class Archive {
 public:
  virtual ~Archive() = default;

  /// The next file; nothing at the end. Folders are passed over.
  /// err: the rest of the archive cannot be read: it is damaged or cut off
  virtual base::Result<std::optional<Entry>> next() = 0;

  /// Reads on in the file that next() gave: how many bytes, 0 at its end.
  /// err: this file cannot be read on; next() goes on behind it
  virtual base::Result<std::size_t> read(std::span<char> into) = 0;

  /// How much of the archive is behind us, from 0 to 1.
  virtual double done() const = 0;
};

/// Opens what lies there, by what it is and not by its name.
/// err: no_input when nothing is there; bad_data for a damaged archive, or one that is made to do harm
base::Result<std::unique_ptr<Archive>> open_archive(const std::filesystem::path& path, const Limits& limits);

/// The same for bytes that came through a pipe, as one file of that name.
std::unique_ptr<Archive> archive_of_bytes(std::string name, std::string bytes);

}  // namespace gh::takeout
