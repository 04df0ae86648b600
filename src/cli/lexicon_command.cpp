#include "cli/lexicon_command.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/lexicon_import.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using base::ExitCode;
using base::for_terminal;

constexpr std::size_t most_bad_rows = 20, most_schools = 50;

std::string number(std::size_t value) { return fmt::format("{}", value); }

// "a, b and c".
std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + for_terminal(words[i]);
  return all;
}

void tell_tally(const app::RegisterTally& tally, std::ostream& out) {
  out << fmt::format("{} rows read as {}: {} open schools, {} not open", tally.rows, tally.encoding,
                     tally.kept, tally.not_open);
  if (tally.no_school > 0) out << fmt::format(", {} no schools", tally.no_school);
  if (tally.repeated > 0) out << fmt::format(", {} repeated", tally.repeated);
  out << fmt::format(", {} bad.\n", tally.bad.size());
  for (const auto& [phase, count] : tally.phases)
    out << fmt::format("{:>8}  {}\n", count, for_terminal(phase));
  if (!tally.personal.empty())
    out << "Not read, because they are about people: " << listed(tally.personal) << ".\n";
  out << fmt::format("Not read either: {} other columns.\n", tally.other_columns);
  if (!tally.missing.empty()) out << "Missing in this file: " << listed(tally.missing) << ".\n";
  if (tally.shared_website > 0)
    out << fmt::format("Websites that are no school's own, left out: {}.\n", tally.shared_website);
  for (std::size_t i = 0; i < std::min(tally.bad.size(), most_bad_rows); ++i) {
    const app::BadRow& bad = tally.bad[i];
    out << fmt::format("Row {} (line {}) left out: {}.\n", bad.number, bad.line, for_terminal(bad.reason));
  }
  if (tally.bad.size() > most_bad_rows)
    out << fmt::format("and {} more bad rows.\n", tally.bad.size() - most_bad_rows);
}

ExitCode import(const app::House& house, const LexiconOptions& options, const Streams& streams) {
  const bool shows_progress = is_terminal(streams.err);
  const auto tally = app::import_register(house, options.what, options.dry_run, [&](std::size_t rows) {
    if (shows_progress) streams.err << number(rows) << " rows …\n" << std::flush;
  });
  if (!tally) return fail(streams, tally.error());
  tell_tally(*tally, streams.out);
  if (options.dry_run) {
    streams.out << "Nothing was written (--dry-run).\n";
  } else {
    streams.out << fmt::format(
        "Kept in {} ({:.1f} MB): names, towns, postcodes, trusts, web hosts and phases. To undo: glasshouse "
        "lexicon "
        "forget\n",
        for_terminal(app::register_file(house).string()), static_cast<double>(tally->bytes) / 1e6);
  }
  return ExitCode::done;
}

nlohmann::ordered_json school_json(const lexicon::School& school) {
  return {{"urn", school.number},        {"name", school.name},   {"town", school.town},
          {"postcode", school.postcode}, {"trust", school.trust}, {"domain", school.domain},
          {"phase", school.phase}};
}

ExitCode show(const app::House& house, const LexiconOptions& options, const Streams& streams) {
  const auto schools = app::open_register(house);
  if (!schools) return fail(streams, schools.error());
  const auto found = app::find_schools(*schools, options.what);
  if (options.json) {
    auto rows = nlohmann::ordered_json::array();
    for (const lexicon::School& school : found) rows.push_back(school_json(school));
    streams.out << base::write_json({{"schema", base::json_schema}, {"schools", rows}}) << '\n';
    return ExitCode::done;
  }
  for (std::size_t i = 0; i < std::min(found.size(), most_schools); ++i) {
    const lexicon::School& school = found[i];
    std::string line = number(school.number);
    for (std::string_view part :
         {school.name, school.town, school.postcode, school.trust, school.domain, school.phase}) {
      if (!part.empty()) line += (line.size() > 6 ? ", " : "  ") + std::string(part);
    }
    streams.out << for_terminal(line) << '\n';
  }
  if (found.size() > most_schools) streams.out << fmt::format("and {} more.\n", found.size() - most_schools);
  if (found.empty()) streams.out << "No school of that name.\n";
  return ExitCode::done;
}

ExitCode cut(const app::House& house, const LexiconOptions& options, const Streams& streams) {
  const auto schools = app::open_register(house);
  if (!schools) return fail(streams, schools.error());
  const auto trust = app::cut_trust(*schools, options.what);
  if (!trust) return fail(streams, trust.error());
  const std::string toml = "# Cut from the register of schools: add initials, hashtags and former names.\n" +
                           base::write_employer(*trust);
  if (options.output.empty()) {
    streams.out << toml;
    return ExitCode::done;
  }
  if (auto written = base::write_file(options.output, toml, /*secret=*/false); !written)
    return fail(streams, written.error());
  streams.out << fmt::format("{} schools written to {}\n", trust->schools.size(),
                             for_terminal(options.output));
  return ExitCode::done;
}

ExitCode forget(const app::House& house, const Streams& streams) {
  const auto was_there = app::forget_register(house);
  if (!was_there) return fail(streams, was_there.error());
  streams.out << (*was_there ? "The list of schools is gone.\n" : "There was no list of schools.\n");
  return ExitCode::done;
}

ExitCode status(const app::House& house, const Streams& streams) {
  const auto schools = app::open_register(house);
  if (!schools) return fail(streams, schools.error());
  streams.out << fmt::format("{} schools in {}\n", schools->size(),
                             for_terminal(app::register_file(house).string()));
  return ExitCode::done;
}

}  // namespace

ExitCode run_lexicon(const app::House& house, const LexiconOptions& options, const Streams& streams) {
  switch (options.action) {
    case LexiconOptions::Action::import:
      return import(house, options, streams);
    case LexiconOptions::Action::show:
      return show(house, options, streams);
    case LexiconOptions::Action::cut:
      return cut(house, options, streams);
    case LexiconOptions::Action::forget:
      return forget(house, streams);
    case LexiconOptions::Action::status:
      break;
  }
  return status(house, streams);
}

}  // namespace gh::cli
