// A roster from its place on disk, read with the headings of a preset, of the officer's own, or all we know.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "hr/roster.h"

namespace gh::hr {

struct RosterSource {
  std::filesystem::path file;
  std::string preset;                // "google-workspace"; empty for data/roster.toml, which knows them all
  std::vector<std::string> columns;  // "email=Work Address": said by hand
};

/// err: usage for an unknown preset (all that there are, are in the words), no_input, bad_data
base::Result<RosterBook> load_book(const std::filesystem::path& share, const RosterSource& source);

/// As read_roster(), with the file's name in the error.
base::Result<Roster> read_roster_file(const std::filesystem::path& share, const RosterSource& source,
                                      const std::function<void(StaffMember&&)>& take);

}  // namespace gh::hr
