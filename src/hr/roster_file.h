// A roster from its place on disk, read with the headings of a preset, of the officer's own, or all we know.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hr/roster.h"

namespace gh::hr {

struct RosterSource {
  std::filesystem::path file;
  std::string preset;                // "google-workspace"; empty for data/roster.toml, which knows them all
  std::vector<std::string> columns;  // "email=Work Address": said by hand
  std::optional<std::string> bytes = {};  // of an upload: read instead of the file, which is its name only
};

/// err: usage for an unknown preset (all that there are, are in the words), no_input, bad_data
base::Result<RosterBook> load_book(const std::filesystem::path& share, const RosterSource& source);

/// A staff system whose headings are known: "sims", "SIMS (Capita/ESS)".
struct RosterPreset {
  std::string id, title;
};

/// in order of their ids. err: those of load_book()
base::Result<std::vector<RosterPreset>> roster_presets(const std::filesystem::path& share);

/// As read_roster(), with the file's name in the error.
base::Result<Roster> read_roster_file(const std::filesystem::path& share, const RosterSource& source,
                                      const std::function<void(StaffMember&&)>& take);

}  // namespace gh::hr
