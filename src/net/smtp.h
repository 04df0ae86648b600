// Handing mails to a mail server (https://www.rfc-editor.org/rfc/rfc5321), over connections that are kept and
// used again. Knows no queue and no pace; says of each mail how it ended, and tells apart what other clients
// mix up: a mail that was surely not taken, and one of which nobody can say, because the connection broke
// after its text was out and before the answer came.
//
// Secure or not at all: the server must offer TLS and prove its name, except on this machine itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gh::net {

/// How the connection becomes secure.
enum class SmtpSecurity {
  starttls,  // begins in the clear, and goes no further unless TLS follows
  tls,       // from the first byte
  none,      // only to an address of this machine
};

enum class SmtpLogin { none, plain, login, xoauth2 };

struct SmtpServer {
  std::string host;
  std::uint16_t port = 587;
  SmtpSecurity security = SmtpSecurity::starttls;
  SmtpLogin login = SmtpLogin::none;
  std::string user;
  std::string secret;  // a passphrase; for xoauth2 a token
  std::string
      ca_file;  // trusted certificates (PEM) beside the system's folder of them; empty for the system's
  int connections = 1;  // at most so many at once
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds answer_timeout{30'000};  // for each answer of the server
};

/// A mail on its way. The addresses must have passed base::is_plain_address().
struct Envelope {
  std::int64_t key = 0;  // the caller's name for it
  std::string from;
  std::string to;
  std::string bytes;
};

enum class SmtpEnd {
  accepted,  // the server said that it has it
  refused,   // 5xx: it will not take it, now or later
  deferred,  // 4xx: not now
  not_sent,  // no connection, or it broke before the text was out: surely not taken
  insecure,  // no TLS, or the wrong name; or the log-in failed: nothing was sent, and trying again is no use
  unknown,   // the text was out and no answer came: it may have been taken
};
std::string_view name(SmtpEnd end);  // "accepted", "refused", ...

struct SmtpResult {
  std::int64_t key = 0;
  SmtpEnd end = SmtpEnd::not_sent;
  int code = 0;       // of the server's last answer; 0 when there was none
  std::string words;  // the server's, or ours where it said nothing; one line
};

/// What happened since the last step.
struct SmtpNews {
  std::vector<std::int64_t> ready;  // the server waits for their text: write down that it goes out, let_go()
  std::vector<SmtpResult> ended;
};

/// err: bad_configuration when `server` could only be reached insecurely, or has no host
base::Result<void> check(const SmtpServer& server);

class SmtpSender {
 public:
  /// `server` must pass check().
  explicit SmtpSender(SmtpServer server);
  SmtpSender(SmtpSender&&) noexcept;
  ~SmtpSender();

  /// How many more mails may be begun now.
  std::size_t room() const;

  /// Begins with a mail: everything up to the point where its text would go out.
  void begin(Envelope mail);

  /// Lets the text of a mail that was ready go out. From here to its end its fate is open.
  void let_go(std::int64_t key);

  /// Forgets a mail whose text has not gone out.
  void drop(std::int64_t key);

  /// Works until something is to be told, and a few milliseconds longer, so that more can be told at once; or
  /// until `patience` is over. `at_once` hears of each end the moment it is known.
  SmtpNews step(std::chrono::milliseconds patience, const std::function<void(const SmtpResult&)>& at_once);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gh::net
