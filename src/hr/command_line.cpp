#include "hr/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <ostream>

#include "base/file.h"
#include "base/text.h"
#include "base/version.h"
#include "hr/roster_command.h"

namespace gh::hr {
namespace {

std::string version_words() {
  return fmt::format("glasshouse-hr {}\nCLI11 {}, fmt {}.{}.{}\n", base::version(), CLI11_VERSION,
                     FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100);
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

}  // namespace

base::ExitCode run(std::vector<std::string> words, std::ostream& out, std::ostream& err) {
  CLI::App app("Ask everybody once a year, and learn nothing else.", "glasshouse-hr");
  app.set_version_flag("--version", version_words());
  app.set_help_all_flag("--help-all", "Help for every command");
  app.require_subcommand(1);

  CLI::App* roster = app.add_subcommand("roster", "The list of staff, as a CSV file");
  roster->require_subcommand(1);
  RosterCheckOptions check;
  CLI::App* roster_check =
      roster->add_subcommand("check", "Say how a file would be read, and name every bad row");
  roster_check->add_option("FILE", check.file, "CSV file as your staff system exports it")->required();
  roster_check->add_flag("--json", check.json, "The same for machines");

  if (const auto ended = parse(app, std::move(words), out, err)) return *ended;
  return check_roster(base::shared_folder(), check, out, err);
}

}  // namespace gh::hr
