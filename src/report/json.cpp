// The words of pages stand here as they were found: whoever shows them to a person makes them harmless first.
#include "base/json.h"

#include <nlohmann/json.hpp>

#include "base/version.h"
#include "report/report.h"
#include "report/words.h"

namespace gh::report {
namespace {

using Json = nlohmann::ordered_json;

template <class Row>
Json list(const std::vector<Row>& rows, Json (*one)(const Row&)) {
  Json values = Json::array();
  for (const Row& row : rows) values.push_back(one(row));
  return values;
}

Json evidence(const detect::Evidence& evidence) {
  return {
      {"text", evidence.text}, {"start", evidence.start}, {"end", evidence.end}, {"field", evidence.field}};
}

Json sighting(const assess::Sighting& sighting) {
  const detect::Finding& finding = sighting.finding;
  return {{"account", sighting.account}, {"platform", sighting.platform},
          {"place", sighting.place},     {"evidence", evidence(finding.evidence)},
          {"rule", finding.rule},        {"seen_by", detect::name(finding.seen_by)},
          {"hidden", finding.hidden}};
}

Json exposure(const assess::Exposure& exposure) {
  return {{"id", exposure.id},
          {"kind", detect::name(exposure.kind)},
          {"value", exposure.value},
          {"words", exposure.words},
          {"severity", checklist::name(exposure.severity)},
          {"certainty", detect::name(exposure.certainty)},
          {"clause", exposure.clause},
          {"joined", exposure.joined},
          {"title", exposure.title},
          {"why", exposure.why},
          {"advice", exposure.advice},
          {"risk", exposure.risk},
          {"sightings", list(exposure.sightings, sighting)}};
}

Json account(const assess::Account& account) {
  return {{"account", account.id},
          {"platform", account.platform},
          {"handle", account.handle},
          {"url", account.url}};
}

Json unchecked(const assess::Unchecked& unchecked) {
  Json value = account(unchecked.account);
  value["state"] = base::name(unchecked.state);
  value["reason"] = unchecked.reason;
  value["detail"] = unchecked.detail;
  return value;
}

Json looked_at(const assess::AccountResult& result) {
  Json value = account(result.account);
  value["state"] = base::name(result.state);
  value["source"] = assess::name(result.source);
  value["looked"] = base::format_day(result.looked);
  value["places"] = result.places;
  return value;
}

Json item(const assess::ToDo& item) {
  return {{"item", item.item},
          {"title", item.title},
          {"advice", item.advice},
          {"severity", checklist::name(item.severity)},
          {"reason", item.reason}};
}

Json to_do(const assess::ToDo& to_do) {
  Json value = item(to_do);
  value.erase("reason");
  value["standing"] = checklist::name(to_do.standing);
  return value;
}

Json progress(const checklist::Progress& progress) {
  return {{"section", progress.section},
          {"title", progress.title},
          {"answered", progress.answered},
          {"all", progress.all}};
}

}  // namespace

std::string render_json(const assess::Assessment& assessment, const Options&) {
  const Json report{{"schema", base::json_schema},
                    {"date", base::format_day(assessment.date)},
                    {"person", assessment.person},
                    {"checklist", assessment.checklist_title},
                    {"audit_finished", assessment.audit_finished},
                    {"summary", summary(assessment)},
                    {"exposures", list(assessment.exposures, exposure)},
                    {"unchecked", list(assessment.unchecked, unchecked)},
                    {"absent", list(assessment.absent, account)},
                    {"looked_at", list(assessment.looked_at, looked_at)},
                    {"to_do", list(assessment.to_do, to_do)},
                    {"kept", list(assessment.kept, item)},
                    {"progress", list(assessment.progress, progress)}};
  return base::write_json(report) + "\n";
}

}  // namespace gh::report
