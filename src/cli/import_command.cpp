#include "cli/import_command.h"

#include <algorithm>
#include <ostream>

#include "app/import.h"
#include "app/reporting.h"
#include "app/scan.h"

namespace gh::cli {

using base::ExitCode;

ExitCode run_import(const app::House& house, const ImportCommandOptions& options, const Streams& streams) {
  const auto reader = app::PageReader::load(house, {.caged = !options.no_cage, .will_read = true});
  if (!reader) return fail(streams, reader.error());
  bool unread = false, exposed = false;
  for (const std::string& file : options.files) {
    const auto imported = app::import_pages(house, *reader, file, {options.account, options.url});
    if (!imported) return fail(streams, imported.error());
    for (const app::Imported& one : *imported) {
      unread = unread || one.result.state != base::State::found;
      exposed = exposed || app::exposes(house, one.result.findings, checklist::Severity::aware);
      if (options.json) {
        streams.out << app::result_json(one.result) << '\n';
      } else {
        streams.out << result_line(one.result) << '\n';
      }
    }
  }
  return exposed ? ExitCode::exposed : unread ? ExitCode::partly_unchecked : ExitCode::done;
}

}  // namespace gh::cli
