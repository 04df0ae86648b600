// Where mail goes out: who it is from, which server, how fast. Read from mail.toml, which a technician writes
// once; what the common services allow is in data/mail/presets.toml. Secrets come from a file of mode 0600 or
// from the environment, never from the command line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/pace.h"
#include "base/result.h"
#include "net/smtp.h"

namespace gh::hr {

struct Preset {
  std::string id;
  std::string title;
  net::SmtpServer server;
  std::int64_t per_minute = 0;  // 0: no limit
  std::int64_t per_day = 0;
};

struct MailProfile {
  std::string from;
  std::string from_name;
  std::string reply_to;    // may be empty
  std::string start_page;  // whose address carries the code behind its "#"; may be empty
  net::SmtpServer server;
  std::int64_t per_minute = 0;
  std::int64_t per_day = 0;
  std::int64_t retry_after = 300;  // seconds after the first 4xx, doubled with each
  std::int64_t retry_at_most = 14'400;
  std::int64_t attempts = 20;       // then it has failed
  std::int64_t unknown_after = 60;  // seconds before a mail of unknown fate is sent again

  /// The behind-the-@ of message ids and calendar entries.
  std::string domain() const { return from.substr(from.find('@') + 1); }

  /// The mailbox's name in the ledger, by which senders share one pace.
  std::string mailbox() const { return from + " via " + server.host; }

  /// One mail every so many milliseconds; an interval of 0 means no limit.
  base::Pace pace() const { return {per_minute == 0 ? 0 : (60'000 + per_minute - 1) / per_minute, 1}; }
};

base::Result<std::vector<Preset>> read_presets(const std::filesystem::path& share);

/// Reads mail.toml, and the secret that it points to.
/// err: bad_configuration with every mistake, by file:line:column, and for a server that could be reached
/// insecurely only; not_permitted for a secret file that others may read
base::Result<MailProfile> read_profile(const std::filesystem::path& file, const std::filesystem::path& share);

}  // namespace gh::hr
