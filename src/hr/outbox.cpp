#include "hr/outbox.h"

#include <fmt/format.h>

namespace gh::hr {
namespace {

using base::Result;

// On SQLite the claiming transaction holds the only write lock; on PostgreSQL rows that another sender has
// locked are passed over.
constexpr std::string_view waiting = R"sql(
SELECT o.id FROM outbox o JOIN campaigns c ON c.id = o.campaign
WHERE o.state IN ('queued', 'deferred') AND o.not_before <= :now AND c.state = 'running'
ORDER BY o.not_before, o.id LIMIT :most)sql";

constexpr std::string_view take = R"sql(
UPDATE outbox SET state = 'claimed', claimed_by = :sender, claimed_until = :until, attempts = attempts + 1
WHERE id IN ({}{}))sql";

constexpr std::string_view taken = R"sql(
SELECT o.id, o.campaign, o.assignment, COALESCE(a.school, o.school), p.id, o.kind, o.step, o.attempts,
       COALESCE(p.address, s.manager), COALESCE(p.name, ''), COALESCE(a.deadline, c.deadline)
FROM outbox o JOIN campaigns c ON c.id = o.campaign
LEFT JOIN assignments a ON a.id = o.assignment LEFT JOIN people p ON p.id = a.person
LEFT JOIN schools s ON s.id = o.school
WHERE o.state = 'claimed' AND o.claimed_by = :sender AND o.claimed_until = :until
ORDER BY o.not_before, o.id)sql";

OutboxMail read_mail(const Row& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.text(5),
          row.integer(6), row.integer(7), row.text(8),    row.text(9),    row.text(10)};
}

}  // namespace

Result<std::vector<OutboxMail>> claim(Ledger& ledger, const Claim& claim) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const std::int64_t until = claim.now + claim.lease;
  const auto done =
      ledger.run(fmt::format(take, waiting, ledger.on_postgresql() ? " FOR UPDATE OF o SKIP LOCKED" : ""),
                 {{"sender", claim.sender}, {"until", until}, {"now", claim.now}, {"most", claim.most}});
  if (!done) return done.error();
  auto mails = ledger.rows(taken, 11, {{"sender", claim.sender}, {"until", until}}, read_mail);
  if (!mails) return mails;
  if (auto committed = transaction->commit(); !committed) return committed.error();
  return mails;
}

Result<bool> begin_sending(Ledger& ledger, std::int64_t id, const std::string& sender) {
  const auto changed = ledger.run(
      "UPDATE outbox SET state = 'sending' WHERE id = :id AND claimed_by = :sender AND state = 'claimed'",
      {{"id", id}, {"sender", sender}});
  if (!changed) return changed.error();
  return *changed == 1;
}

Result<void> settle(Ledger& ledger, const std::string& sender, Moment now,
                    const std::vector<Settlement>& settlements) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  for (const Settlement& one : settlements) {
    const auto done = ledger.run(
        "UPDATE outbox SET state = :state, reply = :reply, not_before = :not_before, claimed_by = NULL, "
        "claimed_until = NULL, sent_at = :sent_at "
        "WHERE id = :id AND claimed_by = :sender AND state IN ('claimed', 'sending')",
        {{"state", one.state},
         {"reply", one.reply},
         {"not_before", one.not_before},
         {"sent_at", one.state == "sent" ? Value(now) : Value()},
         {"id", one.id},
         {"sender", sender}});
    if (!done) return done.error();
  }
  return transaction->commit();
}

Result<std::int64_t> release_expired(Ledger& ledger, Moment now) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const auto queued = ledger.run(
      "UPDATE outbox SET state = 'queued', claimed_by = NULL, claimed_until = NULL "
      "WHERE state = 'claimed' AND claimed_until < :now",
      {{"now", now}});
  if (!queued) return queued.error();
  const auto unknown = ledger.run(
      "UPDATE outbox SET state = 'unknown', unknown_count = unknown_count + 1, claimed_by = NULL, "
      "claimed_until = NULL WHERE state = 'sending' AND claimed_until < :now",
      {{"now", now}});
  if (!unknown) return unknown.error();
  if (auto committed = transaction->commit(); !committed) return committed.error();
  return unknown;
}

}  // namespace gh::hr
