#include "hr/outbox.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gh::hr {
namespace {

using base::Result;

// What may be sent: also what nobody knows of, a few times.
constexpr std::string_view may_go =
    "(o.state IN ('queued', 'deferred', 'unknown') AND o.unknown_count - o.interrupted < {} AND "
    "o.interrupted < "
    "{})";

// On SQLite the claiming transaction holds the only write lock; on PostgreSQL rows that another sender has
// locked are passed over.
constexpr std::string_view take = R"sql(
UPDATE outbox SET state = 'claimed', claimed_by = :sender, claimed_until = :until, attempts = attempts + 1
WHERE id IN (SELECT o.id FROM outbox o JOIN campaigns c ON c.id = o.campaign
  WHERE {} AND o.not_before <= :now AND c.state = 'running'
  ORDER BY o.not_before, o.id LIMIT :most{})
RETURNING id)sql";

constexpr std::string_view columns = R"sql(
SELECT o.id, o.campaign, o.assignment, COALESCE(a.school, o.school), p.id, o.kind, o.step, o.attempts,
       COALESCE(p.address, s.manager), COALESCE(p.name, ''), COALESCE(a.deadline, c.deadline),
       COALESCE(s.name, '')
FROM outbox o JOIN campaigns c ON c.id = o.campaign
LEFT JOIN assignments a ON a.id = o.assignment LEFT JOIN people p ON p.id = a.person
LEFT JOIN schools s ON s.id = COALESCE(a.school, o.school) )sql";

OutboxMail read_mail(const Row& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.text(5),
          row.integer(6), row.integer(7), row.text(8),    row.text(9),    row.text(10),   row.text(11)};
}

std::string waiting_states() { return fmt::format(fmt::runtime(may_go), most_unknown, most_interrupted); }

Result<std::int64_t> pace_state(Ledger& ledger, const std::string& mailbox) {
  const auto found = ledger.number(fmt::format("SELECT next_at FROM sender_pace WHERE sender = :sender{}",
                                               ledger.on_postgresql() ? " FOR UPDATE" : ""),
                                   {{"sender", mailbox}});
  if (!found) return found.error();
  return found->value_or(0);
}

}  // namespace

Result<std::vector<OutboxMail>> claim(Ledger& ledger, const Claim& claim) {
  const std::int64_t until = claim.now + claim.lease;
  const auto taken =
      ledger.rows(fmt::format(fmt::runtime(take), waiting_states(),
                              ledger.on_postgresql() ? " FOR UPDATE OF o SKIP LOCKED" : ""),
                  1, {{"sender", claim.sender}, {"until", until}, {"now", claim.now}, {"most", claim.most}},
                  [](const Row& row) { return row.integer(0); });
  if (!taken) return taken.error();
  if (taken->empty()) return std::vector<OutboxMail>();
  return ledger.rows(
      fmt::format("{}WHERE o.id IN ({}) ORDER BY o.not_before, o.id", columns, fmt::join(*taken, ", ")), 12,
      {}, read_mail);
}

Result<std::vector<OutboxMail>> waiting_mails(Ledger& ledger, Moment now, std::int64_t after,
                                              std::int64_t most) {
  return ledger.rows(
      fmt::format("{}WHERE {} AND o.not_before <= :now AND c.state = 'running' AND o.id > :after "
                  "ORDER BY o.id LIMIT :most",
                  columns, waiting_states()),
      12, {{"now", now}, {"after", after}, {"most", most}}, read_mail);
}

Result<std::int64_t> pace_allows(Ledger& ledger, const std::string& mailbox, const base::Pace& pace,
                                 std::int64_t now_ms, std::int64_t wanted) {
  // There must be a row to lock, or two senders would both be the first.
  const auto there = ledger.run(
      "INSERT INTO sender_pace (sender, next_at) VALUES (:sender, 0) ON CONFLICT (sender) DO NOTHING",
      {{"sender", mailbox}});
  if (!there) return there.error();
  auto state = pace_state(ledger, mailbox);
  if (!state) return state;
  return base::take(pace, *state, now_ms, wanted);
}

Result<void> spend(Ledger& ledger, const std::string& mailbox, const base::Pace& pace, std::int64_t now_ms,
                   std::int64_t claimed) {
  auto state = pace_state(ledger, mailbox);
  if (!state) return state.error();
  base::take(pace, *state, now_ms, claimed);
  const auto done = ledger.run("UPDATE sender_pace SET next_at = :next WHERE sender = :sender",
                               {{"sender", mailbox}, {"next", *state}});
  if (!done) return done.error();
  return {};
}

Result<std::int64_t> next_by_pace(Ledger& ledger, const std::string& mailbox, const base::Pace& pace) {
  const auto state = pace_state(ledger, mailbox);
  if (!state) return state.error();
  return base::next_moment(pace, *state);
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
  for (const Settlement& one : settlements) {
    const auto done = ledger.run(
        "UPDATE outbox SET state = :state, reply = :reply, not_before = :not_before, claimed_by = NULL, "
        "claimed_until = NULL, sent_at = :sent_at, unknown_count = unknown_count + :unknown "
        "WHERE id = :id AND claimed_by = :sender AND state IN ('claimed', 'sending')",
        {{"state", one.state},
         {"reply", one.reply},
         {"not_before", one.not_before},
         {"sent_at", one.state == "sent" ? Value(now) : Value()},
         {"unknown", std::int64_t{one.state == "unknown"}},
         {"id", one.id},
         {"sender", sender}});
    if (!done) return done.error();
  }
  return {};
}

Result<std::vector<std::string>> senders_with_claims(Ledger& ledger) {
  return ledger.rows("SELECT DISTINCT claimed_by FROM outbox WHERE state IN ('claimed', 'sending')", 1, {},
                     [](const Row& row) { return row.text(0); });
}

Result<std::vector<std::int64_t>> being_sent(Ledger& ledger, const std::string& sender) {
  return ledger.rows("SELECT id FROM outbox WHERE state = 'sending' AND claimed_by = :sender", 1,
                     {{"sender", sender}}, [](const Row& row) { return row.integer(0); });
}

Result<std::int64_t> release(Ledger& ledger, const std::string& sender, Moment claimed_until_before,
                             Moment unknown_until) {
  const Binds binds{{"sender", sender}, {"before", claimed_until_before}};
  const auto queued = ledger.run(
      "UPDATE outbox SET state = 'queued', claimed_by = NULL, claimed_until = NULL "
      "WHERE state = 'claimed' AND claimed_by = :sender AND claimed_until < :before",
      binds);
  if (!queued) return queued.error();
  return ledger.run(
      "UPDATE outbox SET state = 'unknown', unknown_count = unknown_count + 1, interrupted = interrupted + "
      "1, "
      "not_before = :again, "
      "claimed_by = NULL, claimed_until = NULL "
      "WHERE state = 'sending' AND claimed_by = :sender AND claimed_until < :before",
      {binds[0], binds[1], {"again", unknown_until}});
}

Result<std::optional<Moment>> next_waiting(Ledger& ledger) {
  return ledger.number(
      fmt::format("SELECT MIN(o.not_before) FROM outbox o JOIN campaigns c ON c.id = o.campaign "
                  "WHERE {} AND c.state = 'running'",
                  waiting_states()));
}

}  // namespace gh::hr
