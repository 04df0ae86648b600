// `glasshouse-hr figures` for everybody, `glasshouse-hr who` for the person who chases.
#include "hr/figures.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "hr/chase.h"
#include "hr/commands/commands.h"
#include "hr/figures_report.h"
#include "hr/roster_file.h"

namespace gh::hr {
namespace {

using base::Result;

struct Typed {
  std::string name, by = "school", format = "text", week, view, view_file;
  std::string state = "open", school, after, who_format = "text";
  std::int64_t most = 1'000;
};

// The characteristic stands where a roster has the role; the file is read and forgotten.
Result<std::vector<Membership>> read_members(const Setting& setting, const std::string& file,
                                             const std::string& heading) {
  std::vector<Membership> members;
  RosterSource source{file, "", {"role=" + heading}};
  const auto roster = read_roster_file(setting.share, source, [&](StaffMember&& member) {
    members.push_back(
        {std::move(member.email), member.role.empty() ? "(none given)" : std::move(member.role)});
  });
  if (!roster) return roster.error();
  return members;
}

Result<Figures> figures_of(Ledger& ledger, const Setting& setting, const Typed& typed) {
  const auto campaign = find_campaign(ledger, typed.name);
  if (!campaign) return campaign.error();
  base::Day day = setting.today;
  if (!typed.week.empty()) {
    const auto week = day_typed(typed.week, "--week");
    if (!week) return week.error();
    day = *week;
  }
  if (!typed.view.empty() && !typed.view_file.empty()) {
    const auto members = read_members(setting, typed.view_file, typed.view);
    if (!members) return members.error();
    return freeze_view(ledger, *campaign, typed.view, *members, setting.today);
  }
  if (auto frozen = freeze(ledger, *campaign, setting.today); !frozen) return frozen.error();
  return read_figures(ledger, *campaign, typed.view.empty() ? typed.by : "view " + typed.view, day);
}

Result<Answer> figures(const Setting& setting, const Typed& typed) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto figures = figures_of(ledger, setting, typed);
    if (!figures) return figures.error();
    if (typed.format == "csv") return Answer{{}, figures_csv(*figures), base::ExitCode::done, true};
    if (typed.format == "html") {
      const auto page = base::read_file(setting.share / "data" / "hr" / "figures.html");
      if (!page) return page.error();
      return Answer{{}, figures_html(*figures, *page), base::ExitCode::done, true};
    }
    Answer answer{figures_json(*figures), figures_text(*figures)};
    if (typed.format == "json") {
      ordered_json all{{"schema", 1}};
      all.update(answer.json);
      answer.text = all.dump() + "\n";
    }
    return answer;
  });
}

Result<Answer> who(const Setting& setting, const Typed& typed) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto campaign = find_campaign(ledger, typed.name);
    if (!campaign) return campaign.error();
    const auto people =
        who_is_asked(ledger, *campaign, {typed.state, typed.school, "", typed.after, typed.most});
    if (!people) return people.error();
    Answer answer;
    answer.json = {
        {"campaign", campaign->plan.name}, {"state", typed.state}, {"people", ordered_json::array()}};
    const bool csv = typed.who_format == "csv";
    answer.raw = csv;
    if (csv) answer.text = "email,name,school,state,deadline,done_on\r\n";
    for (const Asked& one : *people) {
      std::vector<std::string> values;
      ordered_json& json = answer.json["people"].emplace_back();
      for (const auto& [name, text] :
           {std::pair("email", &one.address), std::pair("name", &one.name), std::pair("school", &one.school),
            std::pair("state", &one.state), std::pair("deadline", &one.deadline),
            std::pair("done_on", &one.done_on)}) {
        json[name] = *text;
        values.push_back(csv ? csv_value(*text) : base::for_terminal(*text));
      }
      if (!csv && values.back().empty()) values.pop_back();
      answer.text += base::join(values, csv ? "," : ", ") + (csv ? "\r\n" : "\n");
    }
    if (!csv && people->empty()) answer.text = "Nobody.\n";
    return answer;
  });
}

}  // namespace

void add_figures(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Typed>();
  CLI::App* figured = app.add_subcommand("figures", "How many are done; may be shown to everybody");
  figured->footer(
      "Examples:\n"
      "  glasshouse-hr figures --by school\n"
      "  glasshouse-hr figures --by week --format html > weeks.html\n"
      "  glasshouse-hr figures --view \"Working pattern\" --from patterns.csv\n"
      "The tables of a week are worked out once and stay the same until it ends.");
  figured->add_option("--name", typed->name, "Which campaign");
  figured->add_option("--by", typed->by, "school, role or week")
      ->check(CLI::IsMember({"school", "role", "week"}));
  figured->add_option("--format", typed->format, "text, csv, html or json")
      ->check(CLI::IsMember({"text", "csv", "html", "json"}));
  figured->add_option("--week", typed->week, "Of the week of this day");
  auto* view = figured->add_option("--view", typed->view,
                                   "By a characteristic that you hold elsewhere: the heading of its column");
  figured->add_option("--from", typed->view_file, "The file that it is in; read, counted, not kept")
      ->needs(view);
  figured->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return figures(setting, *typed); }; });

  CLI::App* named =
      app.add_subcommand("who", "Who is done and who is not, by name; for the person who chases");
  named->footer(
      "Examples:\n"
      "  glasshouse-hr who\n"
      "  glasshouse-hr who --state done --school \"Oak Primary\" --format csv > done.csv");
  named->add_option("--name", typed->name, "Which campaign");
  named->add_option("--state", typed->state, "open, done, withdrawn or all")
      ->check(CLI::IsMember({"open", "done", "withdrawn", "all"}));
  named->add_option("--school", typed->school, "Of this school only");
  named->add_option("--after", typed->after, "Go on behind this address");
  named->add_option("--limit", typed->most, "At most so many (1000)");
  named->add_option("--format", typed->who_format, "text or csv")->check(CLI::IsMember({"text", "csv"}));
  named->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return who(setting, *typed); }; });
}

}  // namespace gh::hr
