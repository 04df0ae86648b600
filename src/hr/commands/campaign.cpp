// `glasshouse-hr campaign`: from a template to the last count.
#include "hr/campaign.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

#include "base/text.h"
#include "hr/adjust.h"
#include "hr/calendar_view.h"
#include "hr/commands/commands.h"
#include "hr/new_campaign.h"

namespace gh::hr {
namespace {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;

struct Typed {
  std::string name, file, opens, deadline, checklist;
  std::int64_t people = -1;
  std::vector<std::string> addresses;
  std::int64_t days = 0;
  std::string until, done_on;
  bool done = false;
};

ordered_json json_of(const Campaign& campaign) {
  const CampaignPlan& plan = campaign.plan;
  ordered_json json{{"campaign", plan.name},
                    {"state", campaign.state},
                    {"opens_on", base::format_day(plan.opens_on)},
                    {"deadline", base::format_day(plan.deadline)},
                    {"checklist", {{"id", plan.checklist_id}, {"version", plan.checklist_version}}}};
  if (campaign.confirmed_on) {
    json["confirmed"] = {{"people", campaign.confirmed_people},
                         {"by", campaign.confirmed_by},
                         {"on", base::format_day(*campaign.confirmed_on)}};
  }
  if (campaign.closed_on) json["closed_on"] = base::format_day(*campaign.closed_on);
  return json;
}

std::string headline(const Campaign& campaign) {
  return fmt::format("{} ({}): {} to {}\n", base::for_terminal(campaign.plan.name), campaign.state,
                     base::spell_day(campaign.plan.opens_on), base::spell_day(campaign.plan.deadline));
}

std::string subject_of(const Campaign& campaign) { return "campaign " + campaign.plan.name; }

Result<Answer> make(const Setting& setting, const Typed& typed) {
  PlanChoices choices{typed.name, {}, {}};
  for (const auto& [text, option, to] : {std::tuple(&typed.opens, "--opens", &choices.opens_on),
                                         std::tuple(&typed.deadline, "--deadline", &choices.deadline)}) {
    if (text->empty()) continue;
    const auto day = day_typed(*text, option);
    if (!day) return day.error();
    *to = *day;
  }
  const auto plan = plan_campaign(setting.share, {typed.file, typed.checklist, choices}, setting.today);
  if (!plan) return plan.error();
  return with_act(setting, "campaign new", [&](Ledger& ledger) -> Result<Acted> {
    const auto campaign = make_campaign(ledger, *plan);
    if (!campaign) return campaign.error();
    return Acted{
        {json_of(*campaign), headline(*campaign) + "See it with `glasshouse-hr campaign preview`.\n"},
        subject_of(*campaign)};
  });
}

// What follows does something with one campaign.
using With = std::function<Result<Answer>(Ledger&, const Campaign&)>;
Result<Answer> with_campaign(const Setting& setting, const std::string& name, const With& work) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto campaign = find_campaign(ledger, name);
    if (!campaign) return campaign.error();
    return work(ledger, *campaign);
  });
}

// The same as an act that is noted.
Result<Answer> act_on_campaign(const Setting& setting, const std::string& name, const std::string& act,
                               const With& work) {
  return with_act(setting, act, [&](Ledger& ledger) -> Result<Acted> {
    const auto campaign = find_campaign(ledger, name);
    if (!campaign) return campaign.error();
    auto answer = work(ledger, *campaign);
    if (!answer) return answer.error();
    return Acted{std::move(*answer), subject_of(*campaign)};
  });
}

Result<Answer> preview(Ledger& ledger, const Campaign& campaign, Day today) {
  const auto people = people_to_ask(ledger, today);
  if (!people) return people.error();
  const std::vector<Happening> all = happenings(campaign.plan);
  Answer answer{json_of(campaign), headline(campaign)};
  answer.json["people"] = *people;
  answer.json["calendar"] = ordered_json::array();
  std::string list;
  for (const Happening& one : all) {
    answer.json["calendar"].push_back({{"day", base::format_day(one.day)}, {"what", one.what}});
    list += fmt::format("  {}  {:<17} {}\n", one.mark, base::spell_day(one.day), one.what);
  }
  answer.text += fmt::format("Checklist {}, version {}\n\n", campaign.plan.checklist_id,
                             campaign.plan.checklist_version) +
                 draw_months(campaign.plan, all) + list + "\n";
  const bool known = knows(campaign.plan.calendar, {campaign.plan.opens_on, all.back().day});
  answer.json["calendar_complete"] = known;
  if (!known)
    answer.text += "The calendar's terms do not cover all of this: outside them every weekday counts.\n";
  answer.text += counted(*people, "person is asked.\n", "people are asked.\n");
  if (campaign.state == "draft")
    answer.text += fmt::format("To start it: glasshouse-hr campaign confirm --people {}\n", *people);
  return answer;
}

// The number, typed there and then when it was not typed before.
Result<std::int64_t> number_typed(std::int64_t given, std::int64_t people) {
  if (given >= 0) return given;
  if (::isatty(0) == 0)
    return Error{ErrorKind::usage, "nothing was started", "",
                 "type how many people it asks: --people N; `campaign preview` says it"};
  std::cerr << fmt::format("{} will get mail. Type how many, to start it: ",
                           counted(people, "person", "people"));
  std::int64_t typed = -1;
  std::cin >> typed;
  return typed;
}

// Nobody else waits for the ledger while the number is typed.
Result<Answer> start(const Setting& setting, const std::string& name, std::int64_t given) {
  std::int64_t people = 0;
  const auto counted_now =
      with_campaign(setting, name, [&](Ledger& ledger, const Campaign&) -> Result<Answer> {
        const auto asked = people_to_ask(ledger, setting.today);
        if (!asked) return asked.error();
        people = *asked;
        return Answer{};
      });
  if (!counted_now) return counted_now.error();
  const auto typed = number_typed(given, people);
  if (!typed) return typed.error();
  return act_on_campaign(
      setting, name, "campaign confirm", [&](Ledger& ledger, const Campaign& campaign) -> Result<Answer> {
        if (auto done = confirm(ledger, campaign, *typed, setting.who, setting.today); !done)
          return done.error();
        const auto now = find_campaign(ledger, campaign.plan.name);
        if (!now) return now.error();
        return Answer{json_of(*now),
                      headline(*now) + counted(*typed, "person is", "people are") +
                          " asked. Plan the mail with `glasshouse-hr remind plan`, every morning.\n"};
      });
}

Result<Answer> move(Ledger& ledger, const Campaign& campaign, Result<void> moved) {
  if (!moved) return moved.error();
  const auto now = find_campaign(ledger, campaign.plan.name);
  if (!now) return now.error();
  return Answer{json_of(*now), headline(*now)};
}

Result<Answer> status(Ledger& ledger, const Campaign& campaign, Day today) {
  const auto now = standing(ledger, campaign, today);
  if (!now) return now.error();
  Answer answer{json_of(campaign), headline(campaign)};
  answer.json["asked"] = now->asked;
  answer.json["done"] = now->done;
  answer.json["open"] = now->open;
  answer.json["overdue"] = now->overdue;
  answer.json["withdrawn"] = now->withdrawn;
  answer.json["on_leave"] = now->on_leave;
  answer.text += fmt::format(
      "{:>9} asked\n{:>9} done\n{:>9} open, {} of them past their day, {} on leave\n"
      "{:>9} withdrawn (left, or exempt)\n",
      grouped(now->asked), grouped(now->done), grouped(now->open), grouped(now->overdue),
      grouped(now->on_leave), grouped(now->withdrawn));
  answer.json["mail"] = ordered_json::object();
  for (const auto& [state, count] : now->mail) {
    answer.json["mail"][state] = count;
    answer.text += fmt::format("{:>9} mails {}\n", grouped(count), state);
  }
  answer.text += "Exact, and for you: what may be shown to others is in `glasshouse-hr figures`.\n";
  return answer;
}

Result<Answer> list(Ledger& ledger) {
  const auto all = all_campaigns(ledger);
  if (!all) return all.error();
  Answer answer;
  answer.json["campaigns"] = ordered_json::array();
  for (const Campaign& campaign : *all) {
    answer.json["campaigns"].push_back(json_of(campaign));
    answer.text += headline(campaign);
  }
  return answer;
}

Result<Answer> adjust(Ledger& ledger, const Campaign& campaign, const Setting& setting, const Typed& typed) {
  Adjustment adjustment{std::nullopt, typed.days, std::nullopt};
  if (!typed.until.empty()) {
    const auto until = day_typed(typed.until, "--until");
    if (!until) return until.error();
    adjustment.deadline = *until;
  }
  if (typed.done) {
    const auto done_on =
        day_typed(typed.done_on.empty() ? base::format_day(setting.today) : typed.done_on, "--on");
    if (!done_on) return done_on.error();
    adjustment.done_on = *done_on;
  }
  Answer answer;
  answer.json["people"] = ordered_json::array();
  for (const std::string& address : typed.addresses) {
    const auto now = adjust_person(ledger, campaign, address, adjustment, setting.who, setting.today);
    if (!now) return now.error();
    answer.json["people"].push_back({{"email", address},
                                     {"state", now->state},
                                     {"deadline", base::format_day(now->deadline)},
                                     {"changed", now->changed}});
    answer.text += fmt::format("{}: {}, by {}{}\n", base::for_terminal(address), now->state,
                               base::spell_day(now->deadline), now->changed ? "" : " (as before)");
  }
  return answer;
}

}  // namespace

void add_campaign(CLI::App& app, Work& chosen) {
  CLI::App* group = app.add_subcommand("campaign", "One year's asking");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n"
      "  glasshouse-hr campaign new --template ours.toml --opens 2026-11-02 --deadline 2026-12-11\n"
      "  glasshouse-hr campaign preview\n"
      "  glasshouse-hr campaign confirm --people 1187\n"
      "  glasshouse-hr campaign adjust ann.tull@oak.example --days 14\n"
      "  glasshouse-hr campaign adjust ann.tull@oak.example --done --on 2026-11-20   (a form on paper came "
      "in)\n"
      "Without --name the newest campaign that is not closed is meant.");
  const auto typed = std::make_shared<Typed>();
  const auto add = [&](const char* name, const char* what, Work work) {
    CLI::App* command = group->add_subcommand(name, what);
    command->add_option("--name", typed->name, "Which campaign");
    command->callback([&chosen, work = std::move(work)] { chosen = work; });
    return command;
  };
  const auto add_with = [&](const char* name, const char* what,
                            std::function<Result<Answer>(Ledger&, const Campaign&, const Setting&)> work) {
    return add(name, what, [typed, work](const Setting& setting) {
      return with_campaign(setting, typed->name, [&](Ledger& ledger, const Campaign& campaign) {
        return work(ledger, campaign, setting);
      });
    });
  };
  const auto add_act = [&](const char* name, const char* what,
                           std::function<Result<Answer>(Ledger&, const Campaign&, const Setting&)> work) {
    return add(name, what, [typed, work, act = std::string("campaign ") + name](const Setting& setting) {
      return act_on_campaign(setting, typed->name, act, [&](Ledger& ledger, const Campaign& campaign) {
        return work(ledger, campaign, setting);
      });
    });
  };
  CLI::App* made = add("new", "Make one from a template, as a draft",
                       [typed](const Setting& setting) { return make(setting, *typed); });
  made->add_option("--template", typed->file, "TOML file; data/hr/campaign.toml is the one to copy");
  made->add_option("--checklist", typed->checklist, "The checklist's file, when it is one of your own");
  made->add_option("--opens", typed->opens, "The day of the invitation");
  made->add_option("--deadline", typed->deadline, "The day by which everybody should be done");
  add_with("preview", "What would happen when, as a calendar, and to how many",
           [](Ledger& ledger, const Campaign& campaign, const Setting& setting) {
             return preview(ledger, campaign, setting.today);
           });
  add("confirm", "Start it, by typing how many people it asks", [typed](const Setting& setting) {
    return start(setting, typed->name, typed->people);
  })->add_option("--people", typed->people, "How many people it asks");
  add_act("pause", "No mail until it is resumed",
          [](Ledger& ledger, const Campaign& campaign, const Setting&) {
            return move(ledger, campaign, pause(ledger, campaign));
          });
  add_act("resume", "Go on: each person gets the one mail that is due",
          [](Ledger& ledger, const Campaign& campaign, const Setting&) {
            return move(ledger, campaign, resume(ledger, campaign));
          });
  CLI::App* adjusted = add_act("adjust", "More time for somebody, or done on paper",
                               [typed](Ledger& ledger, const Campaign& campaign, const Setting& setting) {
                                 return adjust(ledger, campaign, setting, *typed);
                               });
  adjusted->add_option("EMAIL", typed->addresses, "Whose")->required();
  auto* until = adjusted->add_option("--until", typed->until, "Their deadline");
  auto* days = adjusted->add_option("--days", typed->days, "So many days more")->check(CLI::Range(1, 366));
  auto* done = adjusted->add_flag("--done", typed->done, "They are done, and said so on paper");
  adjusted->add_option("--on", typed->done_on, "The day of it (today)")->needs(done);
  until->excludes(days)->excludes(done);
  days->excludes(done);
  add_act("close", "End it: codes and invitations are erased, counts kept",
          [](Ledger& ledger, const Campaign& campaign, const Setting& setting) {
            return move(ledger, campaign, close(ledger, campaign, setting.today));
          });
  add_with("status", "How it stands, exactly; for you only",
           [](Ledger& ledger, const Campaign& campaign, const Setting& setting) {
             return status(ledger, campaign, setting.today);
           });
  add("list", "All campaigns", [](const Setting& setting) { return with_ledger(setting, list); });
}

}  // namespace gh::hr
