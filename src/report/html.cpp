// Fills data/report/report.html, in which "{{> name}}" stands for another file there. Every value passes the
// one escape below, so no page's words can make a tag, leave an attribute or turn the direction of the text;
// the template has no tag that skips it. Empty values are given as false, which leaves out what the template
// says around them; every name is always given, because the template engine looks for a missing one further
// out.
#include <kainjow/mustache.hpp>

#include "base/text.h"
#include "chart/bars.h"
#include "report/files.h"
#include "report/report.h"
#include "report/words.h"

namespace gh::report {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

data said(std::string_view value) {
  const std::string shown = base::for_terminal(value);
  if (base::trim(shown).empty()) return data(false);
  return data(shown);
}

data list() { return data(data::type::list); }

// For place.html: what to call a place, as a link to its address where that may be one.
void set_place(data& values, std::string_view words, std::string_view address) {
  const auto target = link_target(address);
  values.set("place", said(words));
  values.set("link", target ? data(*target) : data(false));
  values.set("plain", data(!target && values.get("place")->is_string()));
}

data account_row(const assess::Account& account) {
  const std::string words = account_words(account);
  data row;
  set_place(row, words, account.url);
  row.set("address", words == account.url ? data(false) : said(account.url));
  return row;
}

data section(Section section, const assess::Assessment& assessment, bool listed) {
  const SectionWords& texts = words(section);
  data values;
  values.set("id", said(texts.id));
  values.set("title", said(texts.title));
  values.set("intro", listed ? said(texts.intro) : data(false));
  values.set("nothing", listed ? data(false) : said(empty_words(section, assessment)));
  values.set("listed", data(listed));
  return values;
}

data place(const PlaceWords& words) {
  data quotations = list();
  for (const Quotation& quotation : words.quotations) {
    data one;
    one.set("quotation", said(quotation.words));
    one.set("fields", said(quotation.fields));
    quotations.push_back(one);
  }
  data values;
  values.set("quotations", quotations);
  values.set("more", said(words.more));
  values.set("seen_by", said(words.seen_by));
  values.set("looked", said(words.looked));
  set_place(values, words.place, words.place);
  return values;
}

data exposure(const assess::Exposure& exposure, std::size_t number, const assess::Assessment& assessment) {
  data places = list();
  for (const PlaceWords& words : places_of(exposure, assessment)) places.push_back(place(words));
  data values;
  values.set("number", said(std::to_string(number)));
  values.set("severity", said(checklist::name(exposure.severity)));
  values.set("severity_words", said(severity_words(exposure.severity)));
  values.set("title", said(title_of(exposure)));
  values.set("words", said(exposure.words));
  values.set("how_sure", said(how_sure(exposure.certainty)));
  values.set("joined", said(joined_words(exposure)));
  values.set("places", places);
  values.set("why", said(exposure.why));
  values.set("advice", said(exposure.advice));
  values.set("risk", said(exposure.risk));
  values.set("clause", said(exposure.clause));
  return values;
}

data exposed(const assess::Assessment& assessment) {
  data rows = list();
  std::size_t number = 0;
  for (const assess::Exposure& one : assessment.exposures)
    rows.push_back(exposure(one, ++number, assessment));
  data values = section(Section::exposed, assessment, !assessment.exposures.empty());
  values.set("exposures", rows);
  return values;
}

data unchecked(const assess::Assessment& assessment) {
  data rows = list();
  std::size_t number = 0;
  for (const assess::Unchecked& one : assessment.unchecked) {
    data row = account_row(one.account);
    row.set("number", said(std::to_string(++number)));
    row.set("meaning", said(base::meaning(one.state)));
    row.set("detail", said(detail_words(one)));
    rows.push_back(row);
  }
  data values = section(Section::unchecked, assessment, !assessment.unchecked.empty());
  values.set("accounts", rows);
  return values;
}

data gone(const assess::Assessment& assessment) {
  if (assessment.absent.empty()) return data(false);
  data rows = list();
  for (const assess::Account& account : assessment.absent) rows.push_back(account_row(account));
  data values = section(Section::gone, assessment, true);
  values.set("accounts", rows);
  return values;
}

data read_without_finding(const assess::Assessment& assessment) {
  const auto results = nothing_found(assessment);
  if (results.empty()) return data(false);
  data rows = list();
  for (const assess::AccountResult* result : results) {
    data row = account_row(result->account);
    row.set("pages", said(std::to_string(result->places.size())));
    row.set("looked", said(looked_words(*result)));
    rows.push_back(row);
  }
  data values = section(Section::nothing_found, assessment, true);
  values.set("accounts", rows);
  return values;
}

data items(Section which, const std::vector<assess::ToDo>& all, const assess::Assessment& assessment) {
  data rows = list();
  for (const assess::ToDo& one : all) {
    data row;
    row.set("severity", said(checklist::name(one.severity)));
    row.set("severity_words", said(severity_words(one.severity)));
    row.set("standing_words", said(standing_words(one.standing)));
    row.set("title", said(one.title));
    row.set("reason", said(one.reason));
    row.set("advice", said(one.advice));
    row.set("item", said(one.item));
    rows.push_back(row);
  }
  data values = section(which, assessment, !all.empty());
  values.set("items", rows);
  return values;
}

data panes(const assess::Assessment& assessment) {
  data rows = list();
  for (const auto& [which, count] : counts(assessment)) {
    data row;
    row.set("id", said(words(which).id));
    row.set("count", said(std::to_string(count)));
    row.set("brief", said(words(which).brief));
    rows.push_back(row);
  }
  return rows;
}

data report(const assess::Assessment& assessment) {
  data values;
  for (const File& file : files()) {
    values.set(std::string(file.name),
               data(kainjow::mustache::partial([file] { return std::string(file.bytes); })));
  }
  values.set("heading", said(heading(assessment)));
  values.set("date", said(base::spell_day(assessment.date)));
  values.set("interrupted", assessment.audit_finished ? data(false) : said(interrupted()));
  values.set("summary", said(summary(assessment)));
  values.set("has_panes", data(!counts(assessment).empty()));
  values.set("panes", panes(assessment));
  values.set("exposed", exposed(assessment));
  values.set("unchecked", unchecked(assessment));
  values.set("gone", gone(assessment));
  values.set("nothing_found", read_without_finding(assessment));
  values.set("to_do", items(Section::to_do, assessment.to_do, assessment));
  values.set("kept",
             assessment.kept.empty() ? data(false) : items(Section::kept, assessment.kept, assessment));
  values.set("progress",
             assessment.progress.empty() ? data(false) : section(Section::progress, assessment, true));
  return values;
}

// The chart is mark-up already, so it takes the place of a comment after the template has been filled. No
// value can forge that comment: the escape leaves none a "<".
std::string with_chart(std::string page, const assess::Assessment& assessment) {
  constexpr std::string_view mark = "<!-- chart -->\n";
  const std::size_t at = page.find(mark);
  if (at == std::string::npos) return page;
  return page.replace(at, mark.size(), chart::draw(progress_bars(assessment)));
}

}  // namespace

std::string render_html(const assess::Assessment& assessment, const Options&) {
  mustache page("{{> report.html}}");
  page.set_custom_escape([](const std::string& text) { return base::for_html(text); });
  return with_chart(page.render(report(assessment)), assessment);
}

}  // namespace gh::report
