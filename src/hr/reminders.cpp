#include "hr/reminders.h"

#include <fmt/format.h>
#include <map>

namespace gh::hr {
namespace {

using base::Day;
using base::Result;

constexpr std::int64_t manager_step = 1'000;

// Those who share their ladder: asked on the same day, with the same deadline.
struct Group {
  Day asked_on, deadline;
  std::int64_t step;
};

class Planner {
 public:
  Planner(Ledger& ledger, const Campaign& campaign, Day today)
      : ledger_(ledger), campaign_(campaign), today_(today) {
    planned_.campaign = campaign.plan.name;
    planned_.school_day = is_school_day(campaign.plan.calendar, today);
  }

  Result<Planned> plan() {
    const auto done = [&]() -> Result<void> {
      if (auto now = refresh(); !now) return now;
      if (!planned_.school_day || today_ < campaign_.plan.opens_on) return {};
      if (auto joined = add_joiners(); !joined) return joined;
      if (auto mailed = plan_groups(); !mailed) return mailed;
      return plan_managers();
    }();
    if (!done) return done.error();
    return planned_;
  }

 private:
  Result<void> count(std::int64_t& to, std::string_view sql, Binds more = {}) {
    Binds binds{{"campaign", campaign_.id}, {"today", value_of(today_)}};
    std::erase_if(binds,
                  [&](const Bind& bind) { return sql.find(":" + std::string(bind.name)) == sql.npos; });
    binds.insert(binds.end(), more.begin(), more.end());
    const auto changed = ledger_.run(sql, binds);
    if (!changed) return changed.error();
    to += *changed;
    return {};
  }

  // Exemptions begin and end by themselves.
  Result<void> refresh() {
    const std::string exempt = has_adjustment("assignments.person", "exempt");
    if (auto done =
            count(planned_.withdrawn,
                  "UPDATE assignments SET state = 'withdrawn' WHERE campaign = :campaign AND state = 'open' "
                  "AND person IN (SELECT person FROM adjustments WHERE kind = 'exempt' AND from_on <= :today "
                  "AND (until_on IS NULL OR until_on >= :today))");
        !done)
      return done;
    if (auto done =
            count(planned_.reopened,
                  fmt::format("UPDATE assignments SET state = 'open' WHERE campaign = :campaign AND state = "
                              "'withdrawn' AND EXISTS (SELECT 1 FROM people p WHERE p.id = "
                              "assignments.person AND p.left_on IS NULL) AND NOT {}",
                              exempt));
        !done)
      return done;
    return planned_.withdrawn == 0
               ? Result<void>()
               : cancel_waiting(ledger_,
                                "SELECT id FROM assignments WHERE campaign = :campaign AND "
                                "state = 'withdrawn'",
                                {{"campaign", campaign_.id}});
  }

  Result<void> add_joiners() {
    // Published figures are of those who were asked at the opening; a day later is what tells joiners apart.
    const Day asked_on = std::max(today_, campaign_.plan.opens_on + std::chrono::days{1});
    const auto joined =
        ask_everybody(ledger_, campaign_, asked_on, joiner_deadline(campaign_.plan, asked_on), today_);
    if (!joined) return joined.error();
    planned_.joiners = *joined;
    return {};
  }

  // Here and below "+campaign": straight through the table in its own order. By way of an index each of a
  // million rows would be looked up on its own.
  Result<void> plan_groups() {
    const auto rows = ledger_.rows(
        "SELECT DISTINCT asked_on, deadline, step FROM assignments WHERE +campaign = :campaign AND state = "
        "'open'",
        3, {{"campaign", campaign_.id}}, [](const Row& row) {
          return Group{row.day(0), row.day(1), row.integer(2)};
        });
    if (!rows) return rows.error();
    std::map<std::pair<Day, Day>, std::int64_t> least_steps;
    for (const Group& group : *rows) {
      const auto [known, fresh] = least_steps.emplace(std::pair(group.asked_on, group.deadline), group.step);
      if (!fresh) known->second = std::min(known->second, group.step);
    }
    for (const auto& [ladder, least] : least_steps) {
      const std::vector<Step> steps = steps_for(campaign_.plan, ladder.first, ladder.second);
      const std::int64_t step = due(steps, today_);
      if (step <= least) continue;
      const StepKind kind = steps[static_cast<std::size_t>(step)].kind;
      if (auto done = plan_group({ladder.first, ladder.second, step}, kind); !done) return done;
    }
    return {};
  }

  Result<void> plan_group(const Group& group, StepKind kind) {
    const Binds binds{
        {"asked", value_of(group.asked_on)}, {"deadline", value_of(group.deadline)}, {"step", group.step}};
    const std::string people = fmt::format(
        "assignments.state = 'open' AND assignments.asked_on = :asked AND assignments.deadline = :deadline "
        "AND "
        "assignments.step < :step AND NOT {}",
        has_adjustment("assignments.person", "leave"));
    const auto insert = [&](std::string_view named, std::string_view which) {
      return fmt::format(
          "INSERT INTO outbox (campaign, assignment, kind, step, planned_on, state) SELECT :campaign, id, "
          "'{}', "
          ":step, :today, 'queued' FROM assignments WHERE +campaign = :campaign AND {} AND {} ORDER BY id "
          "ON CONFLICT DO NOTHING",
          named, people, which);
    };
    std::int64_t& reminders = kind == StepKind::overdue ? planned_.overdue : planned_.reminders;
    if (kind != StepKind::invitation) {
      // Those who never had an invitation get it first, whatever step they are at.
      if (auto done = count(reminders, insert(name(kind), "step >= 0"), binds); !done) return done;
      if (auto done = count(
              planned_.superseded,
              "UPDATE outbox SET state = 'cancelled' WHERE campaign = :campaign AND state IN ('queued', "
              "'deferred', 'unknown') AND step >= 0 AND step < :step AND EXISTS (SELECT 1 FROM "
              "assignments WHERE assignments.id = outbox.assignment AND " +
                  people + ")",
              binds);
          !done)
        return done;
    }
    if (auto done = count(planned_.invitations, insert("invitation", "step < 0"), binds); !done) return done;
    std::int64_t moved = 0;
    return count(moved, "UPDATE assignments SET step = :step WHERE +campaign = :campaign AND " + people,
                 binds);
  }

  Result<void> plan_managers() {
    const auto day = manager_day(campaign_.plan);
    if (!day || today_ < *day) return {};
    return count(
        planned_.managers,
        "INSERT INTO outbox (campaign, school, kind, step, planned_on, state) SELECT :campaign, s.id, "
        "'manager', :step, :today, 'queued' FROM schools s WHERE s.manager <> '' AND EXISTS (SELECT 1 FROM "
        "assignments a WHERE a.campaign = :campaign AND a.school = s.id AND a.state = 'open' AND a.deadline "
        "< :today) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.campaign = :campaign AND o.school = s.id "
        "AND o.step = :step)",
        {{"step", manager_step}});
  }

  Ledger& ledger_;
  const Campaign& campaign_;
  Day today_;
  Planned planned_;
};

}  // namespace

std::string has_adjustment(std::string_view column, std::string_view kind) {
  return fmt::format(
      "EXISTS (SELECT 1 FROM adjustments d WHERE d.person = {} AND d.kind = '{}' AND d.from_on <= :today AND "
      "(d.until_on IS NULL OR d.until_on >= :today))",
      column, kind);
}

Result<void> cancel_waiting(Ledger& ledger, const std::string& assignments, const Binds& binds) {
  const std::string waiting =
      "o.state IN ('queued', 'deferred', 'unknown') AND o.assignment IN (" + assignments + ")";
  for (const std::string& sql :
       {"UPDATE assignments SET step = (SELECT MIN(CASE WHEN o.kind = 'invitation' THEN -1 ELSE o.step - 1 "
        "END) FROM "
        "outbox o WHERE o.assignment = assignments.id AND " +
            waiting + ") WHERE id IN (SELECT o.assignment FROM outbox o WHERE o.kind <> 'done' AND " +
            waiting + ")",
        "UPDATE outbox SET state = 'cancelled', step = -1000 - id WHERE id IN (SELECT o.id FROM outbox o "
        "WHERE " +
            waiting + ")"}) {
    if (const auto done = ledger.run(sql, binds); !done) return done.error();
  }
  return {};
}

Result<std::int64_t> ask_everybody(Ledger& ledger, const Campaign& campaign, Day asked_on, Day deadline,
                                   Day today) {
  return ledger.run(
      fmt::format(
          "INSERT INTO assignments (campaign, person, school, role, asked_on, deadline, step, state) "
          "SELECT :campaign, p.id, o.school, o.role, :asked, :deadline, -1, 'open' FROM people p "
          "JOIN posts o ON o.person = p.id AND o.main = 1 WHERE p.left_on IS NULL AND NOT EXISTS (SELECT 1 "
          "FROM assignments a WHERE a.campaign = :campaign AND a.person = p.id) AND NOT {}",
          has_adjustment("p.id", "exempt")),
      {{"campaign", campaign.id},
       {"asked", value_of(asked_on)},
       {"deadline", value_of(deadline)},
       {"today", value_of(today)}});
}

Result<std::vector<Planned>> plan_reminders(Ledger& ledger, Day today, bool keep) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const auto campaigns = all_campaigns(ledger);
  if (!campaigns) return campaigns.error();
  std::vector<Planned> all;
  for (const Campaign& campaign : *campaigns) {
    if (campaign.state != "running") continue;
    auto planned = Planner(ledger, campaign, today).plan();
    if (!planned) return planned.error();
    all.push_back(std::move(*planned));
  }
  if (!keep) return all;
  if (auto done = transaction->commit(); !done) return done.error();
  return all;
}

}  // namespace gh::hr
