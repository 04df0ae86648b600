// What is due today, and writing it into the outbox. Everything follows from the state of the ledger and the
// day: a run that was missed, or ten, or one too many changes nothing of what a person gets next. Each open
// assignment gets at most one mail a run, the last step of its ladder that has come; the first is always the
// invitation. Steps that still wait in the outbox give way to the newer one.
#pragma once

#include <string>
#include <vector>

#include "hr/campaign.h"
#include "hr/ladder.h"

namespace gh::hr {

/// What one run wrote (or would write) for one campaign.
struct Planned {
  std::string campaign;
  bool school_day = true;  // on other days nothing is planned
  std::int64_t invitations = 0, reminders = 0, overdue = 0, managers = 0;
  std::int64_t joiners = 0;     // newly asked
  std::int64_t withdrawn = 0;   // now exempt
  std::int64_t reopened = 0;    // no longer exempt, or back
  std::int64_t superseded = 0;  // waiting mails that gave way
};

/// Plans `today` for every running campaign. With `keep` false all of it is undone again: what is due.
base::Result<std::vector<Planned>> plan_reminders(Ledger& ledger, base::Day today, bool keep);

/// Asks everybody on the list who is not asked yet and not exempt; how many. Inside a transaction of the
/// caller's.
base::Result<std::int64_t> ask_everybody(Ledger& ledger, const Campaign& campaign, base::Day asked_on,
                                         base::Day deadline, base::Day today);

/// Takes back the mails that wait for these assignments ("SELECT id FROM ..."), as if they had not been
/// planned: what is due when the person is back will be planned then. Their step in the outbox becomes a
/// number of no ladder, so that the same step can be planned again.
base::Result<void> cancel_waiting(Ledger& ledger, const std::string& assignments, const Binds& binds);

/// SQL that is true when the person in `column` has this kind of adjustment on :today.
std::string has_adjustment(std::string_view column, std::string_view kind);

}  // namespace gh::hr
