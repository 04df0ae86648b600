// Mail that came back. A delivery status notification (https://www.rfc-editor.org/rfc/rfc3464) leads to the
// mail that it speaks of by our own Message-ID, and is believed only when it names the very address that this
// mail went to: anybody can write such a notice.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "hr/ledger.h"

namespace gh::hr {

struct Bounce {
  std::string message_id;  // without brackets
  std::string address;     // of the receiver whom it did not reach
  std::string action;      // "failed", "delayed", ...
  std::string status;      // "5.1.1"
  std::string words;       // the other server's, one line

  bool operator==(const Bounce&) const = default;
};

/// What a mail says of mails that were not delivered: one for each receiver that it names; nothing for any
/// other mail. Pure.
std::vector<Bounce> read_bounces(std::string_view mail);

struct BounceReport {
  std::int64_t mails = 0;      // looked at
  std::int64_t bounced = 0;    // now known as not delivered
  std::int64_t known = 0;      // told before
  std::int64_t delayed = 0;    // still under way, the other server says
  std::int64_t unmatched = 0;  // about no mail of ours, or not to that address
};

/// Reads a mailbox file or a Maildir and marks what bounced. Reading it again changes nothing. The mailbox is
/// left as it is.
base::Result<BounceReport> take_bounces(Ledger& ledger, const std::filesystem::path& mailbox);

}  // namespace gh::hr
