// The commands about pages: accounts, scan, import, report, inspect, audit. Words for people go to `err`
// while work goes on, data and results to `out`.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"

namespace gh::cli {

/// Where a command talks to. `in` is read only where something must be asked.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// `glasshouse accounts`: add, list, confirm, reject, remove.
struct AccountsOptions {
  std::string action = "list";
  std::vector<std::string>
      what;              // addresses or platform:handle for add; numbers, addresses, … for the others
  std::string platform;  // --platform ID: which definition reads the address
  bool json = false;
};
base::ExitCode run_accounts(const app::House& house, const AccountsOptions& options, const Streams& streams);

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
};
base::ExitCode run_scan_command(const app::House& house, const ScanCommandOptions& options,
                                const Streams& streams);

/// `glasshouse import FILE…`.
struct ImportCommandOptions {
  std::vector<std::string> files;
  std::string account;
  std::string url;
  bool json = false;
};
base::ExitCode run_import(const app::House& house, const ImportCommandOptions& options,
                          const Streams& streams);

/// `glasshouse report`.
struct ReportOptions {
  std::string format = "text";
  std::string output;  // --output FILE: instead of `out`; made with mode 0600
  std::string fail_on = "aware";
  bool plain = false;
};
base::ExitCode run_report(const app::House& house, const ReportOptions& options, const Streams& streams);

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
  bool lines = false;  // --jsonl
  unsigned jobs = 1;
};
base::ExitCode run_inspect(const app::House& house, const InspectOptions& options, const Streams& streams);

/// `glasshouse audit`: the checklist, then a scan, then the report on the screen and as an HTML file.
struct AuditOptions {
  NetworkOptions network;
  std::string answers_file;
  std::string output;  // --output FILE: the HTML report; "" for audit-DATE.html among the person's data
  bool plain = false;
};
base::ExitCode run_audit(const app::House& house, const AuditOptions& options, const Streams& streams);

}  // namespace gh::cli
