// Campaigns: all of them, one of them with its calendar, and what can be done with it.
#include <fmt/format.h>

#include "hr/calendar_view.h"
#include "hr/campaign.h"
#include "hr/desk/place.h"
#include "hr/new_campaign.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<Campaign> campaign_of(const Visit& visit) {
  const auto id = visit.number();
  if (!id) return id.error();
  const auto all = all_campaigns(visit.ledger);
  if (!all) return all.error();
  for (const Campaign& campaign : *all) {
    if (campaign.id == *id) return campaign;
  }
  return Error{ErrorKind::no_input, "there is no such campaign", "", "go back to the list"};
}

std::string path_of(const Campaign& campaign) { return fmt::format("/campaigns/{}", campaign.id); }
std::string subject_of(const Campaign& campaign) { return "campaign " + campaign.plan.name; }

ordered_json values_of(const Campaign& campaign) {
  return {{"id", campaign.id},
          {"path", path_of(campaign)},
          {"name", campaign.plan.name},
          {"state", campaign.state},
          {"opens", base::spell_day(campaign.plan.opens_on)},
          {"deadline", base::spell_day(campaign.plan.deadline)}};
}

Result<View> list(const Visit& visit) {
  const auto all = all_campaigns(visit.ledger);
  if (!all) return all.error();
  View view{"campaigns", "Campaigns"};
  view.values["campaigns"] = ordered_json::array();
  for (const Campaign& campaign : *all) view.values["campaigns"].push_back(values_of(campaign));
  view.values["any"] = !all->empty();
  return view;
}

Result<void> add_standing(const Visit& visit, const Campaign& campaign, View& view) {
  const auto now = standing(visit.ledger, campaign, visit.setting.today);
  if (!now) return now.error();
  view.values["standing"] = ordered_json::array();
  for (const auto& [words, count] :
       {std::pair("asked", now->asked), std::pair("done", now->done), std::pair("open", now->open),
        std::pair("of them overdue", now->overdue), std::pair("on leave", now->on_leave),
        std::pair("withdrawn: left, or exempt", now->withdrawn)})
    view.values["standing"].push_back({{"what", words}, {"count", grouped(count)}});
  view.values["mail"] = ordered_json::array();
  for (const auto& [state, count] : now->mail)
    view.values["mail"].push_back({{"what", state}, {"count", grouped(count)}});
  view.values["any_mail"] = !now->mail.empty();
  return {};
}

Result<View> one(const Visit& visit) {
  const auto campaign = campaign_of(visit);
  if (!campaign) return campaign.error();
  View view{"campaign", campaign->plan.name, values_of(*campaign)};
  view.values["checklist"] = campaign->plan.checklist_id;
  view.values["version"] = campaign->plan.checklist_version;
  for (const char* state : {"draft", "running", "paused", "closed"})
    view.values[fmt::format("is_{}", state)] = campaign->state == state;
  view.values["may_close"] = campaign->state == "running" || campaign->state == "paused";
  view.values["calendar"] = ordered_json::array();
  for (const Happening& one : happenings(campaign->plan))
    view.values["calendar"].push_back({{"day", base::spell_day(one.day)}, {"what", one.what}});
  if (campaign->state == "draft") {
    const auto people = people_to_ask(visit.ledger, visit.setting.today);
    if (!people) return people.error();
    view.values["people"] = counted(*people, "person", "people");
    return view;
  }
  if (auto added = add_standing(visit, *campaign, view); !added) return added.error();
  return view;
}

Result<Deed> make(const Visit& visit) {
  const auto opens = visit.day("opens"), deadline = visit.day("deadline");
  if (!opens) return opens.error();
  if (!deadline) return deadline.error();
  const auto plan = plan_campaign(visit.setting.share, {{}, {}, {visit.typed("name"), *opens, *deadline}},
                                  visit.setting.today);
  if (!plan) return plan.error();
  const auto campaign = make_campaign(visit.ledger, *plan);
  if (!campaign) return campaign.error();
  return Deed{subject_of(*campaign), path_of(*campaign)};
}

Result<Deed> start(const Visit& visit, const Campaign& campaign) {
  const std::string typed = visit.typed("people");
  if (typed.empty() || typed.size() > 9 || typed.find_first_not_of("0123456789") != std::string::npos)
    return Error{ErrorKind::usage, "type how many people it asks, in digits", "people",
                 "the page of the campaign says how many"};
  if (auto done = confirm(visit.ledger, campaign, std::stoll(typed), visit.user.name, visit.setting.today);
      !done)
    return done.error();
  return Deed{subject_of(campaign), path_of(campaign)};
}

// What it erases cannot be brought back, so its name is typed.
Result<Deed> end(const Visit& visit, const Campaign& campaign) {
  if (visit.typed("name") != campaign.plan.name)
    return Error{ErrorKind::usage, "that is not the campaign's name", "name", "type it as it stands above"};
  if (auto done = close(visit.ledger, campaign, visit.setting.today); !done) return done.error();
  return Deed{subject_of(campaign), path_of(campaign)};
}

DoDeed with_campaign(std::function<Result<Deed>(const Visit&, const Campaign&)> work) {
  return [work = std::move(work)](const Visit& visit) -> Result<Deed> {
    const auto campaign = campaign_of(visit);
    if (!campaign) return campaign.error();
    return work(visit, *campaign);
  };
}

DoDeed moved_by(Result<void> (*move)(Ledger&, const Campaign&)) {
  return with_campaign([move](const Visit& visit, const Campaign& campaign) -> Result<Deed> {
    if (auto done = move(visit.ledger, campaign); !done) return done.error();
    return Deed{subject_of(campaign), path_of(campaign)};
  });
}

}  // namespace

std::vector<Place> campaign_places() {
  return {{.path = "/campaigns", .show = list},
          {.path = "/campaigns/{}", .show = one},
          {.path = "/campaigns", .act = "campaign new", .deed = make},
          {.path = "/campaigns/{}/confirm", .act = "campaign confirm", .deed = with_campaign(start)},
          {.path = "/campaigns/{}/pause", .act = "campaign pause", .deed = moved_by(pause)},
          {.path = "/campaigns/{}/resume", .act = "campaign resume", .deed = moved_by(resume)},
          {.path = "/campaigns/{}/close", .act = "campaign close", .deed = with_campaign(end)}};
}

}  // namespace gh::hr
