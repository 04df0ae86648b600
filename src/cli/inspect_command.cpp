#include "cli/inspect_command.h"

#include <algorithm>
#include <fmt/format.h>
#include <istream>
#include <optional>
#include <ostream>

#include "app/inspect.h"
#include "app/photo.h"
#include "app/reporting.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/inspect_photo.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using base::ExitCode;

constexpr std::size_t why_columns = 96;

void print_findings(const std::vector<detect::Finding>& findings, const app::WhyWords* why,
                    std::ostream& out) {
  for (const detect::Finding& finding : findings) {
    out << fmt::format(
        "  {} {}{}: \"{}\" in {} (bytes {} to {}; {}, {}, rule {}, clause {})\n", detect::title(finding.kind),
        base::for_terminal(finding.value), finding.whose == detect::Whose::other ? " of somebody else" : "",
        base::for_terminal(base::shorten(finding.evidence.text, 120)), finding.evidence.field,
        finding.evidence.start, finding.evidence.end, detect::name(finding.certainty),
        finding.hidden ? "not shown on screen" : "shown on screen", finding.rule, finding.clause);
    if (why == nullptr) continue;
    for (const std::string& line : base::wrap(base::for_terminal(why->sentence(finding)), why_columns))
      out << "    " << line << '\n';
  }
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

base::Result<void> print_photo(const app::House& house, const std::string& file, const app::Photo& photo,
                               const InspectOptions& options, std::ostream& out) {
  if (options.json) {
    out << app::photo_json(file, photo) << '\n';
    return {};
  }
  const auto words = app::load_photo_words(house);
  if (!words) return words.error();
  out << photo_section(file, photo, *words, terminal_for(out));
  return {};
}

ExitCode inspect_lines(const app::House& house, const app::PageReader& reader, const InspectOptions& options,
                       const app::WhyWords* why, const Streams& streams) {
  const app::InspectTally tally =
      app::inspect_lines(reader, streams.in, streams.out, house.today, options.jobs, why);
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

ExitCode run_inspect(const app::House& house, const InspectOptions& options, const Streams& streams) {
  const auto fail_on = severity_named(options.fail_on);
  if (!fail_on) return fail(streams, fail_on.error());
  const auto reader = app::PageReader::load(house, {.caged = !options.no_cage, .will_read = true});
  if (!reader) return fail(streams, reader.error());
  std::optional<app::WhyWords> why;
  if (options.why) {
    auto words = app::WhyWords::load(house.share);
    if (!words) return fail(streams, words.error());
    why = std::move(*words);
  }
  const app::WhyWords* asked = why ? &*why : nullptr;
  if (options.lines) return inspect_lines(house, *reader, options, asked, streams);
  const auto of = inspect_case(options, house.today);
  if (!of) return fail(streams, of.error());
  if (options.files.empty())
    return fail(streams, usage("no file to inspect", "name one, or - for standard input"));
  bool exposed = false, unread = false;
  for (const std::string& file : options.files) {
    const auto bytes = base::read_file(file, std::size_t{64} << 20);
    if (!bytes) return fail(streams, bytes.error());
    if (const auto photo = app::read_photo(*bytes, content_type_of(file))) {
      unread = unread || photo->state != base::State::found;
      if (auto printed = print_photo(house, file, *photo, options, streams.out); !printed) {
        return fail(streams, printed.error());
      }
      continue;
    }
    const app::PageReport report =
        reader->read(*bytes, content_type_of(file), {options.url, 0}, options.platform, *of);
    unread = unread || report.state != base::State::found;
    exposed = exposed || app::exposes(house, report.findings, *fail_on);
    if (options.json) {
      streams.out << app::report_json(file, report, asked) << '\n';
      continue;
    }
    streams.out << fmt::format("{}: {}\n", base::for_terminal(file),
                               report.state == base::State::found && report.findings.empty()
                                   ? "read; nothing found that we know of"
                                   : state_words(report.state));
    if (report.state != base::State::found) streams.out << "  " << base::meaning(report.state) << '\n';
    print_findings(report.findings, asked, streams.out);
  }
  return exposed ? ExitCode::exposed : unread ? ExitCode::partly_unchecked : ExitCode::done;
}

}  // namespace gh::cli
