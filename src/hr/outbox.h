// The outbox: every mail that the plan has decided on, from the moment it was decided. The plan writes rows
// in the transaction that moves the person on; a sender claims some, renders and sends them, and settles
// each. Several senders may claim at once, on PostgreSQL from several machines: none gets what another has.
// No text of a mail is kept here.
//
//   queued ─ claim ─▶ claimed ─ sending ─▶ sent        (250 after the last dot) ─ a bounce ─▶ bounced
//     ▲                  │          ├────▶ deferred     (4xx; claimable again from not_before)
//     ├── never went out ┘          ├────▶ failed       (5xx, or too many tries)
//     │                             └────▶ unknown      (the text was out, and no answer came or none was
//     └── surely not taken                               written down: claimable again, a few times, with the
//                                                        same Message-ID; unknown_count tells it for ever)
//   queued, deferred ─▶ cancelled   (done, left, exempt or closed before it went)
//
// All calls are to be made inside a transaction of the caller's, so that a sender can do many at once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/pace.h"
#include "base/result.h"
#include "hr/ledger.h"

namespace gh::hr {

/// Seconds since 1970.
using Moment = std::int64_t;

/// How often a mail whose fate is unknown is sent again before only a person may decide. A server that keeps
/// its answers to itself would else fill somebody's mailbox; that our own process ended has nothing to do
/// with the mail, and counts for less.
inline constexpr std::int64_t most_unknown = 8;
inline constexpr std::int64_t most_interrupted = 100;

/// A mail to be sent, with all that its text needs from the ledger.
struct OutboxMail {
  std::int64_t id = 0;
  std::int64_t campaign = 0;
  std::int64_t assignment = 0;  // 0 for a manager's count
  std::int64_t school = 0;      // the person's, or the manager's
  std::int64_t person = 0;      // 0 for a manager
  std::string kind;             // "invitation", "reminder", "overdue", "manager", "done"
  std::int64_t step = 0;
  std::int64_t attempts = 0;
  std::string address;
  std::string name;  // empty for a manager
  std::string deadline;
  std::string school_name;
};

struct Claim {
  std::string sender;  // one name a running sender
  Moment now = 0;
  std::int64_t lease = 300;  // seconds; after that the mail is anybody's again
  std::int64_t most = 50;
};

/// Takes up to `most` mails of running campaigns that may go now, oldest first.
base::Result<std::vector<OutboxMail>> claim(Ledger& ledger, const Claim& claim);

/// Mails that wait and have been seen by nobody: what a sender would claim, `most` from behind `after` on.
base::Result<std::vector<OutboxMail>> waiting_mails(Ledger& ledger, Moment now, std::int64_t after,
                                                    std::int64_t most);

/// How many mails a sender's mailbox may send at `now_ms`, of `wanted`; `spend` writes down how many it did
/// claim. One row a mailbox in the ledger, so restarts and several senders keep one pace together.
base::Result<std::int64_t> pace_allows(Ledger& ledger, const std::string& mailbox, const base::Pace& pace,
                                       std::int64_t now_ms, std::int64_t wanted);
base::Result<void> spend(Ledger& ledger, const std::string& mailbox, const base::Pace& pace,
                         std::int64_t now_ms, std::int64_t claimed);

/// When the next mail of this mailbox may go, in milliseconds since 1970.
base::Result<std::int64_t> next_by_pace(Ledger& ledger, const std::string& mailbox, const base::Pace& pace);

/// Just before the first byte of the mail leaves: from here on a crash makes it unknown, not queued. False
/// when the lease ran out meanwhile: then it must not be sent.
base::Result<bool> begin_sending(Ledger& ledger, std::int64_t id, const std::string& sender);

/// What became of a claimed mail.
struct Settlement {
  std::int64_t id = 0;
  std::string state;  // "sent", "deferred", "failed", "unknown", "queued"
  std::string reply;  // the server's last words
  Moment not_before = 0;
};

/// Writes these down; rows that are no longer `sender`'s are left alone.
base::Result<void> settle(Ledger& ledger, const std::string& sender, Moment now,
                          const std::vector<Settlement>& settlements);

/// Everybody who has claimed something that is not settled.
base::Result<std::vector<std::string>> senders_with_claims(Ledger& ledger);

/// The mails that `sender` was sending.
base::Result<std::vector<std::int64_t>> being_sent(Ledger& ledger, const std::string& sender);

/// After a crash: what `sender` had claimed before `before` is queued again; what it was sending becomes
/// unknown, to be tried again from `unknown_until`. Returns how many are unknown now.
base::Result<std::int64_t> release(Ledger& ledger, const std::string& sender, Moment claimed_until_before,
                                   Moment unknown_until);

/// When the next mail that waits may go, whatever the pace; nothing when none waits.
base::Result<std::optional<Moment>> next_waiting(Ledger& ledger);

}  // namespace gh::hr
