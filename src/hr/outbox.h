// The outbox: every mail that the plan has decided on, from the moment it was decided. The plan writes rows
// in the transaction that moves the person on; a sender claims some, renders and sends them, and settles
// each. Several senders may claim at once, on PostgreSQL from several machines: none gets what another has.
// No text of a mail is kept here.
//
//   queued ─ claim ─▶ claimed ─ sending ─▶ sent        (250 after the last dot)
//     ▲                  │          ├────▶ deferred     (4xx; claimable again from not_before)
//     └── lease ran out ─┘          ├────▶ failed       (5xx)
//                                   └────▶ unknown      (accepted, but the reply was lost)
//   queued, deferred ─▶ cancelled   (done, left, exempt or closed before it went)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "hr/ledger.h"

namespace gh::hr {

/// Seconds since 1970.
using Moment = std::int64_t;

/// A mail to be sent, with all that its text needs from the ledger.
struct OutboxMail {
  std::int64_t id = 0;
  std::int64_t campaign = 0;
  std::int64_t assignment = 0;  // 0 for a manager's count
  std::int64_t school = 0;      // the person's, or the manager's
  std::int64_t person = 0;      // 0 for a manager
  std::string kind;             // "invitation", "reminder", "overdue", "manager"
  std::int64_t step = 0;
  std::int64_t attempts = 0;
  std::string address;
  std::string name;  // empty for a manager
  std::string deadline;
};

struct Claim {
  std::string sender;  // one name a running sender, "host:pid"
  Moment now = 0;
  std::int64_t lease = 300;  // seconds; after that the mail is anybody's again
  std::int64_t most = 50;
};

/// Takes up to `most` mails of running campaigns that may go now, oldest first, in one transaction of its
/// own.
base::Result<std::vector<OutboxMail>> claim(Ledger& ledger, const Claim& claim);

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

/// Writes these down in one transaction; rows that are no longer `sender`'s are left alone.
base::Result<void> settle(Ledger& ledger, const std::string& sender, Moment now,
                          const std::vector<Settlement>& settlements);

/// After a crash: claims whose lease ran out are queued again; those that were being sent become unknown.
/// Returns how many are unknown now.
base::Result<std::int64_t> release_expired(Ledger& ledger, Moment now);

}  // namespace gh::hr
