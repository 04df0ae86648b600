#include "page/cage/worker.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gh::page {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds glance{50};                            // between two looks at a worker's clock
constexpr milliseconds most_processor_time{60'000};           // of one worker, half of its own limit
constexpr std::size_t most_resident = std::size_t{96} << 20;  // bytes of a worker that waits
constexpr unsigned pages_between_weighings = 64;
constexpr std::size_t heavy_page = std::size_t{1} << 20;
constexpr int socket_buffer = 4 << 20;  // wished for; the system gives what it allows

struct SocketPair {
  int ours = -1;
  int theirs = -1;
};

#ifdef __linux__
constexpr int socket_flags = SOCK_CLOEXEC;
#else
constexpr int socket_flags = 0;
#endif

std::optional<SocketPair> connected_sockets() {
  int both[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | socket_flags, 0, both) != 0) return std::nullopt;
  for (const int end : both) {
    fcntl(end, F_SETFD, FD_CLOEXEC);
    setsockopt(end, SOL_SOCKET, SO_SNDBUF, &socket_buffer, sizeof socket_buffer);
    setsockopt(end, SOL_SOCKET, SO_RCVBUF, &socket_buffer, sizeof socket_buffer);
#ifdef SO_NOSIGPIPE
    const int on = 1;
    setsockopt(end, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  }
  return SocketPair{both[0], both[1]};
}

// Starts the program with nothing but one end of the sockets: no environment, default signals. -1 if it
// cannot be.
pid_t spawn(const char* program, const CageOptions& options, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, socket, worker_socket);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string name = "glasshouse", argument = options.argument, memory = std::to_string(options.memory);
  char* const words[] = {name.data(), argument.data(), memory.data(), nullptr};
  char* const environment[] = {nullptr};
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, program, &actions, &attributes, words, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failed == 0 ? pid : -1;
}

milliseconds processor_time_of([[maybe_unused]] pid_t pid) {
#ifdef __linux__
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return {};
  return milliseconds(used.tv_sec * 1000 + used.tv_nsec / 1'000'000);
#else
  return {};  // its own limits remain
#endif
}

std::size_t resident_bytes_of([[maybe_unused]] pid_t pid) {
#ifdef __linux__
  std::FILE* file = std::fopen(("/proc/" + std::to_string(pid) + "/statm").c_str(), "re");
  if (file == nullptr) return 0;
  unsigned long resident = 0;
  const bool read = std::fscanf(file, "%*u %lu", &resident) == 1;
  std::fclose(file);
  return read ? resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
#else
  return 0;
#endif
}

std::size_t most_resident_of(const rusage& usage) {
  const auto most = static_cast<std::size_t>(usage.ru_maxrss);
#ifdef __APPLE__
  return most;
#else
  return most * 1024;
#endif
}

iovec part(const void* bytes, std::size_t size) { return {const_cast<void*>(bytes), size}; }

void advance(std::span<iovec>& parts, std::size_t moved) {
  while (moved > 0) {
    iovec& first = parts.front();
    const std::size_t of_first = std::min(moved, first.iov_len);
    first.iov_base = static_cast<char*>(first.iov_base) + of_first;
    first.iov_len -= of_first;
    moved -= of_first;
    if (first.iov_len == 0) parts = parts.subspan(1);
  }
}

}  // namespace

std::unique_ptr<Worker> Worker::start(const char* program, const CageOptions& options) {
  const auto sockets = connected_sockets();
  if (!sockets) return nullptr;
  const pid_t pid = spawn(program, options, sockets->theirs);
  close(sockets->theirs);
  if (pid < 0) {
    close(sockets->ours);
    return nullptr;
  }
  return std::make_unique<Worker>(pid, sockets->ours, options);
}

Worker::~Worker() {
  close(socket_);
  (void)bury();
}

void Worker::begin_page() {
  end_ = End::none;
  begun_ = Clock::now();
  used_before_ = processor_time_of(pid_);
}

bool Worker::wait_for(short direction) {
  while (true) {
    pollfd waiting{socket_, direction, 0};
    if (poll(&waiting, 1, static_cast<int>(glance.count())) > 0) return true;
    const bool overdue = Clock::now() - begun_ > options_.wall_time ||
                         processor_time_of(pid_) - used_before_ > options_.processor_time;
    if (!overdue) continue;
    end_ = End::too_slow;
    return false;
  }
}

// Moves all bytes of the parts; false, and says why in end_, when that cannot be done in time.
template <class Move>
bool Worker::transfer(std::span<iovec> parts, short direction, Move move) {
  while (true) {
    while (!parts.empty() && parts.front().iov_len == 0) parts = parts.subspan(1);
    if (parts.empty()) return true;
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t moved = move(message);
    if (moved > 0) {
      advance(parts, static_cast<std::size_t>(moved));
    } else if (moved < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
      if (!wait_for(direction)) return false;
    } else {
      end_ = End::died;
      return false;
    }
  }
}

bool Worker::send_all(std::span<iovec> parts) {
#ifdef MSG_NOSIGNAL
  constexpr int flags = MSG_DONTWAIT | MSG_NOSIGNAL;  // a dead worker is an error, not the end of us
#else
  constexpr int flags = MSG_DONTWAIT;  // see SO_NOSIGPIPE above
#endif
  return transfer(parts, POLLOUT, [this](msghdr& message) { return sendmsg(socket_, &message, flags); });
}

bool Worker::receive_all(std::span<iovec> parts) {
  return transfer(parts, POLLIN,
                  [this](msghdr& message) { return recvmsg(socket_, &message, MSG_DONTWAIT); });
}

bool Worker::greeted() {
  if (greeted_) return true;
  std::array<iovec, 1> parts{part(&hello_, sizeof hello_)};
  if (!receive_all(parts)) return false;
  greeted_ = hello_.magic == Hello::expected_magic;
  if (!greeted_) end_ = End::died;  // not a worker at all
  return greeted_;
}

Worker::Answer Worker::ask(std::string_view bytes, std::string_view content_type, const Limits& limits) {
  begin_page();
  if (!greeted()) return {std::nullopt, end_ == End::died ? End::was_gone : end_, {}};
  const RequestHeader request{content_type.size(), bytes.size(), limits};
  std::array<iovec, 3> parts{part(&request, sizeof request), part(content_type.data(), content_type.size()),
                             part(bytes.data(), bytes.size())};
  const bool sent = send_all(parts);
  if (!sent && end_ != End::died) return {std::nullopt, end_, {}};
  AnswerHeader header;
  std::array<iovec, 1> head{part(&header, sizeof header)};
  if (!receive_all(head)) return {std::nullopt, sent ? end_ : End::was_gone, {}};
  if (header.outcome != AnswerHeader::Outcome::read) return {std::nullopt, End::broken, header.outcome};
  IncomingReading incoming;
  if (!incoming.begin(header, bytes, limits)) return {std::nullopt, End::broken, {}};
  std::array<iovec, AnswerHeader::array_count> rooms{};
  std::size_t next = 0;
  for (const std::span<char> room : incoming.room()) rooms[next++] = part(room.data(), room.size());
  if (!receive_all(rooms)) return {std::nullopt, end_, {}};
  ++pages_;
  heavy_ = heavy_ || bytes.size() > heavy_page;
  Answer answer{incoming.finish(), End::none, {}};
  if (!answer.reading) answer.end = End::broken;
  return answer;
}

std::optional<Walls> Worker::walls() {
  begin_page();
  if (!greeted()) return std::nullopt;
  return hello_.walls;
}

bool Worker::alive() const {
  char byte;
  const ssize_t got = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (got > 0) return !greeted_;  // after the greeting it speaks only when asked
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

bool Worker::fresh() {
  if (pages_ >= options_.pages_a_worker || processor_time_of(pid_) > most_processor_time) return false;
  if (!heavy_ && pages_ % pages_between_weighings != 0) return true;
  heavy_ = false;
  return resident_bytes_of(pid_) < most_resident;
}

Worker::Remains Worker::bury() {
  if (pid_ <= 0) return {};
  kill(pid_, SIGKILL);  // does nothing to one that is dead already
  int status = 0;
  rusage usage{};
  while (wait4(pid_, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return {WIFSIGNALED(status) ? WTERMSIG(status) : 0, most_resident_of(usage)};
}

}  // namespace gh::page
