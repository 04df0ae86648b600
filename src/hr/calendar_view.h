// A campaign as a calendar, before anybody is asked: month by month with a mark on each day on which
// something happens, and the same as a list. Pure.
#pragma once

#include <string>
#include <vector>

#include "hr/ladder.h"

namespace gh::hr {

struct Happening {
  base::Day day;
  char mark;         // I, R, D, O, M
  std::string what;  // "reminder, 30 days before the deadline"
};

/// What happens to somebody who is asked at the opening and never does it, in order.
std::vector<Happening> happenings(const CampaignPlan& plan);

/// The months from the first happening to the last; days that are no school days show as dots.
std::string draw_months(const CampaignPlan& plan, const std::vector<Happening>& all);

}  // namespace gh::hr
