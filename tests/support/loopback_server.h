// Servers for tests, on the loopback address only, on a port of their own. What is sent is up to the test, to
// the last byte: good answers, and every way of being a bad web server. Plain sockets, a thread a connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gh::tests {

/// A request as it came, and when. Header names are in lower case.
struct Request {
  std::string method;
  std::string target;  // "/path?query"
  std::map<std::string, std::string> headers;
  std::chrono::steady_clock::time_point began;  // its last byte was read
  // Our handler was done; until then later than everything: the answer may be read before that is noted.
  std::chrono::steady_clock::time_point ended = std::chrono::steady_clock::time_point::max();

  std::string host() const;  // the Host header
};

/// The way back. Every call returns false once the other side has gone or the server is being stopped.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual bool send(std::string_view bytes) = 0;
  virtual bool wait(std::chrono::milliseconds time) = 0;
  virtual bool finish_sending() = 0;  // half-closes: no more from us, still listening
};

/// A whole answer with its length; `headers` as lines without line ends.
std::string answer(int status, std::string_view body, const std::vector<std::string>& headers = {});

/// An answer that leads to `location`.
std::string redirect(int status, std::string_view location);

class LoopbackServer {
 public:
  using Handler = std::function<void(const Request&, Connection&)>;

  /// Listens on 127.0.0.1. `handler` is called for each request, on the connection's own thread; after it the
  /// connection is closed.
  explicit LoopbackServer(Handler handler);

  /// The same answer to everything.
  explicit LoopbackServer(std::string bytes);

  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::uint16_t port() const;

  /// "http://HOST:PORT/path"; "one.localhost", "two.localhost" are as many hosts as a test needs.
  std::string url(std::string_view path, std::string_view host = "localhost") const;

  /// The requests so far, in the order in which they came.
  std::vector<Request> requests() const;

  /// How many connections were made, with or without a request.
  int connections() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// A port of the loopback address on which nobody listens.
std::uint16_t closed_port();

/// A TLS server (`openssl s_server`) with a certificate that it has signed itself, for the name localhost. It
/// answers every GET with a page that says "s_server".
class TlsServer {
 public:
  TlsServer();
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::uint16_t port() const;
  std::string certificate() const;  // the path of the PEM file

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gh::tests
