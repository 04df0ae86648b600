// `glasshouse`: words on the command line in, one call into src/cli's commands, exit code out.
#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <iostream>

#include "app/page_reader.h"
#include "app/versions.h"
#include "base/exit_code.h"
#include "base/file.h"
#include "cli/accounts_command.h"
#include "cli/checklist_command.h"
#include "cli/definitions_command.h"
#include "cli/facts_command.h"
#include "cli/finish_command.h"
#include "cli/import_command.h"
#include "cli/inspect_command.h"
#include "cli/lexicon_command.h"
#include "cli/me_command.h"
#include "cli/report_command.h"
#include "cli/scan_command.h"
#include "cli/search_command.h"

namespace {

using namespace gh;
using base::ExitCode;
using cli::Streams;

// What is true for every command.
struct Common {
  std::string home;
  std::string as_of;
  bool plain = false;
};

app::House house_of(const Common& common) {
  base::Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  if (const auto day = base::parse_day(common.as_of)) today = *day;
  return {base::home_in(common.home), base::shared_folder(), today};
}

void add_no_cage(CLI::App& command, bool& no_cage) {
  command.add_flag("--no-cage", no_cage, "Read pages in this process (for tests)")->group("");
}

void add_trust(CLI::App& command, cli::NetworkOptions& options) {
  command.add_option("--allow-host", options.allowed_hosts,
                     "Open exactly this private address, HOST:PORT (may be repeated)");
  command.add_option("--ca-file", options.ca_file, "Trust the certificates in this PEM file too")
      ->check(CLI::ExistingFile);
}

void add_network(CLI::App& command, cli::NetworkOptions& options) {
  add_trust(command, options);
  command.add_option("--pause", options.pause_milliseconds, "Milliseconds between two requests to one host")
      ->capture_default_str();
  command.add_flag("--explain-network", options.explain, "Print the hosts that would be asked, and stop");
}

// Each adds one command; `chosen` runs it after the words are read.
using Run = std::function<ExitCode(const app::House&, const Streams&)>;

void add_checklist(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand(
      "checklist", "Answer the policy's questions, one at a time; stop and go on as you like");
  auto options = std::make_shared<cli::ChecklistOptions>();
  command->add_option("--checklist", options->checklist, "Id of the checklist")->capture_default_str();
  command->add_option("--answers", options->answers_file,
                      "Take over answers from a file (TOML; - for standard input)");
  command->add_flag("--list", options->list, "Show every question and how it stands");
  command->add_flag("--json", options->json, "The same for machines");
  command->add_flag("--review", options->review, "Go through all questions again");
  command->add_option("--section", options->section, "Begin at this section");
  command->callback([&chosen, &common, options] {
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_checklist(house, *options, streams.in, streams.out, streams.err);
    };
  });
}

void add_me(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand("me", "Say who you are and whom you work for; it stays on this machine");
  auto options = std::make_shared<cli::MeOptions>();
  for (const app::MeField& field : app::me_fields()) {
    const std::string name(field.option);
    command
        ->add_option_function<std::vector<std::string>>(
            "--" + name,
            [options, name](const std::vector<std::string>& values) {
              for (const std::string& value : values) options->changes.push_back({name, value});
            },
            std::string(field.why))
        ->trigger_on_parse()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  command
      ->add_option_function<std::string>(
          "--clear",
          [options](const std::string& field) {
            options->changes.push_back({"clear", field});
          },
          "Empty a field")
      ->trigger_on_parse()
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  command->add_flag("--show", options->show, "Show what is known");
  command->add_flag("--json", options->json, "The same for machines");
  command->callback([&chosen, &common, options] {
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_me(house, *options, streams.in, streams.out, streams.err);
    };
  });
}

void add_accounts(CLI::App& app, Run& chosen) {
  auto* command = app.add_subcommand("accounts", "Your places online: add, list, confirm, reject, remove");
  command->require_subcommand(0, 1);
  auto options = std::make_shared<cli::AccountsOptions>();
  const auto run = [&chosen, options](const std::string& action) {
    return [&chosen, options, action] {
      options->action = action;
      chosen = [options](const app::House& house, const Streams& streams) {
        return cli::run_accounts(house, *options, streams);
      };
    };
  };
  command->add_flag("--json", options->json, "For machines");
  auto* add = command->add_subcommand("add", "Add the address of a page of yours, or platform:handle");
  add->add_option("what", options->what, "https://… or platform:handle");
  add->add_option("--platform", options->platform, "Read the address as this platform's");
  add->callback(run("add"));
  auto* list = command->add_subcommand("list", "Show them all");
  list->add_flag("--json", options->json, "For machines");
  list->callback(run("list"));
  for (const auto& [name, words] :
       {std::pair{"confirm", "Say that accounts are yours"},
        std::pair{"reject", "Say that accounts are not yours"}, std::pair{"remove", "Forget accounts"}}) {
    auto* change = command->add_subcommand(name, words);
    change->add_option("what", options->what, "Number, address, or platform:handle");
    change->callback(run(name));
  }
  command->callback([&chosen, options, command] {
    if (!command->get_subcommands().empty()) return;
    chosen = [options](const app::House& house, const Streams& streams) {
      return cli::run_accounts(house, *options, streams);
    };
  });
}

void add_scan(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand("scan", "Look at your pages as a stranger can");
  auto options = std::make_shared<cli::ScanCommandOptions>();
  add_network(*command, options->network);
  command->add_option("--account", options->accounts, "Only this account (may be repeated)");
  command
      ->add_option("--fail-on", options->fail_on,
                   "Lowest severity for exit code 2: aware, duty, expose, breach")
      ->capture_default_str();
  command->add_flag("--json", options->json, "One JSON object an account, as each is done");
  add_no_cage(*command, options->no_cage);
  command->callback([&chosen, &common, options] {
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_scan_command(house, *options, streams);
    };
  });
}

void add_import(CLI::App& app, Run& chosen) {
  auto* command = app.add_subcommand("import", "Read pages that you saved, or a data export of yours");
  auto options = std::make_shared<cli::ImportCommandOptions>();
  command
      ->add_option("files", options->files,
                   "Saved pages, data exports (zip, tar.gz, folder), or - for what is piped in")
      ->required();
  command->add_option("--account", options->account,
                      "The account that the page is of: number, address, platform:handle");
  command->add_option("--url", options->url, "The page's address, where the file does not tell");
  add_no_cage(*command, options->no_cage);
  command->add_flag("--json", options->json, "For machines");
  command->callback([&chosen, options] {
    chosen = [options](const app::House& house, const Streams& streams) {
      return cli::run_import(house, *options, streams);
    };
  });
}

void add_report(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand("report", "What is exposed, what could not be checked, what to do");
  auto options = std::make_shared<cli::ReportOptions>();
  command->add_option("--format", options->format, "text, html, json or csv")->capture_default_str();
  command->add_flag_callback(
      "--json", [options] { options->format = "json"; }, "The same as --format json");
  command->add_option("-o,--output", options->output, "Write to this file instead of the screen");
  command
      ->add_option("--fail-on", options->fail_on,
                   "Lowest severity for exit code 2: aware, duty, expose, breach")
      ->capture_default_str();
  command->callback([&chosen, &common, options] {
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_report(house, *options, streams);
    };
  });
}

void add_inspect(CLI::App& app, Run& chosen) {
  auto* command =
      app.add_subcommand("inspect", "What would a stranger learn from this page? No vault, no network");
  auto options = std::make_shared<cli::InspectOptions>();
  command->add_option("files", options->files, "Saved pages; - for standard input");
  command->add_option("--person", options->person, "me.toml of the page's owner");
  command->add_option("--url", options->url, "Address of the page");
  command->add_option("--platform", options->platform, "Read it as this platform's");
  command->add_option("--published", options->published, "Day of the post that the page is");
  command->add_option("--as-of", options->as_of, "Day of the audit; today when left out");
  command->add_option("--fail-on", options->fail_on, "Lowest severity for exit code 2")
      ->capture_default_str();
  command->add_flag("--json", options->json, "For machines");
  command->add_flag("--why", options->why, "Say of each finding why it is one, in a sentence");
  command->add_flag("--jsonl", options->lines,
                    "Read documents from standard input, one a line; write findings, one a line");
  command->add_option("--jobs", options->jobs, "Threads for --jsonl")->capture_default_str();
  add_no_cage(*command, options->no_cage);
  command->callback([&chosen, options] {
    chosen = [options](const app::House& house, const Streams& streams) {
      return cli::run_inspect(house, *options, streams);
    };
  });
}

void add_facts(CLI::App& app, Run& chosen) {
  auto* command = app.add_subcommand("facts", "What a page says to machines, and where; as JSON");
  auto options = std::make_shared<cli::FactsOptions>();
  command->add_option("file", options->file, "A saved page, feed, vCard or photo; - for standard input")
      ->required();
  command->add_option("--url", options->url, "Address of the page");
  command
      ->add_option(
          "--syntax", options->syntax,
          "all, text, json-ld, microdata, rdfa, microformats, opengraph, feed, labels, state, links or image")
      ->capture_default_str();
  add_no_cage(*command, options->no_cage);
  command->callback([&chosen, options] {
    chosen = [options](const app::House&, const Streams& streams) {
      return cli::run_facts(*options, streams);
    };
  });
}

void add_lexicon(CLI::App& app, Run& chosen) {
  auto* command = app.add_subcommand("lexicon", "The official register of schools, to tell them apart");
  command->require_subcommand(0, 1);
  auto options = std::make_shared<cli::LexiconOptions>();
  const auto run = [&chosen, options](cli::LexiconOptions::Action action) {
    return [&chosen, options, action] {
      options->action = action;
      chosen = [options](const app::House& house, const Streams& streams) {
        return cli::run_lexicon(house, *options, streams);
      };
    };
  };
  using Action = cli::LexiconOptions::Action;
  auto* import = command->add_subcommand("import", "Take the schools from the register's CSV file");
  import->add_option("file", options->what, "The register, as it was downloaded")->required();
  import->add_flag("--dry-run", options->dry_run, "Only tell what the file holds");
  import->callback(run(Action::import));
  auto* show = command->add_subcommand("show", "The schools of that name, town or number");
  show->add_option("what", options->what, "Words of the name, a town, or the register's number")->required();
  show->add_flag("--json", options->json, "For machines");
  show->callback(run(Action::show));
  auto* cut = command->add_subcommand("cut", "A trust and its schools, as me.toml has them");
  cut->add_option("--trust", options->what, "Full name of the trust")->required();
  cut->add_option("-o,--output", options->output, "Write to this file instead of the screen");
  cut->callback(run(Action::cut));
  command->add_subcommand("forget", "Remove what was imported")->callback(run(Action::forget));
  command->callback([run, command] {
    if (command->get_subcommands().empty()) run(cli::LexiconOptions::Action::status)();
  });
}

void add_definitions(CLI::App& app, Run& chosen) {
  auto* command =
      app.add_subcommand("definitions", "How platforms are read: check, try and begin scrapers/*.toml");
  command->require_subcommand(0, 1);
  auto options = std::make_shared<cli::DefinitionsOptions>();
  const auto run = [&chosen, options](cli::DefinitionsOptions::Action action) {
    return [&chosen, options, action] {
      options->action = action;
      chosen = [options](const app::House& house, const Streams& streams) {
        return cli::run_definitions(house, *options, streams);
      };
    };
  };
  using Action = cli::DefinitionsOptions::Action;
  auto* check = command->add_subcommand("check", "Every mistake with file, line and column");
  check->add_option("files", options->files, "Definitions; all when left out");
  check->add_flag("--samples", options->samples, "Each must have samples of every state that it knows");
  check->callback(run(Action::check));
  auto* test = command->add_subcommand("test", "What each rule finds on its samples, or on pages of yours");
  test->add_option("files", options->files, "Definitions (.toml), then pages; all definitions when left out");
  test->add_option("--url", options->url, "Address of the pages");
  test->add_flag("--quiet", options->quiet, "Only what is not as expected");
  add_no_cage(*test, options->no_cage);
  test->callback(run(Action::test));
  auto* begin =
      command->add_subcommand("new", "A first draft from a page that you saved, or from its address");
  begin->add_option("page", options->files, "A saved page, or an address")->required()->expected(1);
  begin->add_option("--url", options->url, "Address of the saved page");
  begin->add_option("--allow-host", options->allowed_hosts, "Open exactly this private address, HOST:PORT");
  add_no_cage(*begin, options->no_cage);
  begin->callback(run(Action::begin));
  auto* list = command->add_subcommand("list", "All that there are");
  list->add_flag("--json", options->json, "For machines");
  list->callback(run(Action::list));
  auto* table = command->add_subcommand("table", "What is read of each platform, as Markdown");
  table->add_option("files", options->files, "Definitions; all when left out");
  table->add_option("--write", options->write, "Bring the table in this file up to date");
  table->callback(run(Action::table));
  command->callback([run, command] {
    if (command->get_subcommands().empty()) run(Action::list)();
  });
}

void add_search(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand("search", "Search your own name, in your own browser");
  auto options = std::make_shared<cli::SearchOptions>();
  command->require_subcommand(0, 1);
  command->add_option("--engine", options->engine, "Search engine");
  command->add_flag("--all", options->all_engines, "Every search engine");
  command->add_option("--open", options->open_number, "Open search N in your browser, or one after the other")
      ->expected(0, 1)
      ->each([options](const std::string&) { options->open = true; });
  command->add_flag("--json", options->json, "For machines");
  auto* mark = command->add_subcommand("mark", "Say of a page that you found: me, not-me or not-sure");
  mark->add_option("url", options->address, "Address of the page")->required();
  mark->add_option("verdict", options->verdict, "me, not-me or not-sure")->required();
  mark->add_option("--query", options->query, "Number of the search that found it");
  mark->callback([options] { options->action = cli::SearchOptions::Action::mark; });
  auto* hits = command->add_subcommand("hits", "What you said so far");
  hits->add_flag("--json", options->json, "For machines");
  hits->callback([options] { options->action = cli::SearchOptions::Action::hits; });
  command->callback([&chosen, &common, options, command] {
    options->open = command->count("--open") > 0;
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_search(house, *options, streams.in, streams.out, streams.err);
    };
  });
}

void add_audit(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand("audit", "All of it: checklist, scan, report");
  auto options = std::make_shared<cli::AuditOptions>();
  add_network(*command, options->network);
  command->add_option("--answers", options->answers_file, "Answers to the checklist from a file (TOML)");
  command->add_option("-o,--output", options->output, "Where to write the HTML report");
  command->callback([&chosen, &common, options] {
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_audit(house, *options, streams);
    };
  });
}

void add_finish(CLI::App& app, Run& chosen, const Common& common) {
  auto* command = app.add_subcommand("finish", "Make the receipt for HR: that it was done, and nothing else");
  auto options = std::make_shared<cli::FinishOptions>();
  command->add_option("--invitation", options->invitation, "The code or link from HR's mail")->required();
  command->add_option("--checklist", options->checklist, "Id of the checklist")->capture_default_str();
  command->add_option("-o,--out", options->output, "Write it to this file, with its words");
  command->add_option("--eml", options->mail, "Write a mail that you only have to send");
  command->add_option("--to", options->mail_to, "Who that mail is for");
  command->add_option("--ics", options->calendar, "Write next year's day for your calendar");
  command->add_option("--post", options->post, "Send it to this address of HR's");
  command->add_flag("--print", options->print, "Print it with its words, for paper");
  command->add_flag("--qr", options->qr, "Draw it as a QR code");
  command->add_flag("--yes", options->yes, "You have read it before: do not ask");
  add_trust(*command, options->network);
  command->callback([&chosen, &common, options] {
    chosen = [&common, options](const app::House& house, const Streams& streams) {
      options->plain = common.plain;
      return cli::run_finish(house, *options, streams);
    };
  });
}

constexpr const char* examples =
    "Begin with:\n"
    "  glasshouse me                                  who you are (stays on this machine)\n"
    "  glasshouse accounts add ADDRESS                your places online, one by one\n"
    "  glasshouse audit                               checklist, scan and report in one go\n"
    "Nothing is fetched but the pages you add, and every host is named first.";

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = app::work_if_asked(argc, argv)) return *code;  // before anything else is set up
  std::setlocale(LC_ALL, "C");                                         // output is the same on every machine
  CLI::App app{"See what passers-by can see: a privacy audit of your own public pages.", "glasshouse"};
  app.footer(examples);
  app.require_subcommand(0, 1);
  app.fallthrough();
  Common common;
  app.add_option("--home", common.home, "Keep everything of yours in this folder instead of the usual ones");
  app.add_option("--today", common.as_of, "Act as if it were this day (for tests)")->group("");
  app.add_flag("--plain", common.plain, "No colours, no clearing, no drawn lines: for screen readers");
  app.set_version_flag("--version", app::versions());
  Run chosen;
  add_audit(app, chosen, common);
  add_checklist(app, chosen, common);
  add_me(app, chosen, common);
  add_accounts(app, chosen);
  add_scan(app, chosen, common);
  add_import(app, chosen);
  add_report(app, chosen, common);
  add_search(app, chosen, common);
  add_inspect(app, chosen);
  add_facts(app, chosen);
  add_lexicon(app, chosen);
  add_finish(app, chosen, common);
  add_definitions(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::CallForVersion& version) {
    return app.exit(version);
  } catch (const CLI::ParseError& error) {
    std::cerr << "glasshouse: " << error.what() << "; see: glasshouse --help\n";
    return static_cast<int>(ExitCode::usage);
  }
  if (!chosen) {
    std::cout << app.help();
    return static_cast<int>(ExitCode::done);
  }
  const ExitCode code = chosen(house_of(common), {std::cin, std::cout, std::cerr});
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "glasshouse: the output could not be written; make room or choose another place\n";
    return static_cast<int>(ExitCode::cannot_write);
  }
  return static_cast<int>(code);
}
