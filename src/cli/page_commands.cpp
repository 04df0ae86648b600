#include "cli/page_commands.h"

#include <algorithm>
#include <fmt/format.h>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/accounts.h"
#include "app/import.h"
#include "app/inspect.h"
#include "app/reporting.h"
#include "app/scan.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/checklist_command.h"
#include "cli/terminal.h"
#include "report/report.h"

namespace gh::cli {
namespace {

using base::ExitCode;

ExitCode fail(const Streams& streams, const base::Error& error) {
  // An error about a definition file has a line for each mistake; each is made harmless by itself.
  const std::string words = base::sentence(error);
  for (std::string_view line : base::split(words, '\n'))
    streams.err << "glasshouse: " << base::for_terminal(line) << '\n';
  return base::exit_code(error.kind);
}

base::Error usage(std::string what, std::string hint) {
  return {base::ErrorKind::usage, std::move(what), "", std::move(hint)};
}

base::Result<checklist::Severity> severity_named(const std::string& word) {
  for (const auto severity : {checklist::Severity::aware, checklist::Severity::duty,
                              checklist::Severity::expose, checklist::Severity::breach}) {
    if (checklist::name(severity) == word) return severity;
  }
  return usage("--fail-on cannot be \"" + base::for_terminal(word) + "\"",
               "write aware, duty, expose or breach");
}

ExitCode exit_code(app::Verdict verdict) {
  switch (verdict) {
    case app::Verdict::exposed:
      return ExitCode::exposed;
    case app::Verdict::partly_unchecked:
      return ExitCode::partly_unchecked;
    case app::Verdict::nothing_exposed:
      return ExitCode::done;
  }
  return ExitCode::failed;
}

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

std::string state_words(base::State state) {
  std::string words(base::name(state));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string result_line(const assess::AccountResult& result) {
  const auto own =
      std::count_if(result.findings.begin(), result.findings.end(),
                    [](const detect::Finding& finding) { return finding.whose == detect::Whose::self; });
  std::string line = fmt::format("  {:<14} {}", state_words(result.state), app::describe(result.account));
  if (own > 0) line += fmt::format(": {} found", own);
  if (result.state != base::State::found)
    line += "\n                 " +
            (result.detail.empty() ? std::string(base::meaning(result.state)) : result.detail);
  return base::for_terminal(line.substr(0, line.find('\n'))) +
         (line.find('\n') == std::string::npos ? "" : "\n" + line.substr(line.find('\n') + 1));
}

void print_findings(const std::vector<detect::Finding>& findings, std::ostream& out) {
  for (const detect::Finding& finding : findings) {
    out << fmt::format(
        "  {} {}{}: \"{}\" in {} (bytes {} to {}; {}, {}, rule {}, clause {})\n", detect::title(finding.kind),
        base::for_terminal(finding.value), finding.whose == detect::Whose::other ? " of somebody else" : "",
        base::for_terminal(base::shorten(finding.evidence.text, 120)), finding.evidence.field,
        finding.evidence.start, finding.evidence.end, detect::name(finding.certainty),
        finding.hidden ? "not shown on screen" : "shown on screen", finding.rule, finding.clause);
  }
}

ExitCode add_accounts(const app::House& house, const app::PageReader& reader, const AccountsOptions& options,
                      const Streams& streams) {
  if (options.what.empty())
    return fail(streams, usage("nothing to add", "give the address of your page, or platform:handle"));
  bool banned = false;
  for (const std::string& typed : options.what) {
    const auto added = app::add_account(house, reader, typed, options.platform);
    if (!added) return fail(streams, added.error());
    streams.out << fmt::format("{} {}: {}\n", added->was_known ? "Known already," : "Added",
                               added->account.id, base::for_terminal(app::describe(added->account)));
    if (added->fetch != scrape::FetchPolicy::automatic) {
      streams.out << "  " << added->platform_name
                  << " asks programs to stay out: save your page from a private window and use: glasshouse "
                     "import FILE\n";
    }
    for (const detect::Finding& finding : added->findings) {
      banned = true;
      streams.out << fmt::format(
          "  The name \"{}\" holds the name of your trust or school. The policy does not allow that ({}): "
          "change it.\n",
          base::for_terminal(finding.value), finding.clause);
    }
  }
  return banned ? ExitCode::exposed : ExitCode::done;
}

ExitCode list_accounts(const app::House& house, bool json, const Streams& streams) {
  const auto accounts = app::list_accounts(house);
  if (!accounts) return fail(streams, accounts.error());
  auto rows = nlohmann::ordered_json::array();
  for (const assess::Account& account : *accounts) {
    rows.push_back({{"account", account.id},
                    {"platform", account.platform},
                    {"handle", account.handle},
                    {"url", account.url},
                    {"ownership", assess::name(account.ownership)},
                    {"added", base::format_day(account.added)}});
    if (!json) {
      streams.out << fmt::format("{:>4}  {:<11}  {}\n", account.id, assess::name(account.ownership),
                                 base::for_terminal(app::describe(account)));
    }
  }
  if (json) streams.out << base::write_json({{"schema", base::json_schema}, {"accounts", rows}}) << '\n';
  if (!json && accounts->empty())
    streams.out << "No accounts yet. Add one with: glasshouse accounts add ADDRESS\n";
  return ExitCode::done;
}

ExitCode change_accounts(const app::House& house, const AccountsOptions& options, const Streams& streams) {
  if (options.what.empty())
    return fail(streams, usage("which account?", "give its number from: glasshouse accounts list"));
  for (const std::string& typed : options.what) {
    const auto account = app::find_account(house, typed);
    if (!account) return fail(streams, account.error());
    const auto done = options.action == "remove"
                          ? app::remove_account(house, *account)
                          : app::set_ownership(house, *account,
                                               options.action == "confirm" ? assess::Ownership::confirmed
                                                                           : assess::Ownership::rejected);
    if (!done) return fail(streams, done.error());
    streams.out << fmt::format("{}: {}\n",
                               options.action == "remove"    ? "Removed"
                               : options.action == "confirm" ? "Yours"
                                                             : "Not yours",
                               base::for_terminal(app::describe(*account)));
  }
  return ExitCode::done;
}

// The scan itself, announced and told line by line; used by `scan` and `audit`.
base::Result<assess::Audit> scan(const app::House& house, const app::PageReader& reader,
                                 const app::ScanPlan& plan, const app::ScanOptions& options, bool json,
                                 const Streams& streams) {
  announce(plan, streams.err);
  return app::run_scan(house, reader, plan, options, [&](const assess::AccountResult& result) {
    if (json) {
      streams.out << app::result_json(result) << std::endl;
    } else {
      streams.err << result_line(result) << std::endl;
    }
  });
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

std::string report_text(const assess::Assessment& assessment, const Terminal& terminal) {
  return report::render_text(assessment, {terminal.colours, terminal.columns});
}

base::Result<detect::Case> inspect_case(const InspectOptions& options, base::Day today) {
  detect::Case of;
  of.as_of = today;
  if (!options.person.empty()) {
    const auto toml = base::read_file(options.person, std::size_t{1} << 20);
    if (!toml) return toml.error();
    auto person = base::read_person(*toml, options.person);
    if (!person) return person.error();
    of.person = std::move(*person);
  }
  if (!options.as_of.empty()) {
    const auto day = base::parse_day(options.as_of);
    if (!day) return usage("--as-of is not a day", "write it like 2025-09-01");
    of.as_of = *day;
  }
  if (!options.published.empty()) {
    of.published = base::parse_day(options.published);
    if (!of.published) return usage("--published is not a day", "write it like 2025-09-01");
  }
  return of;
}

// Content type by the name of the file; "" lets the reader look at the bytes.
std::string content_type_of(const std::string& file) {
  const std::string lower = base::lower_ascii(file);
  if (lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml")) return "text/html";
  if (lower.ends_with(".json")) return "application/json";
  return lower.ends_with(".txt") ? "text/plain" : "";
}

ExitCode inspect_lines(const app::House& house, const app::PageReader& reader, const InspectOptions& options,
                       const Streams& streams) {
  const app::InspectTally tally =
      app::inspect_lines(reader, streams.in, streams.out, house.today, options.jobs);
  if (tally.bad_lines > 0) {
    streams.err << fmt::format(
        "glasshouse: {} of {} lines could not be read; each has its own error in the output\n",
        tally.bad_lines, tally.documents);
    return ExitCode::partly_unchecked;
  }
  if (tally.not_read > 0) return ExitCode::partly_unchecked;
  return ExitCode::done;
}

}  // namespace

ExitCode run_accounts(const app::House& house, const AccountsOptions& options, const Streams& streams) {
  if (options.action == "list") return list_accounts(house, options.json, streams);
  if (options.action != "add") return change_accounts(house, options, streams);
  const auto reader = app::PageReader::load(house);
  if (!reader) return fail(streams, reader.error());
  return add_accounts(house, *reader, options, streams);
}

ExitCode run_scan_command(const app::House& house, const ScanCommandOptions& options,
                          const Streams& streams) {
  const auto fail_on = severity_named(options.fail_on);
  if (!fail_on) return fail(streams, fail_on.error());
  auto how = scan_options(options.network);
  if (!how) return fail(streams, how.error());
  auto only = account_numbers(house, options.accounts);
  if (!only) return fail(streams, only.error());
  how->only = std::move(*only);
  const auto reader = app::PageReader::load(house);
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

ExitCode run_import(const app::House& house, const ImportCommandOptions& options, const Streams& streams) {
  const auto reader = app::PageReader::load(house);
  if (!reader) return fail(streams, reader.error());
  bool unread = false, exposed = false;
  for (const std::string& file : options.files) {
    const auto imported = app::import_pages(house, *reader, file, {options.account, options.url});
    if (!imported) return fail(streams, imported.error());
    for (const app::Imported& one : *imported) {
      unread = unread || one.result.state != base::State::found;
      exposed = exposed || std::any_of(one.result.findings.begin(), one.result.findings.end(),
                                       [](const detect::Finding& finding) {
                                         return finding.whose == detect::Whose::self;
                                       });
      if (options.json) {
        streams.out << app::result_json(one.result) << '\n';
      } else {
        streams.out << result_line(one.result) << '\n';
      }
    }
  }
  return exposed ? ExitCode::exposed : unread ? ExitCode::partly_unchecked : ExitCode::done;
}

ExitCode run_report(const app::House& house, const ReportOptions& options, const Streams& streams) {
  const report::Format* format = report::format_named(options.format);
  if (format == nullptr) {
    std::vector<std::string> names;
    for (const report::Format& known : report::formats()) names.emplace_back(known.name);
    return fail(streams, usage("no report format is called \"" + base::for_terminal(options.format) + "\"",
                               "write one of " + base::join(names, ", ")));
  }
  const auto fail_on = severity_named(options.fail_on);
  if (!fail_on) return fail(streams, fail_on.error());
  const auto assessment = app::assess_latest(house);
  if (!assessment) return fail(streams, assessment.error());
  const Terminal terminal = terminal_for(streams.out, options.plain);
  const std::string text =
      format->render(*assessment, {terminal.colours && options.output.empty(), terminal.columns});
  if (options.output.empty()) {
    streams.out << text;
  } else if (auto written = base::write_file(options.output, text, /*secret=*/true); !written) {
    return fail(streams, written.error());
  } else {
    streams.err << "Report written to " << options.output << '\n';
  }
  return exit_code(app::verdict(*assessment, *fail_on));
}

ExitCode run_inspect(const app::House& house, const InspectOptions& options, const Streams& streams) {
  const auto fail_on = severity_named(options.fail_on);
  if (!fail_on) return fail(streams, fail_on.error());
  const auto reader = app::PageReader::load(house);
  if (!reader) return fail(streams, reader.error());
  if (options.lines) return inspect_lines(house, *reader, options, streams);
  const auto of = inspect_case(options, house.today);
  if (!of) return fail(streams, of.error());
  if (options.files.empty())
    return fail(streams, usage("no file to inspect", "name one, or - for standard input"));
  bool exposed = false, unread = false;
  for (const std::string& file : options.files) {
    const auto bytes = base::read_file(file, std::size_t{64} << 20);
    if (!bytes) return fail(streams, bytes.error());
    const app::PageReport report =
        reader->read(*bytes, content_type_of(file), options.url, options.platform, *of);
    unread = unread || report.state != base::State::found;
    exposed = exposed ||
              std::any_of(report.findings.begin(), report.findings.end(), [](const detect::Finding& finding) {
                return finding.whose == detect::Whose::self;
              });
    if (options.json) {
      streams.out << app::report_json(file, report) << '\n';
      continue;
    }
    streams.out << fmt::format("{}: {}\n", base::for_terminal(file),
                               report.state == base::State::found && report.findings.empty()
                                   ? "read; nothing found that we know of"
                                   : state_words(report.state));
    if (report.state != base::State::found) streams.out << "  " << base::meaning(report.state) << '\n';
    print_findings(report.findings, streams.out);
  }
  return exposed ? ExitCode::exposed : unread ? ExitCode::partly_unchecked : ExitCode::done;
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
