#include "hr/adjust.h"

#include <fmt/format.h>

#include "base/text.h"
#include "hr/address.h"
#include "hr/completion.h"
#include "hr/ladder.h"
#include "hr/reminders.h"

namespace gh::hr {
namespace {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;

struct Assignment {
  std::int64_t id, step;
  std::string state;
  Day asked_on, deadline;
};

Error not_open(const std::string& address, std::string_view state) {
  return {ErrorKind::not_permitted,
          state.empty() ? "is not asked in this campaign" : fmt::format("is {} in this campaign", state),
          base::for_terminal(address), "see `glasshouse-hr person show`"};
}

Result<Assignment> assignment_of(Ledger& ledger, const Campaign& campaign, const Person& person) {
  const auto rows = ledger.rows(
      "SELECT id, step, state, asked_on, deadline FROM assignments WHERE campaign = :campaign AND person = "
      ":person",
      5, {{"campaign", campaign.id}, {"person", person.id}}, [](const Row& row) {
        return Assignment{row.integer(0), row.integer(1), row.text(2), row.day(3), row.day(4)};
      });
  if (!rows) return rows.error();
  if (rows->empty()) return not_open(person.address, "");
  return rows->front();
}

Result<void> note(Ledger& ledger, const Person& person, std::string_view kind, Day from,
                  std::optional<Day> until, std::int64_t days, const std::string& who, Day today) {
  const auto kept = ledger.run(
      "INSERT INTO adjustments (person, kind, from_on, until_on, days, set_by, set_on) "
      "VALUES (:person, :kind, :from, :until, :days, :who, :today)",
      {{"person", person.id},
       {"kind", std::string(kind)},
       {"from", value_of(from)},
       {"until", value_of(until)},
       {"days", days},
       {"who", who},
       {"today", value_of(today)}});
  return kept ? Result<void>() : Result<void>(kept.error());
}

Result<Adjusted> extend(Ledger& ledger, const Campaign& campaign, const Person& person,
                        const Assignment& before, Day deadline, const std::string& who, Day today) {
  const Day to = on_or_after(campaign.plan.calendar, deadline);
  if (to <= today)
    return Error{ErrorKind::usage, base::format_day(to) + " is over", base::for_terminal(person.address),
                 "name a later day"};
  // Whoever was invited goes on from where the new ladder stands today; whoever was not is invited next.
  const std::int64_t step = before.step < 0 ? -1 : due(steps_for(campaign.plan, before.asked_on, to), today);
  // The mails of the old ladder make room for steps of the same number.
  if (auto done = ledger.run(
          "UPDATE outbox SET step = -1000 - id WHERE assignment = :id AND step >= 0 AND kind <> 'done'",
          {{"id", before.id}});
      !done)
    return done.error();
  const auto moved = ledger.run("UPDATE assignments SET deadline = :to, step = :step WHERE id = :id",
                                {{"to", value_of(to)}, {"step", step}, {"id", before.id}});
  if (!moved) return moved.error();
  if (auto kept = note(ledger, person, "extra_time", today, to, (to - before.deadline).count(), who, today);
      !kept)
    return kept.error();
  return Adjusted{"open", to, to != before.deadline};
}

}  // namespace

namespace {

Result<std::vector<Person>> people_where(Ledger& ledger, const std::string& condition, const Bind& bind) {
  return ledger.rows("SELECT id, address, name, joined_on, left_on FROM people WHERE " + condition, 5, {bind},
                     [](const Row& row) {
                       return Person{row.integer(0), row.text(1), row.text(2), row.day(3), row.maybe_day(4)};
                     });
}

}  // namespace

Result<Person> find_person(Ledger& ledger, const std::string& address) {
  const auto rows = people_where(ledger, "key = :key", {"key", address_key(address)});
  if (!rows) return rows.error();
  if (!rows->empty()) return rows->front();
  return Error{ErrorKind::no_input, "nobody on the list has this address", base::for_terminal(address),
               "see `glasshouse-hr roster list`"};
}

Result<Person> find_person(Ledger& ledger, std::int64_t id) {
  const auto rows = people_where(ledger, "id = :id", {"id", id});
  if (!rows) return rows.error();
  if (!rows->empty()) return rows->front();
  return Error{ErrorKind::no_input, "that person is not on the list", "", "they may have been erased"};
}

Result<Adjusted> adjust_person(Ledger& ledger, const Campaign& campaign, const std::string& address,
                               const Adjustment& adjustment, const std::string& who, Day today) {
  const auto person = find_person(ledger, address);
  if (!person) return person.error();
  const auto before = assignment_of(ledger, campaign, *person);
  if (!before) return before.error();
  if (adjustment.done_on && before->state == "done") return Adjusted{"done", before->deadline, false};
  if (before->state != "open") return not_open(address, before->state);
  if (adjustment.done_on) {
    const auto done = complete(ledger, {before->id, *adjustment.done_on, today, "paper", "", ""});
    if (!done) return done.error();
    return Adjusted{"done", before->deadline, *done};
  }
  if (!adjustment.deadline && adjustment.days == 0)
    return Error{ErrorKind::usage, "nothing to change", "", "write --until, --days or --done"};
  return extend(ledger, campaign, *person, *before,
                adjustment.deadline.value_or(before->deadline + std::chrono::days{adjustment.days}), who,
                today);
}

Result<std::int64_t> set_absence(Ledger& ledger, const Person& person, const Absence& absence,
                                 const std::string& who, Day today) {
  const Binds who_and_what{{"person", person.id}, {"kind", absence.kind}, {"from", value_of(absence.from)}};
  if (absence.end) {
    const auto never = ledger.run(
        "DELETE FROM adjustments WHERE person = :person AND kind = :kind AND from_on >= :from", who_and_what);
    if (!never) return never.error();
    Binds binds = who_and_what;
    binds.push_back({"last", value_of(absence.from - std::chrono::days{1})});
    const auto ended = ledger.run(
        "UPDATE adjustments SET until_on = :last WHERE person = :person AND kind = :kind AND from_on < :from "
        "AND "
        "(until_on IS NULL OR until_on >= :from)",
        binds);
    if (!ended) return ended.error();
    return *never + *ended;
  }
  if (absence.until && *absence.until < absence.from)
    return Error{ErrorKind::usage, "it would end before it begins", base::for_terminal(person.address), ""};
  if (auto kept = note(ledger, person, absence.kind, absence.from, absence.until, 0, who, today); !kept)
    return kept.error();
  if (absence.from > today) return 1;
  if (auto done =
          cancel_waiting(ledger, "SELECT id FROM assignments WHERE person = :person AND state = 'open'",
                         {{"person", person.id}});
      !done)
    return done.error();
  return 1;
}

}  // namespace gh::hr
