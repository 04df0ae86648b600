// `glasshouse inspect`: one page, or many documents, with nothing kept.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

/// `glasshouse inspect`.
struct InspectOptions {
  std::vector<std::string> files;
  std::string person;  // --person me.toml
  std::string url;
  std::string published;  // --published DATE
  std::string as_of;      // --as-of DATE
  std::string platform;   // --platform ID
  std::string fail_on = "aware";
  bool json = false;
  bool why = false;    // a sentence with each finding
  bool lines = false;  // --jsonl
  unsigned jobs = 1;
  bool no_cage = false;  // read pages in this process; for tests
};
base::ExitCode run_inspect(const app::House& house, const InspectOptions& options, const Streams& streams);

}  // namespace gh::cli
