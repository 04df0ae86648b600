#include "hr/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>
#include <ostream>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"
#include "hr/commands/commands.h"

namespace gh::hr {
namespace {

std::string version_words() {
  return fmt::format("glasshouse-hr {}\nCLI11 {}, fmt {}.{}.{}, {}\n", base::version(), CLI11_VERSION,
                     FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100, ledger_libraries());
}

// CLI11 ends parsing by throwing, for --help and --version too; nothing of that leaves this function.
// Nothing when there is a command to do; else what the program ends with.
std::optional<base::ExitCode> parse(CLI::App& app, std::vector<std::string> words, std::ostream& out,
                                    std::ostream& err) {
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    app.parse(words);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    out << app.help();
  } catch (const CLI::CallForAllHelp&) {
    out << app.help("", CLI::AppFormatMode::All);
  } catch (const CLI::CallForVersion&) {
    out << version_words();
  } catch (const CLI::ParseError& error) {
    err << base::for_terminal(error.what()) << "\nTo see what can be written: glasshouse-hr --help\n";
    return base::ExitCode::usage;
  }
  return base::ExitCode::done;
}

// As typed, before it is understood.
struct Typed {
  std::string ledger, today, who;
  bool json = false;
};

base::Result<Setting> understand(const Typed& typed) {
  Setting setting{base::shared_folder(), typed.ledger, {}, 0, typed.who};
  if (setting.ledger.empty()) setting.ledger = (base::home_in("").data / "hr" / "ledger.db").string();
  const char* user = std::getenv("USER");
  if (setting.who.empty()) setting.who = user == nullptr ? "command line" : user;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  setting.today = std::chrono::floor<std::chrono::days>(now);
  const auto since_midnight = now - setting.today;
  if (!typed.today.empty()) {
    const auto today = day_typed(typed.today, "--today");
    if (!today) return today.error();
    setting.today = *today;
  }
  setting.now = (setting.today + since_midnight).time_since_epoch().count();
  return setting;
}

base::ExitCode fail(const base::Error& error, std::ostream& err) {
  err << sentence(error) << "\n";
  return exit_code(error.kind);
}

base::ExitCode print(const Answer& answer, bool json, std::ostream& out) {
  if (json && !answer.raw) {
    ordered_json all{{"schema", base::json_schema}};
    all.update(answer.json);
    out << base::write_json(all) << "\n";
  } else {
    out << answer.text;
  }
  out << std::flush;
  return out ? answer.code : base::ExitCode::cannot_write;
}

}  // namespace

base::ExitCode run(std::vector<std::string> words, std::ostream& out, std::ostream& err) {
  CLI::App app("Ask everybody once a year, and learn nothing else.", "glasshouse-hr");
  app.set_version_flag("--version", version_words());
  app.set_help_all_flag("--help-all", "Help for every command");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "A year, from the start:\n"
      "  glasshouse-hr roster import staff.csv\n"
      "  glasshouse-hr campaign new --name \"Autumn 2026\" --opens 2026-11-02 --deadline 2026-12-11\n"
      "  glasshouse-hr campaign preview\n"
      "  glasshouse-hr campaign confirm --people 1187\n"
      "  glasshouse-hr remind plan             every morning; a missed day does no harm\n"
      "  glasshouse-hr figures --by school     may be shown to anybody\n"
      "  glasshouse-hr campaign close");
  Typed typed;
  app.add_option("--ledger", typed.ledger, "The ledger: a file, or postgresql://USER@HOST/DATABASE");
  app.add_option("--today", typed.today, "Take this for today, like 2026-11-02");
  app.add_option("--as", typed.who, "Whose act this is, for the record");
  app.add_flag("--json", typed.json, "The answer for machines");
  for (const char* option : {"--ledger", "--today", "--as"})  // of several the last counts
    app.get_option(option)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  Work work;
  for (const auto add : {add_roster, add_campaign, add_remind, add_figures, add_person, add_notes, add_duties,
                         add_mail, add_receipts, add_users, add_acts, add_desk})
    add(app, work);

  if (const auto ended = parse(app, std::move(words), out, err)) return *ended;
  const auto setting = understand(typed);
  if (!setting) return fail(setting.error(), err);
  const auto answer = work(*setting);
  if (!answer) return fail(answer.error(), err);
  return print(*answer, typed.json, out);
}

}  // namespace gh::hr
