// `glasshouse import`: saved pages and data exports.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

/// `glasshouse import FILE…`.
struct ImportCommandOptions {
  std::vector<std::string> files;
  std::string account;
  std::string url;
  bool json = false;
  bool no_cage = false;  // read pages in this process; for tests
};
base::ExitCode run_import(const app::House& house, const ImportCommandOptions& options,
                          const Streams& streams);

}  // namespace gh::cli
