#include "support/loopback_server.h"

#include <arpa/inet.h>
#include <atomic>
#include <cctype>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "support/cases.h"

extern char** environ;

namespace gh::tests {
namespace {

using Clock = std::chrono::steady_clock;

/// A file descriptor that is closed at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// Binds to a port that the system chooses, and says which.
std::uint16_t bind_to_loopback(int socket) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("cannot bind to the loopback address");
  }
  return ntohs(address.sin_port);
}

int new_socket() { return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Request read_request(const std::string& head) {
  Request request;
  std::istringstream lines(head);
  lines >> request.method >> request.target;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::size_t begin = line.find_first_not_of(' ', colon + 1);
    const std::size_t end = line.find_last_not_of("\r ");
    const bool is_empty = begin == std::string::npos || begin > end;
    request.headers[lower(line.substr(0, colon))] = is_empty ? "" : line.substr(begin, end - begin + 1);
  }
  return request;
}

class SocketConnection : public Connection {
 public:
  SocketConnection(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}

  bool send(std::string_view bytes) override {
    while (!bytes.empty() && !stopping_) {
      if (!is_ready(POLLOUT)) continue;
      const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return !stopping_;
  }

  bool wait(std::chrono::milliseconds time) override {
    const auto until = Clock::now() + time;
    while (Clock::now() < until) {
      if (stopping_ || has_gone()) return false;
      std::this_thread::sleep_for(std::min(std::chrono::milliseconds{5}, time));
    }
    return true;
  }

  bool finish_sending() override { return shutdown(socket_.number(), SHUT_WR) == 0; }

  /// The bytes up to the empty line; empty when there is no whole request.
  std::string read_head() {
    std::string head;
    char bytes[4096];
    while (!stopping_ && head.find("\r\n\r\n") == std::string::npos) {
      if (!is_ready(POLLIN)) continue;
      const ssize_t count = recv(socket_.number(), bytes, sizeof bytes, 0);
      if (count <= 0) return "";
      head.append(bytes, static_cast<std::size_t>(count));
    }
    return head;
  }

 private:
  bool is_ready(short what) {
    pollfd entry{socket_.number(), what, 0};
    return poll(&entry, 1, 20) > 0;
  }

  bool has_gone() {
    char byte;
    return recv(socket_.number(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
  }

  Descriptor socket_;
  const std::atomic<bool>& stopping_;
};

/// Runs a program to its end, or in the background; its output goes to `output`.
pid_t spawn(std::vector<std::string> words, const std::string& output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = -1;
  const int failed = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot run " + words[0]);
  return child;
}

int exit_status(pid_t child) {
  int status = -1;
  waitpid(child, &status, 0);
  return status;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

std::string Request::host() const {
  const auto header = headers.find("host");
  return header == headers.end() ? "" : header->second;
}

std::string answer(int status, std::string_view body, const std::vector<std::string>& headers) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " As Asked\r\nConnection: close\r\n";
  for (const std::string& line : headers) text += line + "\r\n";
  return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string redirect(int status, std::string_view location) {
  return answer(status, "", {"Location: " + std::string(location)});
}

struct LoopbackServer::Implementation {
  explicit Implementation(Handler given) : handler(std::move(given)), listener(new_socket()) {
    port = bind_to_loopback(listener.number());
    if (listen(listener.number(), 128) != 0) throw std::runtime_error("cannot listen");
    acceptor = std::thread([this] { accept_all(); });
  }

  ~Implementation() {
    stopping = true;
    acceptor.join();
    for (std::thread& thread : threads) thread.join();
  }

  void accept_all() {
    while (!stopping) {
      pollfd entry{listener.number(), POLLIN, 0};
      if (poll(&entry, 1, 10) <= 0) continue;
      const int socket = accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      ++connections;
      threads.emplace_back([this, socket] { serve(socket); });
    }
  }

  void serve(int socket) {
    SocketConnection connection(socket, stopping);
    const std::string head = connection.read_head();
    if (head.empty()) return;
    Request request = read_request(head);
    request.began = Clock::now();
    const std::size_t place = note(request);
    handler(request, connection);
    const std::lock_guard lock(mutex);
    requests[place].ended = Clock::now();
  }

  std::size_t note(const Request& request) {
    const std::lock_guard lock(mutex);
    requests.push_back(request);
    return requests.size() - 1;
  }

  Handler handler;
  Descriptor listener;
  std::uint16_t port = 0;
  std::atomic<bool> stopping{false};
  std::atomic<int> connections{0};
  mutable std::mutex mutex;
  std::vector<Request> requests;
  std::list<std::thread> threads;  // touched by the acceptor only, until it has ended
  std::thread acceptor;
};

LoopbackServer::LoopbackServer(Handler handler)
    : implementation_(std::make_unique<Implementation>(std::move(handler))) {}

LoopbackServer::LoopbackServer(std::string bytes)
    : LoopbackServer([bytes = std::move(bytes)](const Request&, Connection& to) { to.send(bytes); }) {}

LoopbackServer::~LoopbackServer() = default;

std::uint16_t LoopbackServer::port() const { return implementation_->port; }

std::string LoopbackServer::url(std::string_view path, std::string_view host) const {
  return "http://" + std::string(host) + ":" + std::to_string(port()) + std::string(path);
}

std::vector<Request> LoopbackServer::requests() const {
  const std::lock_guard lock(implementation_->mutex);
  return implementation_->requests;
}

int LoopbackServer::connections() const { return implementation_->connections; }

std::uint16_t closed_port() {
  const Descriptor socket(new_socket());
  return bind_to_loopback(socket.number());
}

struct TlsServer::Implementation {
  Implementation() {
    make_certificate();
    const std::string log = (folder / "s_server.log").string();
    child = spawn(
        {"openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate, "-key", key}, log);
    wait_for_port(log);
  }

  ~Implementation() {
    kill(child, SIGTERM);
    exit_status(child);
  }

  void make_certificate() {
    const pid_t maker =
        spawn({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
               "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
               "-keyout", key, "-out", certificate},
              (folder / "req.log").string());
    if (exit_status(maker) != 0) throw std::runtime_error("openssl made no certificate");
  }

  /// It prints "ACCEPT 127.0.0.1:PORT" when it listens.
  void wait_for_port(const std::string& log) {
    for (int tries = 0; tries < 500 && port == 0; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
      const std::string text = bytes_of(log);
      const std::size_t line = text.find("ACCEPT 127.0.0.1:");
      if (line == std::string::npos || text.find('\n', line) == std::string::npos) continue;
      port = static_cast<std::uint16_t>(std::stoi(text.substr(text.find(':', line) + 1)));
    }
    if (port == 0) throw std::runtime_error("openssl s_server did not start: " + bytes_of(log));
  }

  TemporaryFolder folder;
  std::string key = (folder / "key.pem").string();
  std::string certificate = (folder / "certificate.pem").string();
  pid_t child = -1;
  std::uint16_t port = 0;
};

TlsServer::TlsServer() : implementation_(std::make_unique<Implementation>()) {}
TlsServer::~TlsServer() = default;
std::uint16_t TlsServer::port() const { return implementation_->port; }
std::string TlsServer::certificate() const { return implementation_->certificate; }

}  // namespace gh::tests
