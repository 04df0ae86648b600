// The way out over a real mail server.
#pragma once

#include "hr/mail/send.h"

namespace gh::hr {

class SmtpTransport : public Transport {
 public:
  /// `server` must pass net::check().
  explicit SmtpTransport(net::SmtpServer server) : sender_(std::move(server)) {}

  std::size_t room() const override { return sender_.room(); }
  void begin(net::Envelope mail) override { sender_.begin(std::move(mail)); }
  void let_go(std::int64_t key) override { sender_.let_go(key); }
  void drop(std::int64_t key) override { sender_.drop(key); }
  net::SmtpNews step(std::chrono::milliseconds patience,
                     const std::function<void(const net::SmtpResult&)>& at_once) override {
    return sender_.step(patience, at_once);
  }

 private:
  net::SmtpSender sender_;
};

/// This process as the ledger knows it: host, number, and when it began, so that a number used again is not
/// taken for it.
std::string sender_name();

/// True when `sender` is of this host and runs no more. Of other hosts only their lease tells.
bool is_gone(const std::string& sender);

}  // namespace gh::hr
