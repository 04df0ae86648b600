// Which mail is due to one person on which day: the ladder of a campaign laid over the calendar. Pure, and
// derived from the day alone, never from what earlier runs did: whatever was missed, and however long, the
// one right step is the last whose day has come. Before the deadline a step that falls on no school day moves
// earlier, after it later; the invitation moves later. Overdue reminders are a week apart, holidays or not.
#pragma once

#include <cstdint>
#include <vector>

#include "hr/campaign_plan.h"

namespace gh::hr {

enum class StepKind { invitation, reminder, overdue };
std::string_view name(StepKind kind);

struct Step {
  StepKind kind = StepKind::invitation;
  std::int64_t number = 0;  // days before the deadline, or weeks after it
  base::Day day;

  bool operator==(const Step&) const = default;
};

/// The steps for somebody who is asked on `asked_on` to be done by `deadline`, days never falling. The first
/// is the invitation; reminders that would come before it, or on its day, are left out.
std::vector<Step> steps_for(const CampaignPlan& plan, base::Day asked_on, base::Day deadline);

/// The place in `steps` of what is due on `today`; -1 before the first.
std::int64_t due(const std::vector<Step>& steps, base::Day today);

/// The day from which managers are told a count; nothing when they never are.
std::optional<base::Day> manager_day(const CampaignPlan& plan);

/// The deadline of somebody who joins on `day`.
base::Day joiner_deadline(const CampaignPlan& plan, base::Day day);

}  // namespace gh::hr
