// Figures: the one tab that everybody who may log in sees. Only what was frozen for a week is shown; a look
// works nothing out.
#include <algorithm>
#include <fmt/format.h>

#include "base/file.h"
#include "base/version.h"
#include "hr/desk/place.h"
#include "hr/figures.h"
#include "hr/figures_report.h"

namespace gh::hr {
namespace {

using base::ErrorKind;
using base::Result;

std::string by_of(const Visit& visit) {
  const std::string by = visit.typed("by");
  return by == "role" || by == "week" ? by : "school";
}

Result<Figures> figures_of(const Visit& visit) {
  const auto campaign = find_campaign(visit.ledger, visit.typed("campaign"));
  if (!campaign) return campaign.error();
  return read_figures(visit.ledger, *campaign, by_of(visit), visit.setting.today);
}

std::string shown(const std::optional<std::int64_t>& count) { return count ? grouped(*count) : "not shown"; }

ordered_json values_of(const Line& line) {
  return {{"label", line.label}, {"asked", shown(line.asked)}, {"done", shown(line.done)}};
}

Result<View> show(const Visit& visit) {
  View view{"figures", "Figures"};
  view.values["cuts"] = ordered_json::array();
  for (const auto& [by, words] :
       {std::pair("school", "By school"), std::pair("role", "By role"), std::pair("week", "Week by week")})
    view.values["cuts"].push_back(
        {{"path", fmt::format("/figures?by={}", by)}, {"words", words}, {"here", by_of(visit) == by}});
  view.values["by"] = by_of(visit);
  view.values["rows_are"] = by_of(visit) == "week"   ? "Counted on"
                            : by_of(visit) == "role" ? "Role"
                                                     : "School";
  const auto figures = figures_of(visit);
  if (!figures && figures.error().kind != ErrorKind::no_input) return figures.error();
  view.values["any"] = figures.has_value();
  if (!figures) return view;
  view.values["campaign"] = figures->campaign;
  view.values["as_of"] = base::spell_day(figures->as_of);
  view.values["withheld"] = figures->withheld;
  view.values["lines"] = ordered_json::array();
  for (const Line& line : figures->lines) view.values["lines"].push_back(values_of(line));
  view.values["chart"] = std::any_of(figures->lines.begin(), figures->lines.end(),
                                     [](const Line& line) { return line.asked && line.done; });
  if (figures->total) view.values["total"] = values_of(*figures->total);
  return view;
}

Fetch file_of(const std::string& type, const std::string& name,
              const std::function<Result<std::string>(const Visit&, const Figures&)>& write) {
  return [type, name, write](const Visit& visit) -> Result<Download> {
    const auto figures = figures_of(visit);
    if (!figures) return figures.error();
    auto bytes = write(visit, *figures);
    if (!bytes) return bytes.error();
    return Download{type, name, std::move(*bytes)};
  };
}

Result<std::string> as_page(const Visit& visit, const Figures& figures) {
  const auto frame = base::read_file(visit.setting.share / "data" / "hr" / "figures.html");
  if (!frame) return frame.error();
  return figures_html(figures, *frame);
}

Result<std::string> as_picture(const Visit& visit, const Figures& figures) {
  const auto frame = base::read_file(visit.setting.share / "data" / "hr" / "picture.svg");
  if (!frame) return frame.error();
  return figures_chart(figures, *frame);
}

Result<Deed> work_out(const Visit& visit) {
  const auto campaign = find_campaign(visit.ledger, "");
  if (!campaign) return campaign.error();
  if (auto done = freeze(visit.ledger, *campaign, visit.setting.today); !done) return done.error();
  return Deed{"campaign " + campaign->plan.name, "/figures"};
}

}  // namespace

std::vector<Place> figure_places() {
  const auto csv = [](const Visit&, const Figures& figures) -> Result<std::string> {
    return figures_csv(figures);
  };
  const auto json = [](const Visit&, const Figures& figures) -> Result<std::string> {
    ordered_json all{{"schema", base::json_schema}};
    all.update(figures_json(figures));
    return all.dump(2) + "\n";
  };
  return {
      {.path = "/figures", .least = UserRole::viewer, .show = show},
      {.path = "/figures.csv",
       .least = UserRole::viewer,
       .fetch = file_of("text/csv; charset=utf-8", "figures.csv", csv)},
      {.path = "/figures.json",
       .least = UserRole::viewer,
       .fetch = file_of("application/json", "figures.json", json)},
      {.path = "/figures.html",
       .least = UserRole::viewer,
       .fetch = file_of("text/html; charset=utf-8", "figures.html", as_page)},
      {.path = "/figures.svg", .least = UserRole::viewer, .fetch = file_of("image/svg+xml", "", as_picture)},
      {.path = "/figures", .act = "figures freeze", .deed = work_out}};
}

}  // namespace gh::hr
