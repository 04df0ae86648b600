// Everything that is printed goes through paragraph(), which lets nothing from a page move the cursor; our
// own colours are put around the words after that.
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>

#include "chart/bars.h"
#include "report/report.h"
#include "report/words.h"

namespace gh::report {
namespace {

// "Select graphic rendition" of ECMA-48, as every terminal knows it.
constexpr std::string_view plain;
constexpr std::string_view bold = "1";
constexpr std::string_view red = "1;31";
constexpr std::string_view yellow = "1;33";

constexpr std::size_t narrowest = 24;

struct Paper {
  std::string written;
  std::size_t columns;
  bool colour;
};

std::string painted(const Paper& paper, std::string_view colour, std::string line) {
  if (!paper.colour || colour.empty()) return line;
  return fmt::format("\x1B[{}m{}\x1B[0m", colour, line);
}

// Wrapped words, the first line behind `lead`, the others as far in.
void paragraph(Paper& paper, std::string_view lead, std::string_view text, std::string_view colour = plain) {
  std::string before(lead);
  for (std::string& line : base::wrap(base::for_terminal(text), paper.columns - lead.size())) {
    if (line.empty()) continue;
    paper.written += before + painted(paper, colour, std::move(line)) + "\n";
    before.assign(lead.size(), ' ');
  }
}

// "label: text"; nothing for an empty text.
void labelled(Paper& paper, std::string_view indent, std::string_view label, std::string_view text) {
  if (!text.empty()) paragraph(paper, indent, fmt::format("{}: {}", label, text));
}

void gap(Paper& paper) { paper.written += "\n"; }

void ruled(Paper& paper, const std::string& title, char rule) {
  paragraph(paper, "", title, bold);
  paper.written += std::string(std::min(paper.columns, std::size_t{60}), rule) + "\n";
}

// The heading of a part and what is said below it; false when nothing is to be listed.
bool begin(Paper& paper, Section section, std::size_t count, const assess::Assessment& assessment) {
  const std::string nothing = count == 0 ? empty_words(section, assessment) : "";
  if (count == 0 && nothing.empty()) return false;
  gap(paper);
  ruled(paper, std::string(words(section).title), '-');
  paragraph(paper, "", count == 0 ? nothing : std::string(words(section).intro));
  return count != 0;
}

std::string_view colour_of(checklist::Severity severity) {
  switch (severity) {
    case checklist::Severity::breach:
    case checklist::Severity::expose:
      return red;
    case checklist::Severity::duty:
      return yellow;
    default:
      return bold;
  }
}

void write_place(Paper& paper, const PlaceWords& words) {
  labelled(paper, "     ", "Where", words.place);
  for (const Quotation& quotation : words.quotations) {
    if (!quotation.words.empty()) paragraph(paper, "       > ", "\"" + quotation.words + "\"");
    labelled(paper, "         ", "In", quotation.fields);
  }
  paragraph(paper, "         ", words.more);
  labelled(paper, "       ", "Who can see it", words.seen_by);
  labelled(paper, "       ", "Read", words.looked);
}

void write_exposure(Paper& paper, const assess::Exposure& exposure, std::size_t number,
                    const assess::Assessment& assessment) {
  gap(paper);
  const std::string lead = fmt::format("{:>3}. ", number);
  paragraph(paper, lead, fmt::format("{} [{}]", title_of(exposure), severity_words(exposure.severity)),
            colour_of(exposure.severity));
  paragraph(paper, "     ", exposure.words);
  labelled(paper, "     ", "How sure", how_sure(exposure.certainty));
  paragraph(paper, "     ", joined_words(exposure));
  for (const PlaceWords& place : places_of(exposure, assessment)) write_place(paper, place);
  labelled(paper, "     ", "Why it matters", exposure.why);
  labelled(paper, "     ", "What to do", exposure.advice);
  labelled(paper, "     ", "What may happen", exposure.risk);
  labelled(paper, "     ", "Policy clause", exposure.clause);
}

void write_exposures(Paper& paper, const assess::Assessment& assessment) {
  if (!begin(paper, Section::exposed, assessment.exposures.size(), assessment)) return;
  std::size_t number = 0;
  for (const assess::Exposure& exposure : assessment.exposures) {
    write_exposure(paper, exposure, ++number, assessment);
  }
}

// The address of an account that is not called by it already.
void where(Paper& paper, const assess::Account& account) {
  if (account_words(account) != account.url) labelled(paper, "    ", "Where", account.url);
}

void write_unchecked(Paper& paper, const assess::Assessment& assessment) {
  if (!begin(paper, Section::unchecked, assessment.unchecked.size(), assessment)) return;
  for (const assess::Unchecked& one : assessment.unchecked) {
    gap(paper);
    paragraph(paper, "  ? ", account_words(one.account) + " [Not checked]", yellow);
    paragraph(paper, "    ", base::meaning(one.state));
    paragraph(paper, "    ", detail_words(one));
    where(paper, one.account);
  }
}

void write_gone(Paper& paper, const assess::Assessment& assessment) {
  if (!begin(paper, Section::gone, assessment.absent.size(), assessment)) return;
  for (const assess::Account& account : assessment.absent) {
    paragraph(paper, "  - ", account_words(account));
    where(paper, account);
  }
}

void write_nothing_found(Paper& paper, const assess::Assessment& assessment) {
  const auto results = nothing_found(assessment);
  if (!begin(paper, Section::nothing_found, results.size(), assessment)) return;
  for (const assess::AccountResult* result : results) {
    paragraph(paper, "  - ", account_words(result->account));
    paragraph(paper, "    ", fmt::format("{} read on {}", pages_words(*result), looked_words(*result)));
    where(paper, result->account);
  }
}

void write_items(Paper& paper, Section section, const std::vector<assess::ToDo>& items,
                 const assess::Assessment& assessment) {
  if (!begin(paper, section, items.size(), assessment)) return;
  for (const assess::ToDo& item : items) {
    gap(paper);
    paragraph(
        paper, "  - ",
        fmt::format("{} [{}, {}]", item.title, severity_words(item.severity), standing_words(item.standing)),
        bold);
    labelled(paper, "    ", "Your reason", item.reason);
    paragraph(paper, "    ", item.advice);
    labelled(paper, "    ", "Policy clause", item.item);
  }
}

void write_progress(Paper& paper, const assess::Assessment& assessment) {
  if (!begin(paper, Section::progress, assessment.progress.size(), assessment)) return;
  for (const chart::Bar& bar : progress_bars(assessment).bars) {
    paragraph(paper, "  - ", fmt::format("{}: {}", bar.label, chart::share(bar)));
  }
}

}  // namespace

std::string render_text(const assess::Assessment& assessment, const Options& options) {
  Paper paper{"", std::max(options.columns, narrowest), options.colour};
  ruled(paper, heading(assessment) + ", " + base::spell_day(assessment.date), '=');
  if (!assessment.audit_finished) labelled(paper, "", "NOT FINISHED", interrupted());
  paragraph(paper, "", summary(assessment), bold);
  write_exposures(paper, assessment);
  write_unchecked(paper, assessment);
  write_gone(paper, assessment);
  write_nothing_found(paper, assessment);
  write_items(paper, Section::to_do, assessment.to_do, assessment);
  write_items(paper, Section::kept, assessment.kept, assessment);
  write_progress(paper, assessment);
  return paper.written;
}

}  // namespace gh::report
