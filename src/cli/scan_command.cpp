#include "cli/scan_command.h"

#include <algorithm>
#include <fmt/format.h>
#include <istream>
#include <ostream>

#include "app/accounts.h"
#include "app/reporting.h"
#include "app/scan.h"
#include "base/text.h"
#include "cli/checklist_command.h"
#include "cli/linked_places.h"
#include "cli/terminal.h"
#include "report/report.h"

namespace gh::cli {
namespace {

using base::ExitCode;

base::Result<std::vector<net::AllowedHost>> allowed_hosts(const NetworkOptions& options) {
  std::vector<net::AllowedHost> hosts;
  for (const std::string& text : options.allowed_hosts) {
    auto host = net::parse_allowed_host(text);
    if (!host) return host.error();
    hosts.push_back(std::move(*host));
  }
  return hosts;
}

base::Result<app::ScanOptions> scan_options(const NetworkOptions& network) {
  app::ScanOptions options;
  auto hosts = allowed_hosts(network);
  if (!hosts) return hosts.error();
  if (network.pause_milliseconds < 0)
    return usage("--pause cannot be less than 0", "give milliseconds, like 2000");
  options.allowed_hosts = std::move(*hosts);
  options.ca_file = network.ca_file;
  options.manners.pause = std::chrono::milliseconds(network.pause_milliseconds);
  return options;
}

void announce(const app::ScanPlan& plan, std::ostream& err) {
  const auto fetched = std::count_if(plan.targets.begin(), plan.targets.end(),
                                     [](const auto& target) { return target.fetch; });
  if (plan.hosts.empty()) {
    err << "No page will be fetched.\n";
    return;
  }
  err << fmt::format("{} will be fetched, from {} only:\n",
                     fetched == 1 ? "1 page" : fmt::format("{} pages", fetched),
                     plan.hosts.size() == 1 ? "this host" : "these hosts");
  for (const std::string& host : plan.hosts) err << "  " << base::for_terminal(host) << '\n';
}

// The scan itself, announced and told line by line; used by `scan` and `audit`.
base::Result<assess::Audit> scan(const app::House& house, const app::PageReader& reader,
                                 const app::ScanPlan& plan, const app::ScanOptions& options, bool json,
                                 const Streams& streams) {
  announce(plan, streams.err);
  std::vector<LinkedPlace> linked;
  auto audit = app::run_scan(
      house, reader, plan, options,
      [&](const assess::AccountResult& result) {
        if (json) {
          streams.out << app::result_json(result) << std::endl;
        } else {
          streams.err << result_line(result) << std::endl;
        }
      },
      [&](const assess::Account& from, const std::vector<assess::Account>& places) {
        for (const assess::Account& place : places) linked.push_back({from, place});
      });
  if (audit) {
    if (auto asked = ask_about_linked(house, linked, streams); !asked) return asked.error();
  }
  return audit;
}

base::Result<std::vector<std::int64_t>> account_numbers(const app::House& house,
                                                        const std::vector<std::string>& typed) {
  std::vector<std::int64_t> numbers;
  for (const std::string& word : typed) {
    const auto account = app::find_account(house, word);
    if (!account) return account.error();
    numbers.push_back(account->id);
  }
  return numbers;
}

// Asks before the first page is fetched, where there is somebody to ask: they may have stopped the checklist
// half way.
bool may_go_on(const app::ScanPlan& plan, const Streams& streams) {
  if (!is_terminal(streams.in) || plan.hosts.empty()) return true;
  const auto said = ask(streams.in, streams.out, "Look at your pages now? Enter for yes, n for no: ");
  if (said && (said->empty() || base::lower_ascii(*said).starts_with('y'))) return true;
  streams.out << "No page was fetched. Go on at any time with: glasshouse audit\n";
  return false;
}

std::string report_text(const assess::Assessment& assessment, const Terminal& terminal) {
  return report::render_text(assessment, {terminal.colours, terminal.columns});
}

}  // namespace

ExitCode run_scan_command(const app::House& house, const ScanCommandOptions& options,
                          const Streams& streams) {
  const auto fail_on = severity_named(options.fail_on);
  if (!fail_on) return fail(streams, fail_on.error());
  auto how = scan_options(options.network);
  if (!how) return fail(streams, how.error());
  auto only = account_numbers(house, options.accounts);
  if (!only) return fail(streams, only.error());
  how->only = std::move(*only);
  const auto reader = app::PageReader::load(house, {.caged = !options.no_cage});
  if (!reader) return fail(streams, reader.error());
  const auto plan = app::plan_scan(house, *reader, *how);
  if (!plan) return fail(streams, plan.error());
  if (options.network.explain) {
    announce(*plan, streams.out);
    return ExitCode::done;
  }
  if (plan->targets.empty())
    return fail(streams, {base::ErrorKind::no_input, "no account to look at", "",
                          "add one with: glasshouse accounts add ADDRESS"});
  const auto audit = scan(house, *reader, *plan, *how, options.json, streams);
  if (!audit) return fail(streams, audit.error());
  const auto assessment = app::assess_latest(house);
  if (!assessment) return fail(streams, assessment.error());
  if (!options.json) streams.err << "See what was found with: glasshouse report\n";
  return exit_code(app::verdict(*assessment, *fail_on));
}

ExitCode run_audit(const app::House& house, const AuditOptions& options, const Streams& streams) {
  const auto how = scan_options(options.network);
  if (!how) return fail(streams, how.error());
  const auto reader = app::PageReader::load(house);
  if (!reader) return fail(streams, reader.error());
  if (options.network.explain) {
    const auto plan = app::plan_scan(house, *reader, *how);
    if (!plan) return fail(streams, plan.error());
    announce(*plan, streams.out);
    return ExitCode::done;
  }
  ChecklistOptions checklist;
  checklist.plain = options.plain;
  checklist.answers_file = options.answers_file;
  if (const ExitCode walked = run_checklist(house, checklist, streams.in, streams.out, streams.err);
      walked != ExitCode::done)
    return walked;
  const auto plan = app::plan_scan(house, *reader, *how);
  if (!plan) return fail(streams, plan.error());
  if (options.answers_file.empty() && !may_go_on(*plan, streams)) return ExitCode::done;
  if (const auto audit = scan(house, *reader, *plan, *how, false, streams); !audit)
    return fail(streams, audit.error());
  const auto assessment = app::assess_latest(house);
  if (!assessment) return fail(streams, assessment.error());
  streams.out << report_text(*assessment, terminal_for(streams.out, options.plain));
  const std::string file =
      options.output.empty()
          ? (house.home.data / ("audit-" + base::format_day(house.today) + ".html")).string()
          : options.output;
  if (auto written = base::write_file(file, report::render_html(*assessment, {}), /*secret=*/true); !written)
    return fail(streams, written.error());
  streams.out << "\nThe same as a page to read, print or keep: " << file << '\n';
  return exit_code(app::verdict(*assessment, checklist::Severity::aware));
}

}  // namespace gh::cli
