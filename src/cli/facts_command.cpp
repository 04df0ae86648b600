#include "cli/facts_command.h"

#include <ostream>

#include "app/facts.h"
#include "base/file.h"

namespace gh::cli {
namespace {

using base::ExitCode;

constexpr std::size_t most_bytes = std::size_t{64} << 20;  // of a file; a page is cut before that

std::string known_syntaxes() {
  std::string names;
  for (const app::FactSyntax& row : app::fact_syntaxes()) {
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  }
  return names;
}

}  // namespace

ExitCode run_facts(const FactsOptions& options, const Streams& streams) {
  const app::FactSyntax* wanted = app::fact_syntax(options.syntax);
  if (wanted == nullptr) {
    return fail(streams,
                usage("--syntax knows no \"" + options.syntax + "\"", "choose one of " + known_syntaxes()));
  }
  const auto bytes = base::read_file(options.file, most_bytes);
  if (!bytes) return fail(streams, bytes.error());
  const app::FactsReport report = app::read_facts(options.file, *bytes, content_type_of(options.file),
                                                  options.url, *wanted, !options.no_cage);
  streams.out << report.json << '\n';
  if (report.state != base::State::found)
    streams.err << "glasshouse: " << base::meaning(report.state) << '\n';
  return report.whole ? ExitCode::done : ExitCode::partly_unchecked;
}

}  // namespace gh::cli
