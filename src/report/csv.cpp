// RFC 4180 with a byte order mark, which spreadsheets need to read UTF-8. Every cell is quoted, so that a
// program that splits at semicolons cannot cut one open.
#include <array>

#include "base/text.h"
#include "report/report.h"

namespace gh::report {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// What makes a spreadsheet run a cell, the full-width forms of the same among them. Tabs and line breaks are
// blanks by the time this is asked.
constexpr std::array<std::string_view, 8> formula_starts{"=", "+", "-", "@", "＝", "＋", "－", "＠"};

bool starts_formula(std::string_view text) {
  const std::string_view words = base::trim(text);
  for (std::string_view start : formula_starts) {
    if (words.starts_with(start)) return true;
  }
  return false;
}

std::string cell(std::string_view text) {
  const std::string harmless = base::for_terminal(text);
  std::string out = starts_formula(harmless) ? "\"'" : "\"";
  for (char c : harmless) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

template <std::size_t count>
std::string line(const std::array<std::string_view, count>& cells) {
  std::string out;
  for (std::string_view text : cells) out += (out.empty() ? "" : ",") + cell(text);
  return out + "\r\n";
}

constexpr std::array<std::string_view, 16> columns{
    "kind",     "value", "words",    "severity", "certainty", "joined", "clause", "title",
    "platform", "place", "evidence", "field",    "seen_by",   "hidden", "rule",   "advice",
};

std::string_view yes_no(bool value) { return value ? "yes" : "no"; }

std::string line_of(const assess::Exposure& exposure, const assess::Sighting& sighting) {
  const detect::Finding& finding = sighting.finding;
  return line(std::array<std::string_view, columns.size()>{
      detect::name(exposure.kind), exposure.value, exposure.words, checklist::name(exposure.severity),
      detect::name(exposure.certainty), yes_no(exposure.joined), exposure.clause, exposure.title,
      sighting.platform, sighting.place, finding.evidence.text, finding.evidence.field,
      detect::name(finding.seen_by), yes_no(finding.hidden), finding.rule, exposure.advice});
}

}  // namespace

std::string render_csv(const assess::Assessment& assessment, const Options&) {
  std::string out(byte_order_mark);
  out += line(columns);
  for (const assess::Exposure& exposure : assessment.exposures) {
    for (const assess::Sighting& sighting : exposure.sightings) out += line_of(exposure, sighting);
  }
  return out;
}

}  // namespace gh::report
