#include "cli/import_command.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <ostream>

#include "app/import.h"
#include "app/import_json.h"
#include "app/reporting.h"
#include "app/scan.h"
#include "base/text.h"
#include "cli/linked_places.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using base::ExitCode;

// One line that is written over: how far we are. Where there is no terminal, nothing.
class Progress {
 public:
  explicit Progress(std::ostream& err) : err_(err), shown_(is_terminal(err)) {}
  ~Progress() {
    if (written_) err_ << "\r\x1B[K" << std::flush;
  }

  void tell(double done, std::uint64_t bytes) {
    constexpr auto pause = std::chrono::milliseconds(200);
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < pause) return;
    last_ = now;
    written_ = true;
    err_ << fmt::format("\r  {:3.0f} %, {} MB read", std::min(done, 1.0) * 100, bytes / 1'000'000)
         << std::flush;
  }

 private:
  std::ostream& err_;
  bool shown_;
  bool written_ = false;
  std::chrono::steady_clock::time_point last_{};
};

void tell_file(const takeout::FileReport& file, std::ostream& err) {
  std::string line = fmt::format("    {:<9} {}", takeout::name(file.state), base::for_terminal(file.file));
  if (file.records > 0) line += fmt::format(" ({})", file.records);
  if (!file.detail.empty()) line += ": " + base::for_terminal(file.detail);
  err << line << '\n';
}

// Which files were read, and which were not and why.
void tell_export(const app::ImportReport& report, std::ostream& err) {
  err << base::for_terminal(report.file) << '\n';
  for (const takeout::FileReport& file : report.files) tell_file(file, err);
  if (report.not_known > 0)
    err << fmt::format("    {} files hold words that no definition knows; they were not read\n",
                       report.not_known);
  if (report.summary.of_no_use > 0)
    err << fmt::format("    {} files hold no words (photos and the like)\n", report.summary.of_no_use);
  if (report.summary.trouble)
    err << "    the rest cannot be read: " << base::for_terminal(base::sentence(*report.summary.trouble))
        << '\n';
}

// What could not be read; a folder of strange files may have hundreds. The exit code of the last.
ExitCode tell_troubles(const std::vector<base::Error>& troubles, const Streams& streams) {
  constexpr std::size_t most = 10;
  ExitCode code = ExitCode::failed;
  for (std::size_t i = 0; i < std::min(troubles.size(), most); ++i) code = fail(streams, troubles[i]);
  if (troubles.size() > most)
    streams.err << fmt::format("glasshouse: and {} more that could not be read\n", troubles.size() - most);
  return code;
}

struct Tally {
  bool unread = false;
  bool exposed = false;
  std::size_t read = 0;
  ExitCode failure = ExitCode::failed;  // the last one
};

void tell(const app::House& house, const app::ImportReport& report, bool json, const Streams& streams,
          Tally& tally) {
  for (const app::Imported& one : report.accounts) {
    ++tally.read;
    tally.unread = tally.unread || one.result.state != base::State::found;
    tally.exposed = tally.exposed || app::exposes(house, one.result.findings, checklist::Severity::aware);
    if (json) {
      streams.out << app::result_json(one.result) << '\n';
    } else {
      streams.out << result_line(one.result) << '\n';
    }
  }
  if (!report.troubles.empty()) {
    tally.failure = tell_troubles(report.troubles, streams);
    tally.unread = true;
  }
  if (!report.is_export) return;
  if (json) {
    streams.out << app::import_json(report) << '\n';
  } else {
    tell_export(report, streams.err);
  }
}

}  // namespace

ExitCode run_import(const app::House& house, const ImportCommandOptions& options, const Streams& streams) {
  const auto reader = app::PageReader::load(house, {.caged = !options.no_cage, .will_read = true});
  if (!reader) return fail(streams, reader.error());
  Tally tally;
  std::vector<LinkedPlace> linked;
  for (const std::string& file : options.files) {
    Progress progress(streams.err);
    const auto report =
        app::import_file(house, *reader, file, {options.account, options.url},
                         [&](double done, std::uint64_t bytes) { progress.tell(done, bytes); });
    if (report) {
      tell(house, *report, options.json, streams, tally);
      for (const app::Imported& one : report->accounts) {
        for (const assess::Account& place : one.linked) linked.push_back({one.result.account, place});
      }
    } else {
      tally.failure = fail(streams, report.error());
      tally.unread = true;
    }
  }
  if (auto asked = ask_about_linked(house, linked, streams); !asked) return fail(streams, asked.error());
  if (tally.read == 0) return tally.failure;
  return tally.exposed ? ExitCode::exposed : tally.unread ? ExitCode::partly_unchecked : ExitCode::done;
}

}  // namespace gh::cli
