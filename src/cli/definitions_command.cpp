#include "cli/definitions_command.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <ostream>

#include "app/begin_definition.h"
#include "app/platform_table.h"
#include "app/try_definition.h"
#include "base/file.h"
#include "base/text.h"

namespace gh::cli {
namespace {

using app::TriedDefinition;
using app::TriedPage;
using base::ExitCode;

constexpr std::size_t value_columns = 60;

bool is_definition(const std::string& file) { return file.ends_with(".toml"); }

// Values of one rule in one line: the first three, and how many more.
std::string in_a_line(const std::vector<std::string>& values) {
  if (values.empty()) return "-";
  std::string line;
  for (std::size_t i = 0; i < std::min<std::size_t>(values.size(), 3); ++i)
    line += (i == 0 ? "\"" : " \"") +
            base::shorten(base::for_terminal(base::collapse_blanks(values[i])), value_columns) + "\"";
  return values.size() <= 3 ? line : line + fmt::format(" and {} more", values.size() - 3);
}

void print_page(const TriedPage& page, bool quiet, std::ostream& out) {
  if (quiet && page.differences.empty()) return;
  out << fmt::format("  {} {}: {}{}\n", page.differences.empty() ? "  " : "!!", base::for_terminal(page.name),
                     page.state, page.posts == 0 ? "" : fmt::format(", {} posts", page.posts));
  for (const scrape::Traced& rule : page.rules) {
    if (quiet) break;
    const std::string line = rule.line == 0 ? "" : std::to_string(rule.line);
    out << fmt::format("     {:>4}  {:<16} {:<44} {}\n", line, rule.what, base::shorten(rule.way, 44),
                       in_a_line(rule.values));
  }
  for (const std::string& difference : page.differences) out << "     !! " << difference << '\n';
}

// What no page shows to be of use.
void print_idle(const TriedDefinition& tried, std::ostream& out) {
  std::map<std::pair<std::size_t, std::string>, bool> found;
  for (const TriedPage& page : tried.pages) {
    for (const scrape::Traced& rule : page.rules)
      found[{rule.line, rule.what + ": " + rule.way}] |= !rule.values.empty();
  }
  bool first = true;
  for (const auto& [rule, is_found] : found) {
    if (is_found) continue;
    if (std::exchange(first, false)) out << "     Found on none of these pages:\n";
    out << fmt::format("     {:>4}  {}\n", rule.first == 0 ? "" : std::to_string(rule.first), rule.second);
  }
}

ExitCode test(const app::House& house, const DefinitionsOptions& options, const Streams& streams) {
  std::vector<std::string> definitions, pages;
  for (const std::string& file : options.files) (is_definition(file) ? definitions : pages).push_back(file);
  if (definitions.empty() && !pages.empty())
    return fail(streams, usage("pages need a definition to be tried with",
                               "name its file first: definitions test FILE.toml PAGE"));
  const auto tried = app::try_definitions(house, definitions, pages, {options.url, !options.no_cage});
  if (!tried) return fail(streams, tried.error());
  const bool quiet = options.quiet || definitions.empty();
  std::size_t wrong = 0, tests = 0;
  for (const TriedDefinition& one : *tried) {
    const bool is_wrong =
        !one.lacking.empty() || std::any_of(one.pages.begin(), one.pages.end(),
                                            [](const TriedPage& page) { return !page.differences.empty(); });
    if (!quiet || is_wrong)
      streams.out << one.from.file.string() << " (" << one.from.definition.name << ")\n";
    for (const TriedPage& page : one.pages) print_page(page, quiet, streams.out);
    if (!quiet) print_idle(one, streams.out);
    for (const std::string& what : one.lacking) streams.out << "     !! " << what << '\n';
    wrong += is_wrong ? 1 : 0;
    tests += one.pages.size();
  }
  streams.out << fmt::format("{} definitions, {} pages; {} as expected\n", tried->size(), tests,
                             wrong == 0 ? std::string("all") : fmt::format("{} definitions not", wrong));
  return wrong == 0 ? ExitCode::done : ExitCode::bad_configuration;
}

ExitCode check(const app::House& house, const DefinitionsOptions& options, const Streams& streams) {
  app::DefinitionFiles files = app::read_definition_files(house, options.files);
  for (const app::DefinitionFrom& from : files.read) {
    if (!options.samples) break;
    const auto samples = app::read_samples(app::samples_of(from));
    if (!samples) return fail(streams, samples.error());
    for (const std::string& what : app::lacking(from.definition, *samples))
      files.mistakes.push_back(from.file.string() + ": " + what);
  }
  for (const std::string& mistake : files.mistakes) streams.err << base::for_terminal(mistake) << '\n';
  if (!files.mistakes.empty()) return ExitCode::bad_configuration;
  streams.out << fmt::format("{} {} in order\n", files.read.size(),
                             files.read.size() == 1 ? "definition is" : "definitions are");
  return ExitCode::done;
}

ExitCode list(const app::House& house, const DefinitionsOptions& options, const Streams& streams) {
  const app::DefinitionFiles files = app::read_definition_files(house, {});
  for (const app::DefinitionFrom& from : files.read) {
    const scrape::Definition& definition = from.definition;
    if (options.json) {
      streams.out << app::definition_json(from) << '\n';
    } else {
      streams.out << fmt::format("{:<18} {:<28} {:<12} {}\n", definition.id,
                                 base::for_terminal(definition.name), scrape::name(definition.fetch),
                                 base::for_terminal(base::join(definition.hosts, " ")));
    }
  }
  for (const std::string& mistake : files.mistakes) streams.err << base::for_terminal(mistake) << '\n';
  return files.mistakes.empty() ? ExitCode::done : ExitCode::bad_configuration;
}

ExitCode begin(const app::House& house, const DefinitionsOptions& options, const Streams& streams) {
  app::BeginOptions how;
  how.url = options.url;
  how.caged = !options.no_cage;
  for (const std::string& text : options.allowed_hosts) {
    const auto host = net::parse_allowed_host(text);
    if (!host) return fail(streams, host.error());
    how.allowed_hosts.push_back(*host);
  }
  const auto draft = app::begin_definition(house, options.files.front(), how, [&](const std::string& host) {
    streams.err << "1 page will be fetched, from this host only:\n  " << base::for_terminal(host) << '\n';
  });
  if (!draft) return fail(streams, draft.error());
  streams.out << *draft;
  return ExitCode::done;
}

ExitCode table(const app::House& house, const DefinitionsOptions& options, const Streams& streams) {
  const app::DefinitionFiles files = app::read_definition_files(house, options.files);
  for (const std::string& mistake : files.mistakes) streams.err << base::for_terminal(mistake) << '\n';
  if (!files.mistakes.empty()) return ExitCode::bad_configuration;
  const std::string rows = app::platform_table(files.read);
  if (options.write.empty()) {
    streams.out << rows;
    return ExitCode::done;
  }
  const auto text = base::read_file(options.write);
  if (!text) return fail(streams, text.error());
  const auto whole = app::with_table(*text, rows);
  if (!whole) return fail(streams, whole.error());
  if (const auto written = base::write_file(options.write, *whole, false); !written)
    return fail(streams, written.error());
  return ExitCode::done;
}

}  // namespace

ExitCode run_definitions(const app::House& house, const DefinitionsOptions& options, const Streams& streams) {
  switch (options.action) {
    case DefinitionsOptions::Action::list:
      return list(house, options, streams);
    case DefinitionsOptions::Action::check:
      return check(house, options, streams);
    case DefinitionsOptions::Action::test:
      return test(house, options, streams);
    case DefinitionsOptions::Action::begin:
      return begin(house, options, streams);
    case DefinitionsOptions::Action::table:
      return table(house, options, streams);
  }
  return ExitCode::failed;
}

}  // namespace gh::cli
