// `glasshouse-hr roster`: looks at a roster before anything is done with it.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "base/exit_code.h"

namespace gh::hr {

struct RosterCheckOptions {
  std::filesystem::path file;
  bool json = false;
};

/// Reads the file, says how its columns were understood, counts the good rows and names every bad one. Keeps
/// nothing. `share` is the folder with data/roster.toml.
/// returns done when every row is good; partly_unchecked when some are bad; bad_data for a file that is no
/// roster, no_input when there is none, bad_configuration for a bad roster.toml
base::ExitCode check_roster(const std::filesystem::path& share, const RosterCheckOptions& options,
                            std::ostream& out, std::ostream& err);

}  // namespace gh::hr
