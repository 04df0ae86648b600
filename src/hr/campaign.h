// A campaign in the ledger: made as a draft, confirmed by whoever types how many people it asks, paused and
// resumed, closed. What is due to whom is in hr/reminders.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "hr/campaign_plan.h"
#include "hr/ledger.h"

namespace gh::hr {

struct Campaign {
  std::int64_t id = 0;
  std::string state;  // draft, running, paused, closed
  CampaignPlan plan;
  std::string tag;
  std::int64_t confirmed_people = 0;
  std::string confirmed_by;
  std::optional<base::Day> confirmed_on, closed_on;
};

/// Keeps it as a draft. err: usage when there is one of that name
base::Result<Campaign> make_campaign(Ledger& ledger, const CampaignPlan& plan);

/// The one of that name; without a name the newest that is not closed, else the newest.
/// err: no_input when there is none, with the names that there are
base::Result<Campaign> find_campaign(Ledger& ledger, const std::string& name);

base::Result<std::vector<Campaign>> all_campaigns(Ledger& ledger);

/// How many people it would ask on `today`: on the list, not exempt.
base::Result<std::int64_t> people_to_ask(Ledger& ledger, base::Day today);

/// Draft to running: asks everybody, if there are `people` of them.
/// err: not_permitted for another number or another state; nothing is changed then
base::Result<void> confirm(Ledger& ledger, const Campaign& campaign, std::int64_t people,
                           const std::string& who, base::Day today);

/// running to paused, and back. err: not_permitted from another state
base::Result<void> pause(Ledger& ledger, const Campaign& campaign);
base::Result<void> resume(Ledger& ledger, const Campaign& campaign);

/// Ends it: the key of its codes, the invitations and the receipts' own text are erased, waiting mail is
/// cancelled; who was done and the counts stay. err: not_permitted unless it runs or is paused
base::Result<void> close(Ledger& ledger, const Campaign& campaign, base::Day today);

/// How it stands, for the officer: exact, not to be published.
struct Standing {
  std::int64_t asked = 0, done = 0, open = 0, overdue = 0, withdrawn = 0, on_leave = 0;
  std::vector<std::pair<std::string, std::int64_t>> mail;  // by state of the outbox
};
base::Result<Standing> standing(Ledger& ledger, const Campaign& campaign, base::Day today);

}  // namespace gh::hr
