// Monitoring notes, and the log of acts.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "hr/act_log.h"
#include "hr/desk/place.h"
#include "hr/notes.h"

namespace gh::hr {
namespace {

using base::Result;

constexpr std::size_t acts_on_a_page = 100;

Result<View> list(const Visit& visit) {
  const auto all = notes(visit.ledger, NotesShown::all);
  if (!all) return all.error();
  View view{"notes", "Notes"};
  view.values["open"] = view.values["closed"] = ordered_json::array();
  for (const Note& note : *all) {
    view.values[note.closed_on ? "closed" : "open"].push_back({{"id", note.id},
                                                               {"issue", note.issue},
                                                               {"action", note.action},
                                                               {"who", note.who},
                                                               {"opened_on", note.opened_on},
                                                               {"closed_on", note.closed_on.value_or("")}});
  }
  view.values["any_open"] = !view.values["open"].empty();
  view.values["any_closed"] = !view.values["closed"].empty();
  return view;
}

Result<Deed> add(const Visit& visit) {
  const std::string who = visit.typed("who");
  const auto note = add_note(
      visit.ledger,
      {0, "", visit.typed("issue"), visit.typed("action"), who.empty() ? visit.user.name : who, {}, {}},
      visit.setting.today);
  if (!note) return note.error();
  return Deed{fmt::format("note {}", note->id), "/notes"};
}

Result<Deed> settle(const Visit& visit) {
  const auto id = visit.number();
  if (!id) return id.error();
  const auto note = close_note(visit.ledger, *id, visit.setting.today);
  if (!note) return note.error();
  return Deed{fmt::format("note {}", note->id), "/notes"};
}

Result<View> log(const Visit& visit) {
  const std::string before = visit.typed("before");
  const bool number =
      !before.empty() && before.size() < 16 && before.find_first_not_of("0123456789") == std::string::npos;
  const auto some = acts(visit.ledger, acts_on_a_page,
                         number ? std::optional<std::int64_t>(std::stoll(before)) : std::nullopt);
  if (!some) return some.error();
  const auto chain = check_acts(visit.ledger);
  if (!chain) return chain.error();
  View view{"log", "Log"};
  view.values = {{"whole", !chain->broken.has_value()},
                 {"broken", chain->broken.value_or(0)},
                 {"count", counted(chain->acts, "act", "acts")},
                 {"last", chain->last},
                 {"acts", ordered_json::array()},
                 {"more", some->size() == acts_on_a_page},
                 {"before", some->empty() ? 0 : some->back().id}};
  for (const Act& act : *some)
    view.values["acts"].push_back(
        {{"id", act.id},
         {"at", fmt::format("{:%Y-%m-%d %H:%M}", std::chrono::sys_seconds(std::chrono::seconds(act.at)))},
         {"who", act.who},
         {"act", act.act},
         {"subject", act.subject}});
  return view;
}

}  // namespace

std::vector<Place> note_places() {
  return {{.path = "/notes", .show = list},
          {.path = "/notes", .act = "notes add", .deed = add},
          {.path = "/notes/{}/close", .act = "notes close", .deed = settle},
          {.path = "/log", .show = log}};
}

}  // namespace gh::hr
