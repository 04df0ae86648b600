// Figures that may be shown to everybody: how many were asked and how many are done, by school, by role and
// from week to week, of those who were asked when the campaign opened (joiners and leavers would let one
// week's table be taken from the next's). Each week's tables are worked out once, written down as they may be
// shown, and shown so until the week ends; nothing is ever counted live. The rules are in hr/suppress.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hr/campaign.h"
#include "hr/suppress.h"

namespace gh::hr {

struct Figures {
  std::string campaign;
  std::string by;   // "school", "role", "week", or the name of a fairness view
  base::Day week;   // its Monday
  base::Day as_of;  // the day they were counted
  std::vector<Line> lines;
  std::optional<Line> total;          // nothing by week
  std::vector<std::string> withheld;  // whole columns that would tell too much this week: "asked", "done"
};

/// Works out this week's tables, unless that was done already. Nothing before the opening, nor when it is
/// closed, nor for a week before one that was frozen.
base::Result<void> freeze(Ledger& ledger, const Campaign& campaign, base::Day today);

/// The same for every campaign that runs.
base::Result<void> freeze_all(Ledger& ledger, base::Day today);

/// The tables of the week of `day`, or of the last week before it that has any.
/// err: no_input when there is none
base::Result<Figures> read_figures(Ledger& ledger, const Campaign& campaign, const std::string& by,
                                   base::Day day);

/// A view by a characteristic that HR holds elsewhere: `groups` of addresses, used and forgotten. Frozen for
/// the week under `name` like the others, and held against them.
struct Membership {
  std::string address;
  std::string group;
};
base::Result<Figures> freeze_view(Ledger& ledger, const Campaign& campaign, const std::string& name,
                                  const std::vector<Membership>& members, base::Day today);

/// The Monday of a day's week.
base::Day week_of(base::Day day);

}  // namespace gh::hr
