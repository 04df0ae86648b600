#include "hr/reminders.h"

#include <fmt/format.h>

namespace gh::hr {
namespace {

using base::Day;
using base::Result;

constexpr std::int64_t manager_step = 1'000;

// Those who share their ladder: asked on the same day, with the same deadline.
struct Group {
  Day asked_on, deadline;
  std::int64_t least_step;
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
                  fmt::format("UPDATE assignments SET state = 'withdrawn' WHERE campaign = :campaign AND "
                              "state = 'open' AND {}",
                              exempt));
        !done)
      return done;
    if (auto done =
            count(planned_.reopened,
                  fmt::format("UPDATE assignments SET state = 'open' WHERE campaign = :campaign AND state = "
                              "'withdrawn' AND person IN (SELECT id FROM people WHERE left_on IS NULL) AND "
                              "NOT {}",
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

  Result<void> plan_groups() {
    const auto groups = ledger_.rows(
        "SELECT asked_on, deadline, MIN(step) FROM assignments WHERE campaign = :campaign AND state = 'open' "
        "GROUP BY asked_on, deadline ORDER BY asked_on, deadline",
        3, {{"campaign", campaign_.id}}, [](const Row& row) {
          return Group{row.day(0), row.day(1), row.integer(2)};
        });
    if (!groups) return groups.error();
    for (const Group& group : *groups) {
      const std::vector<Step> steps = steps_for(campaign_.plan, group.asked_on, group.deadline);
      const std::int64_t step = due(steps, today_);
      if (step <= group.least_step) continue;
      if (auto done = plan_group(group, step, steps[static_cast<std::size_t>(step)].kind); !done) return done;
    }
    return {};
  }

  Result<void> plan_group(const Group& group, std::int64_t step, StepKind kind) {
    const Binds binds{
        {"asked", value_of(group.asked_on)}, {"deadline", value_of(group.deadline)}, {"step", step}};
    const std::string people = fmt::format(
        "a.campaign = :campaign AND a.state = 'open' AND a.asked_on = :asked AND a.deadline = :deadline AND "
        "a.step < :step AND NOT {}",
        has_adjustment("a.person", "leave"));
    const auto insert = [&](std::string_view named, std::string_view which) {
      return fmt::format(
          "INSERT INTO outbox (campaign, assignment, kind, step, planned_on, state) SELECT :campaign, a.id, "
          "'{}', "
          ":step, :today, 'queued' FROM assignments a WHERE {} AND {} ON CONFLICT DO NOTHING",
          named, people, which);
    };
    std::int64_t& reminders = kind == StepKind::overdue ? planned_.overdue : planned_.reminders;
    const bool first = kind == StepKind::invitation;
    if (!first) {
      if (auto done = count(reminders, insert(name(kind), "a.step >= 0"), binds); !done) return done;
    }
    if (auto done = count(planned_.invitations, insert("invitation", "a.step < 0"), binds); !done)
      return done;
    if (!first) {
      if (auto done = count(
              planned_.superseded,
              fmt::format(
                  "UPDATE outbox SET state = 'cancelled' WHERE campaign = :campaign AND state "
                  "IN ('queued', 'deferred', 'unknown') AND step < :step AND assignment IN (SELECT a.id "
                  "FROM assignments a WHERE {})",
                  people),
              binds);
          !done)
        return done;
    }
    std::int64_t moved = 0;
    return count(
        moved,
        fmt::format("UPDATE assignments SET step = :step WHERE id IN (SELECT a.id FROM assignments a WHERE "
                    "{})",
                    people),
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
