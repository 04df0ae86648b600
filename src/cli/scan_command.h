// `glasshouse scan` and `glasshouse audit`: the commands that use the network. Both name every host before
// they ask it.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

/// What commands that use the network share.
struct NetworkOptions {
  std::vector<std::string> allowed_hosts;  // --allow-host HOST:PORT
  std::string ca_file;                     // --ca-file PEM
  bool explain = false;                    // --explain-network: print the hosts and stop
  int pause_milliseconds = 2'000;          // --pause: between two requests to one host
};

/// `glasshouse scan`.
struct ScanCommandOptions {
  NetworkOptions network;
  std::vector<std::string> accounts;  // --account: only these
  std::string fail_on = "aware";      // --fail-on SEVERITY
  bool json = false;
  bool plain = false;
  bool no_cage = false;  // read pages in this process; for tests
};
base::ExitCode run_scan_command(const app::House& house, const ScanCommandOptions& options,
                                const Streams& streams);

/// `glasshouse audit`: the checklist, then a scan, then the report on the screen and as an HTML file.
struct AuditOptions {
  NetworkOptions network;
  std::string answers_file;
  std::string output;  // --output FILE: the HTML report; "" for audit-DATE.html among the person's data
  bool plain = false;
};
base::ExitCode run_audit(const app::House& house, const AuditOptions& options, const Streams& streams);

}  // namespace gh::cli
