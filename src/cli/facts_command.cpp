#include "cli/facts_command.h"

#include <ostream>

#include "app/facts.h"
#include "base/file.h"
#include "page/microformats.h"

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
    return fail(streams, usage("--syntax knows no \"" + options.syntax + "\"", "choose one of " + known_syntaxes()));
  }
  const auto bytes = base::read_file(options.file, most_bytes);
  if (!bytes) return fail(streams, bytes.error());
  const page::Reading reading = page::read_page(*bytes, content_type_of(options.file));
  streams.out << (options.syntax == "microformats" ? page::microformats_json(reading.page, options.url)
                                                   : app::facts_json(options.file, reading, *wanted))
              << '\n';
  const bool whole = reading.state == base::State::found && !reading.page.facts_cut;
  if (!whole) streams.err << "glasshouse: " << base::meaning(reading.state) << '\n';
  return whole ? ExitCode::done : ExitCode::partly_unchecked;
}

}  // namespace gh::cli
