// The sender: claims mails from the outbox at the mailbox's pace, hands them to the mail server, and writes
// down what became of each. It may be killed at any moment and several may run at once: the ledger has,
// before a mail's text goes out, the word that it goes, and after that what the server said. Only between
// these two is a mail's fate open; the next sender finds it so, calls it unknown, and sends it again under
// the same Message-ID.
//
// All that is written down in one turn is written in one transaction, so that a disk that takes its time
// costs it once for many mails and not for each.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "hr/mail/post_office.h"
#include "net/smtp.h"

namespace gh::hr {

/// The way out; net::SmtpSender in life, a stand-in where a test counts and measures.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual std::size_t room() const = 0;
  virtual void begin(net::Envelope mail) = 0;
  virtual void let_go(std::int64_t key) = 0;
  virtual void drop(std::int64_t key) = 0;
  virtual net::SmtpNews step(std::chrono::milliseconds patience,
                             const std::function<void(const net::SmtpResult&)>& at_once) = 0;
};

/// The clock and chance of one run.
struct SendWorld {
  std::function<std::int64_t()> now_ms;  // milliseconds since 1970
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> chance;                     // from 0 to 1
  std::function<bool()> stop = [] { return false; };  // asked between turns: end in good order
  std::function<bool(const std::string&)> is_gone = [](const std::string&) { return false; };  // that sender
};

struct SendOptions {
  std::string sender;                   // this process: a name that no other has
  std::filesystem::path journals = {};  // where senders of this machine keep theirs; empty: none is kept
  std::int64_t lease = 900;             // seconds; longer than a mail can take
  bool keep_running = false;            // wait for mails that are deferred; else end when nothing may go now
  std::int64_t at_most = -1;            // end after so many were claimed; -1: no limit
};

struct SendReport {
  std::int64_t sent = 0, deferred = 0, failed = 0, unknown = 0, again = 0;
  std::int64_t recovered = 0;  // found as unknown at the beginning: an earlier sender had died
  std::string trouble;         // why it ended early; empty when it did not
};

/// Sends until nothing may go any more. err: what the ledger's or the configuration's trouble is; what the
/// mail server does is in the report
base::Result<SendReport> send_mails(Ledger& ledger, PostOffice& office, Transport& transport,
                                    const SendWorld& world, const SendOptions& options);

/// The pause after `attempts` tries: doubled with each, at most `at_most`, a quarter more or less by chance.
std::int64_t back_off(std::int64_t first, std::int64_t at_most, std::int64_t attempts, double chance);

}  // namespace gh::hr
