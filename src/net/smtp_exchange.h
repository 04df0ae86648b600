// One mail under way: a libcurl handle with all its settings, the gate before its text, and the server's last
// words. Stays inside src/net.
#pragma once

#include <cstddef>
#include <string>

#include "net/curl.h"
#include "net/smtp.h"

namespace gh::net {

class SmtpExchange {
 public:
  /// The handle's private pointer is this exchange, so it must not move. `server` must outlive it.
  SmtpExchange(const SmtpServer& server, Envelope mail);
  SmtpExchange(const SmtpExchange&) = delete;
  SmtpExchange& operator=(const SmtpExchange&) = delete;

  CURL* handle() const { return easy_.get(); }
  std::int64_t key() const { return mail_.key; }

  /// True once, when the server waits for the text.
  bool became_ready();
  bool waits() const { return is_ready_ && !may_go_; }
  void let_go();

  /// Call once, when libcurl has ended with `code`.
  SmtpResult finish(CURLcode code) const;

 private:
  void set_up(const SmtpServer& server);
  void log_in(const SmtpServer& server);
  std::size_t give(char* to, std::size_t room);
  SmtpEnd end(CURLcode code, long answer) const;

  static std::size_t on_read(char* to, std::size_t size, std::size_t count, void* self) noexcept;
  static std::size_t on_answer(char* data, std::size_t size, std::size_t count, void* self) noexcept;

  Envelope mail_;
  std::size_t given_ = 0;
  bool is_ready_ = false;
  bool was_told_ = false;
  bool may_go_ = false;
  std::string words_;
  HeaderLines receivers_;
  Easy easy_;  // last: its callbacks use what stands above
};

}  // namespace gh::net
