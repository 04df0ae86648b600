// People: who is done and who is not, by name; what is held about one of them, and exceptions.
#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "base/version.h"
#include "hr/chase.h"
#include "hr/desk/place.h"
#include "hr/figures_report.h"
#include "hr/held.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::int64_t on_a_page = 100;
constexpr std::int64_t in_a_file = 1'000'000;

std::string path_of(const Person& person) { return fmt::format("/people/{}", person.id); }
std::string subject_of(const Person& person) { return fmt::format("person {}", person.id); }

// The campaign that is running, or was last; nothing when there was none.
Result<std::optional<Campaign>> campaign_now(Ledger& ledger) {
  const auto found = find_campaign(ledger, "");
  if (found) return std::optional(*found);
  if (found.error().kind == ErrorKind::no_input) return std::optional<Campaign>();
  return found.error();
}

Result<std::vector<Asked>> asked_by(const Visit& visit, const std::optional<Campaign>& campaign,
                                    std::int64_t most) {
  Wanted wanted{visit.typed("state"), "", visit.typed("q"), visit.typed("after"), most};
  if (!campaign || wanted.state.empty())
    return who_is_listed(visit.ledger, campaign ? campaign->id : 0, wanted);
  return who_is_asked(visit.ledger, *campaign, wanted);
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Result<View> list(const Visit& visit) {
  const auto campaign = campaign_now(visit.ledger);
  if (!campaign) return campaign.error();
  const auto people = asked_by(visit, *campaign, on_a_page);
  if (!people) return people.error();
  View view{"people", "People"};
  view.values["campaign"] = *campaign ? (*campaign)->plan.name : "";
  view.values["has_campaign"] = campaign->has_value();
  view.values["q"] = visit.typed("q");
  view.values["states"] = ordered_json::array();
  for (const auto& [value, words] : {std::pair("", "anybody on the list"), std::pair("open", "not done yet"),
                                     std::pair("done", "done"), std::pair("withdrawn", "withdrawn")})
    view.values["states"].push_back(
        {{"value", value}, {"words", words}, {"chosen", visit.typed("state") == value}});
  view.values["people"] = ordered_json::array();
  for (const Asked& one : *people)
    view.values["people"].push_back({{"path", fmt::format("/people/{}", one.person)},
                                     {"name", one.name},
                                     {"address", one.address},
                                     {"school", one.school},
                                     {"state", one.state.empty() ? "not asked" : one.state},
                                     {"deadline", one.deadline},
                                     {"done_on", one.done_on}});
  view.values["any"] = !people->empty();
  view.values["more"] = people->size() == static_cast<std::size_t>(on_a_page);
  if (!people->empty())
    view.values["next"] = fmt::format("/people?state={}&q={}&after={}", encoded(visit.typed("state")),
                                      encoded(visit.typed("q")), encoded(people->back().address));
  view.values["file"] =
      fmt::format("/people.csv?state={}&q={}", encoded(visit.typed("state")), encoded(visit.typed("q")));
  return view;
}

Result<Download> list_file(const Visit& visit) {
  const auto campaign = campaign_now(visit.ledger);
  if (!campaign) return campaign.error();
  const auto people = asked_by(visit, *campaign, in_a_file);
  if (!people) return people.error();
  std::string csv = "email,name,school,state,deadline,done_on\r\n";
  for (const Asked& one : *people)
    csv += csv_value(one.address) + "," + csv_value(one.name) + "," + csv_value(one.school) + "," +
           one.state + "," + one.deadline + "," + one.done_on + "\r\n";
  return Download{"text/csv; charset=utf-8", "people.csv", csv};
}

Result<Person> person_of(const Visit& visit) {
  const auto id = visit.number();
  if (!id) return id.error();
  return find_person(visit.ledger, *id);
}

Result<View> one(const Visit& visit) {
  const auto person = person_of(visit);
  if (!person) return person.error();
  const auto held = everything_about(visit.ledger, *person);
  if (!held) return held.error();
  const auto campaign = campaign_now(visit.ledger);
  if (!campaign) return campaign.error();
  View view{"person", person->name};
  view.values = {
      {"path", path_of(*person)},
      {"name", person->name},
      {"address", person->address},
      {"groups", groups_of(spell_held(*held))},
      {"campaign", *campaign ? (*campaign)->plan.name : ""},
      {"has_campaign", *campaign && ((*campaign)->state == "running" || (*campaign)->state == "paused")}};
  return view;
}

Result<Download> one_file(const Visit& visit) {
  const auto person = person_of(visit);
  if (!person) return person.error();
  const auto held = everything_about(visit.ledger, *person);
  if (!held) return held.error();
  const ordered_json all{{"schema", base::json_schema}, {"held", *held}};
  return Download{"application/json", fmt::format("person-{}.json", person->id), all.dump(2) + "\n"};
}

Result<Adjustment> adjustment_of(const Visit& visit) {
  Adjustment adjustment;
  const std::string days = visit.typed("days");
  if (!days.empty()) {
    if (days.size() > 3 || days.find_first_not_of("0123456789") != std::string::npos || std::stoi(days) > 366)
      return Error{ErrorKind::usage, "\"" + days + "\" is no number of days", "days", "write 1 to 366"};
    adjustment.days = std::stoi(days);
  }
  const auto until = visit.day("until"), done = visit.day("done_on");
  if (!until) return until.error();
  if (!done) return done.error();
  adjustment.deadline = *until;
  adjustment.done_on = *done;
  if ((adjustment.days > 0) + adjustment.deadline.has_value() + adjustment.done_on.has_value() != 1)
    return Error{ErrorKind::usage, "one thing at a time", "", "fill in one field of the form"};
  return adjustment;
}

Result<Deed> adjust(const Visit& visit) {
  const auto person = person_of(visit);
  if (!person) return person.error();
  const auto adjustment = adjustment_of(visit);
  if (!adjustment) return adjustment.error();
  const auto campaign = find_campaign(visit.ledger, "");
  if (!campaign) return campaign.error();
  const auto done = adjust_person(visit.ledger, *campaign, person->address, *adjustment, visit.user.name,
                                  visit.setting.today);
  if (!done) return done.error();
  return Deed{subject_of(*person), path_of(*person)};
}

Result<Deed> except(const Visit& visit) {
  const auto person = person_of(visit);
  if (!person) return person.error();
  const auto from = visit.day("from"), until = visit.day("until");
  if (!from) return from.error();
  if (!until) return until.error();
  const std::string kind = visit.typed("kind");
  if (kind != "leave" && kind != "exempt")
    return Error{ErrorKind::usage, "choose what it is", "kind", "on leave, or exempt"};
  const Absence absence{kind, from->value_or(visit.setting.today), *until, visit.typed("end") == "yes"};
  const auto set = set_absence(visit.ledger, *person, absence, visit.user.name, visit.setting.today);
  if (!set) return set.error();
  return Deed{subject_of(*person), path_of(*person)};
}

Result<Deed> forget(const Visit& visit) {
  const auto person = person_of(visit);
  if (!person) return person.error();
  if (base::lower_ascii(visit.typed("address")) != base::lower_ascii(person->address))
    return Error{ErrorKind::usage, "that is not this person's address", "address",
                 "type it as it stands above"};
  const auto gone = erase(visit.ledger, *person);
  if (!gone) return gone.error();
  return Deed{subject_of(*person), "/people"};
}

}  // namespace

std::vector<Place> people_places() {
  return {{.path = "/people", .show = list},
          {.path = "/people.csv", .fetch = list_file},
          {.path = "/people/{}", .show = one},
          {.path = "/people/{}/export", .fetch = one_file},
          {.path = "/people/{}/adjust", .act = "campaign adjust", .deed = adjust},
          {.path = "/people/{}/absence", .act = "person absence", .deed = except},
          {.path = "/people/{}/erase", .act = "person erase", .deed = forget}};
}

}  // namespace gh::hr
