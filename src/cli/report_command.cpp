#include "cli/report_command.h"

#include <ostream>

#include "app/reporting.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/terminal.h"
#include "report/report.h"

namespace gh::cli {

using base::ExitCode;

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

}  // namespace gh::cli
