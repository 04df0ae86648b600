#include "hr/act_log.h"

#include <limits>

#include "hr/crypto.h"

namespace gh::hr {
namespace {

using base::Result;

constexpr std::size_t at_once = 10'000;  // rows that are checked from one read

Act read_act(const Row& row) {
  return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

// Each part with its length before it, so that no two acts give the same text.
std::string hash_of(std::string_view previous, const Act& act) {
  const std::string at = std::to_string(act.at);
  std::string all;
  for (const std::string_view part : {previous, std::string_view(at), std::string_view(act.who),
                                      std::string_view(act.act), std::string_view(act.subject)})
    all.append(std::to_string(part.size())).append(":").append(part);
  return sha256(all);
}

// On PostgreSQL two officers' transactions run side by side; the second waits here for the first to end.
Result<void> wait_for_the_end_of_the_chain(Ledger& ledger) {
  return ledger.on_postgresql() ? ledger.script("LOCK TABLE acts IN EXCLUSIVE MODE") : Result<void>();
}

Result<std::string> last_hash(Ledger& ledger) {
  const auto last = ledger.rows("SELECT hash FROM acts ORDER BY id DESC LIMIT 1", 1, {},
                                [](const Row& row) { return row.text(0); });
  if (!last) return last.error();
  return last->empty() ? std::string() : last->front();
}

}  // namespace

Result<void> note_act(Ledger& ledger, Act act) {
  if (auto waited = wait_for_the_end_of_the_chain(ledger); !waited) return waited;
  const auto previous = last_hash(ledger);
  if (!previous) return previous.error();
  const auto kept = ledger.run(
      "INSERT INTO acts (at, who, act, subject, previous, hash) "
      "VALUES (:at, :who, :act, :subject, :previous, :hash)",
      {{"at", act.at},
       {"who", act.who},
       {"act", act.act},
       {"subject", act.subject},
       {"previous", *previous},
       {"hash", hash_of(*previous, act)}});
  return kept ? Result<void>() : Result<void>(kept.error());
}

Result<std::vector<Act>> acts(Ledger& ledger, std::size_t most, std::optional<std::int64_t> before) {
  return ledger.rows(
      "SELECT id, at, who, act, subject, hash FROM acts WHERE id < :before ORDER BY id DESC LIMIT :most", 6,
      {{"before", before.value_or(std::numeric_limits<std::int64_t>::max())},
       {"most", static_cast<std::int64_t>(most)}},
      read_act);
}

Result<ActChain> check_acts(Ledger& ledger) {
  ActChain chain;
  for (std::int64_t after = 0;;) {
    const auto some = ledger.rows(
        "SELECT id, at, who, act, subject, hash FROM acts WHERE id > :after ORDER BY id LIMIT :most", 6,
        {{"after", after}, {"most", static_cast<std::int64_t>(at_once)}}, read_act);
    if (!some) return some.error();
    if (some->empty()) return chain;
    for (const Act& act : *some) {
      if (act.hash != hash_of(chain.last, act)) {
        chain.broken = act.id;
        return chain;
      }
      chain.last = act.hash;
      ++chain.acts;
      after = act.id;
    }
  }
}

}  // namespace gh::hr
