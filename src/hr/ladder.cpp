#include "hr/ladder.h"

#include <algorithm>
#include <array>

namespace gh::hr {
namespace {

using base::Day;
using std::chrono::days;

constexpr std::array<std::string_view, 3> names{"invitation", "reminder", "overdue"};

}  // namespace

std::string_view name(StepKind kind) { return names[static_cast<std::size_t>(kind)]; }

std::vector<Step> steps_for(const CampaignPlan& plan, Day asked_on, Day deadline) {
  std::vector<Step> steps{{StepKind::invitation, 0, on_or_after(plan.calendar, asked_on)}};
  for (const std::int64_t before : plan.ladder.before) {
    const Day day = on_or_before(plan.calendar, deadline - days{before});
    if (day > steps.front().day) steps.push_back({StepKind::reminder, before, day});
  }
  Day earliest = deadline + days{7};
  for (std::int64_t week = 1; week <= plan.ladder.overdue_weeks; ++week) {
    steps.push_back({StepKind::overdue, week, on_or_after(plan.calendar, earliest)});
    earliest = steps.back().day + days{7};  // after a holiday too there is a week between two
  }
  return steps;
}

std::int64_t due(const std::vector<Step>& steps, Day today) {
  std::int64_t found = -1;
  for (const Step& step : steps) found += step.day <= today ? 1 : 0;
  return found;
}

std::optional<Day> manager_day(const CampaignPlan& plan) {
  if (plan.ladder.manager_after_weeks == 0) return std::nullopt;
  return on_or_after(plan.calendar, plan.deadline + days{7 * plan.ladder.manager_after_weeks});
}

Day joiner_deadline(const CampaignPlan& plan, Day day) {
  return std::max(plan.deadline, on_or_after(plan.calendar, day + days{plan.joiner_days}));
}

}  // namespace gh::hr
