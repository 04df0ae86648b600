// One small HTTP/1.1 server for both programs, on Boost.Beast. It keeps its bounds (bytes, time, number of
// connections), holds the rules of rules.h, and calls one handler, one request at a time, in the thread that
// runs it. No TLS: it listens on this machine only, and whoever wants it seen from elsewhere puts their own
// reverse proxy before it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/pace.h"
#include "base/result.h"
#include "serve/routes.h"

namespace gh::serve {

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;          // 0: one that is free
  std::vector<std::string> hosts;  // names beside 127.0.0.1:PORT and localhost:PORT: "hr.example.org"
  bool behind_proxy = false;       // the last address of X-Forwarded-For is who asks
  std::size_t max_header_bytes = std::size_t{8} << 10;
  std::size_t max_body_bytes = std::size_t{1} << 20;
  std::size_t max_connections = 64;            // more are turned away
  std::chrono::milliseconds patience{10'000};  // for a whole request, for a whole answer, between two
  base::Pace posts{200, 100};  // for each address that asks; GETs are not counted, they change nothing
};

class Server {
 public:
  /// Takes the port. err: unavailable when it cannot be had
  static base::Result<Server> listen(const Options& options, Handler handler);

  Server(Server&&) noexcept;
  ~Server();

  std::uint16_t port() const;

  /// Answers until stop() is called, from any thread, or SIGINT or SIGTERM comes.
  void run();
  void stop();

  struct Implementation;

 private:
  explicit Server(std::shared_ptr<Implementation> implementation);
  std::shared_ptr<Implementation> implementation_;
};

}  // namespace gh::serve
