#include "hr/completion.h"

namespace gh::hr {
namespace {

constexpr std::int64_t last_step = 1'000;  // behind every ladder

}  // namespace

base::Result<bool> complete(Ledger& ledger, const Completion& completion) {
  const Bind assignment{"assignment", completion.assignment};
  const Bind completed{"completed", value_of(completion.completed_on)};
  const auto moved = ledger.run(
      "UPDATE assignments SET state = 'done', done_on = :completed WHERE id = :assignment AND state = 'open'",
      {completed, assignment});
  if (!moved) return moved.error();
  if (*moved == 0) return false;
  const auto kept = ledger.run(
      "INSERT INTO receipts (assignment, completed_on, taken_on, tool, route, receipt) "
      "VALUES (:assignment, :completed, :taken, :tool, :route, :receipt)",
      {assignment,
       completed,
       {"taken", value_of(completion.taken_on)},
       {"tool", completion.tool},
       {"route", completion.route},
       {"receipt", completion.receipt}});
  if (!kept) return kept.error();
  const auto cancelled = ledger.run(
      "UPDATE outbox SET state = 'cancelled' WHERE assignment = :assignment AND state IN ('queued', "
      "'deferred', 'unknown')",
      {assignment});
  if (!cancelled) return cancelled.error();
  // Whoever has heard from us has an entry in their calendar, which goes with a last mail.
  const auto thanked = ledger.run(
      "INSERT INTO outbox (campaign, assignment, kind, step, planned_on, state) "
      "SELECT campaign, id, 'done', :last, :taken, 'queued' FROM assignments WHERE id = :assignment "
      "AND EXISTS (SELECT 1 FROM outbox WHERE assignment = :assignment AND state = 'sent') "
      "ON CONFLICT (assignment, step) DO NOTHING",
      {{"last", last_step}, {"taken", value_of(completion.taken_on)}, assignment});
  if (!thanked) return thanked.error();
  return true;
}

}  // namespace gh::hr
