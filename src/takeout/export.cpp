#include "takeout/export.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "takeout/entry_name.h"
#include "takeout/part_builder.h"
#include "takeout/readers.h"
#include "takeout/stream.h"

namespace gh::takeout {
namespace {

constexpr std::array<std::string_view, 4> state_names{"read", "partly", "refused", "not_known"};
constexpr std::uint64_t bytes_a_word = std::uint64_t{4} << 20;  // of progress

// "what; hint", for a file whose name stands before it.
std::string words_of(const base::Error& error) {
  return error.hint.empty() ? error.what : error.what + "; " + error.hint;
}

class Reader {
 public:
  Reader(Archive& archive, const ExportBook& book, const Limits& limits, const ExportListener& listener)
      : archive_(archive), book_(book), limits_(limits), listener_(listener), budget_{limits.total} {}

  ExportSummary run() {
    while (true) {
      auto entry = archive_.next();
      if (!entry) {
        summary_.trouble = entry.error();
        return std::move(summary_);
      }
      if (!*entry) return std::move(summary_);
      ++summary_.files;
      read(**entry);
      tell_progress();
    }
  }

 private:
  void read(const Entry& entry) {
    FileReport report;
    report.file = shown_name(entry.name);
    if (entry.refusal) {
      report.state = FileState::refused;
      report.detail = words_of(*entry.refusal);
      return listener_.file(std::move(report));
    }
    if (is_archive_name(entry.name)) {
      report.state = FileState::refused;
      report.detail = "an archive inside another is not opened; unpack it, and import it by itself";
      return listener_.file(std::move(report));
    }
    if (!may_hold_words(entry.name)) {
      ++summary_.of_no_use;
      return;
    }
    if (opened_ == limits_.files) return pass_over_the_rest(std::move(report));
    ++opened_;
    read_words(entry, std::move(report));
  }

  // Told once: there may be very many.
  void pass_over_the_rest(FileReport&& report) {
    ++summary_.of_no_use;
    if (told_of_rest_) return;
    told_of_rest_ = true;
    report.state = FileState::refused;
    report.detail = fmt::format(
        "no more than {} files are opened, and neither this one nor those behind it are; "
        "import the rest by itself",
        limits_.files);
    listener_.file(std::move(report));
  }

  void read_words(const Entry& entry, FileReport&& report) {
    Stream stream(archive_, limits_, budget_);
    const ExportBook::Choice choice = book_.choose(entry.name, stream.head(), platform_);
    if (choice.definition != nullptr) {
      platform_ = choice.definition;
      report.definition = choice.definition;
      report.state = FileState::read;
      ++summary_.known;
      if (choice.rules.front()->format == scrape::ExportFormat::page) {
        read_page(entry, stream, choice.rules.front()->seen_by, report);
      } else {
        read_file(stream, choice, report);
      }
    }
    if (stream.trouble()) {
      report.state = choice.definition == nullptr ? FileState::refused : FileState::partly;
      report.detail = words_of(*stream.trouble());
    }
    summary_.bytes += stream.given();
    listener_.file(std::move(report));
  }

  void read_page(const Entry& entry, Stream& stream, base::Visibility seen_by, FileReport& report) {
    auto bytes = read_all(stream, limits_.page);
    if (!bytes) {
      report.state = FileState::partly;
      report.detail = words_of(bytes.error());
      return;
    }
    auto page = saved_page_of(entry.name, std::move(*bytes));
    if (!page) return;
    ++report.records;
    listener_.page({report.definition, seen_by, std::move(*page)});
  }

  void read_file(Stream& stream, const ExportBook::Choice& choice, FileReport& report) {
    std::vector<Wanted> wanted;
    for (const scrape::ExportRule* rule : choice.rules) wanted.emplace_back(*rule);
    PartBuilder builder(*choice.definition, report.file, listener_);
    std::uint64_t told = 0;
    const FileOutcome outcome = read_records(stream, wanted, limits_, [&](Record&& record) {
      const std::uint32_t rule = record.rule;
      builder.add(std::move(record), wanted[rule]);
      if (stream.given() < told + bytes_a_word) return;
      told = stream.given();
      listener_.progress(archive_.done(), summary_.bytes + told);
    });
    builder.finish();
    report.records = outcome.records;
    report.left_out = outcome.left_out;
    report.detail = outcome.trouble;
    if (outcome.left_out > 0 && report.detail.empty())
      report.detail = fmt::format("{} of its records are damaged or too long", outcome.left_out);
    if (!report.detail.empty()) report.state = FileState::partly;
  }

  void tell_progress() {
    if (summary_.bytes < told_ + bytes_a_word) return;
    told_ = summary_.bytes;
    listener_.progress(archive_.done(), told_);
  }

  Archive& archive_;
  const ExportBook& book_;
  const Limits& limits_;
  const ExportListener& listener_;
  Budget budget_;
  ExportSummary summary_;
  const scrape::Definition* platform_ = nullptr;  // of the files so far
  std::size_t opened_ = 0;
  bool told_of_rest_ = false;
  std::uint64_t told_ = 0;
};

}  // namespace

std::string_view name(FileState state) { return state_names[static_cast<std::size_t>(state)]; }

ExportSummary read_export(Archive& archive, const ExportBook& book, const Limits& limits,
                          const ExportListener& listener) {
  return Reader(archive, book, limits, listener).run();
}

}  // namespace gh::takeout
