// `glasshouse report`: the latest audit and the checklist, written down.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

/// `glasshouse report`.
struct ReportOptions {
  std::string format = "text";
  std::string output;  // --output FILE: instead of `out`; made with mode 0600
  std::string fail_on = "aware";
  bool plain = false;
};
base::ExitCode run_report(const app::House& house, const ReportOptions& options, const Streams& streams);

}  // namespace gh::cli
