#include "page/cage.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "page/caged_worker.h"
#include "page/wire.h"

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

// Where this program lies; empty until its main has shown that it knows what a worker is.
std::atomic<const char*> own_program{nullptr};

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
pid_t spawn(const CageOptions& options, int socket) {
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
  const int failed = posix_spawn(&pid, own_program.load(), &actions, &attributes, words, environment);
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

// The bytes of a page that are worth sending: more than the limit can never be kept, even of UTF-16, and they
// end between two characters, so that the rest still looks like UTF-8 if it was.
std::string_view worth_sending(std::string_view bytes, const Limits& limits) {
  std::size_t most = limits.max_bytes * 4 + 4096;
  if (bytes.size() <= most) return bytes;
  for (int i = 0; i < 3 && (static_cast<unsigned char>(bytes[most]) & 0xC0) == 0x80; ++i) --most;
  return bytes.substr(0, most);
}

Reading unread(base::State state, std::string reason) {
  Reading reading;
  reading.state = state;
  reading.reason = std::move(reason);
  return reading;
}

}  // namespace

// One process, and our end of the sockets to it. Gone with this object, whatever it does at the time.
class Worker {
 public:
  enum class End { none, was_gone, too_slow, broken, died };

  Worker(pid_t pid, int socket, const CageOptions& options) : pid_(pid), socket_(socket), options_(options) {}
  ~Worker() {
    close(socket_);
    (void)bury();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // What came of one page: a reading, or how it ended without.
  struct Answer {
    std::optional<Reading> reading;
    End end = End::none;
    AnswerHeader::Outcome outcome = AnswerHeader::Outcome::read;
  };

  Answer ask(std::string_view bytes, std::string_view content_type, const Limits& limits) {
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

  // The walls that it says it is in.
  std::optional<Walls> walls() {
    begin_page();
    if (!greeted()) return std::nullopt;
    return hello_.walls;
  }

  bool alive() const {
    char byte;
    const ssize_t got = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got > 0) return !greeted_;  // after the greeting it speaks only when asked
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }

  // It may read more pages.
  bool fresh() {
    if (pages_ >= options_.pages_a_worker || processor_time_of(pid_) > most_processor_time) return false;
    if (!heavy_ && pages_ % pages_between_weighings != 0) return true;
    heavy_ = false;
    return resident_bytes_of(pid_) < most_resident;
  }

  struct Remains {
    int signal = 0;  // that ended it
    std::size_t most_resident = 0;
  };
  // Ends it if it still runs.
  Remains bury() {
    if (pid_ <= 0) return {};
    kill(pid_, SIGKILL);  // does nothing to one that is dead already
    int status = 0;
    rusage usage{};
    while (wait4(pid_, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return {WIFSIGNALED(status) ? WTERMSIG(status) : 0, most_resident_of(usage)};
  }

 private:
  static iovec part(const void* bytes, std::size_t size) { return {const_cast<void*>(bytes), size}; }

  void begin_page() {
    end_ = End::none;
    begun_ = Clock::now();
    used_before_ = processor_time_of(pid_);
  }

  bool greeted() {
    if (greeted_) return true;
    std::array<iovec, 1> parts{part(&hello_, sizeof hello_)};
    if (!receive_all(parts)) return false;
    greeted_ = hello_.magic == Hello::expected_magic;
    if (!greeted_) end_ = End::died;  // not a worker at all
    return greeted_;
  }

  bool send_all(std::span<iovec> parts) {
    return transfer(parts, POLLOUT, [this](msghdr& message) {
#ifdef MSG_NOSIGNAL
      return sendmsg(socket_, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
#else
      return sendmsg(socket_, &message, MSG_DONTWAIT);
#endif
    });
  }

  bool receive_all(std::span<iovec> parts) {
    return transfer(parts, POLLIN,
                    [this](msghdr& message) { return recvmsg(socket_, &message, MSG_DONTWAIT); });
  }

  // Moves all bytes of the parts; false, and says why in end_, when that cannot be done in time.
  template <class Move>
  bool transfer(std::span<iovec> parts, short direction, Move move) {
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

  static void advance(std::span<iovec>& parts, std::size_t moved) {
    while (moved > 0) {
      iovec& first = parts.front();
      const std::size_t of_first = std::min(moved, first.iov_len);
      first.iov_base = static_cast<char*>(first.iov_base) + of_first;
      first.iov_len -= of_first;
      moved -= of_first;
      if (first.iov_len == 0) parts = parts.subspan(1);
    }
  }

  bool wait_for(short direction) {
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

  pid_t pid_;
  int socket_;
  const CageOptions& options_;
  Hello hello_;
  bool greeted_ = false;
  bool heavy_ = false;  // it has read a large page since it was last weighed
  unsigned pages_ = 0;
  End end_ = End::none;
  Clock::time_point begun_;
  milliseconds used_before_{};
};

namespace {

// Why there is no reading, in words.
std::string reason_of(const Worker::Answer& answer, Worker& worker, std::size_t memory) {
  constexpr const char* memory_words = "needs too much memory";
  constexpr const char* time_words = "takes too long to read";
  if (answer.outcome == AnswerHeader::Outcome::out_of_memory) return memory_words;
  if (answer.end == Worker::End::too_slow) return time_words;
  if (answer.end == Worker::End::broken) return "the reader gave up on it";
  const Worker::Remains remains = worker.bury();
  if (remains.signal == SIGPROF || remains.signal == SIGXCPU) return time_words;
  // The parser does not look whether it was given memory, and dies of it.
  return remains.most_resident > memory / 4 * 3 ? memory_words : "the reader gave up on it";
}

}  // namespace

Cage::Cage(CageOptions options) : options_(std::move(options)) {}

Cage::~Cage() = default;

std::unique_ptr<Worker> Cage::start() const {
  if (own_program.load() == nullptr) return nullptr;
  const auto sockets = connected_sockets();
  if (!sockets) return nullptr;
  const pid_t pid = spawn(options_, sockets->theirs);
  close(sockets->theirs);
  if (pid < 0) {
    close(sockets->ours);
    return nullptr;
  }
  return std::make_unique<Worker>(pid, sockets->ours, options_);
}

std::unique_ptr<Worker> Cage::take() {
  while (true) {
    std::unique_ptr<Worker> worker;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      worker = std::move(idle_.back());
      idle_.pop_back();
    }
    if (worker->alive()) return worker;
  }
  return start();
}

void Cage::give_back(std::unique_ptr<Worker> worker) {
  if (!worker->fresh()) return;
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
}

void Cage::prepare() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) return;
  }
  if (auto worker = start()) give_back(std::move(worker));
}

std::optional<Walls> Cage::walls() {
  auto worker = take();
  if (worker == nullptr) return std::nullopt;
  const auto walls = worker->walls();
  if (walls) give_back(std::move(worker));
  return walls;
}

Reading Cage::read_page(std::string_view bytes, std::string_view content_type, const Limits& limits) {
  const std::string_view sent = worth_sending(bytes, limits);
  constexpr int tries = 2;  // a worker may have been killed while it waited, which says nothing of the page
  for (int i = 0; i < tries; ++i) {
    auto worker = take();
    if (worker == nullptr) break;
    Worker::Answer answer = worker->ask(sent, content_type, limits);
    if (answer.reading) {
      give_back(std::move(worker));
      if (sent.size() < bytes.size() && answer.reading->state == base::State::found) {
        answer.reading->state = base::State::cut;
        answer.reading->reason = "too_long";
      }
      return std::move(*answer.reading);
    }
    if (answer.end == Worker::End::was_gone) continue;
    return unread(base::State::too_complex, reason_of(answer, *worker, options_.memory));
  }
  return unread(base::State::not_checked, "the reader in its cage could not be started");
}

std::optional<int> work_if_asked(int argc, char** argv) {
#ifdef __linux__
  own_program = "/proc/self/exe";  // the very program that runs, though its file be replaced meanwhile
#else
  own_program = argc > 0 ? argv[0] : nullptr;
#endif
  if (argc != 3 || argv[1] != CageOptions().argument) return std::nullopt;
  const std::string_view memory = argv[2];
  std::size_t bytes = 0;
  const auto read = std::from_chars(memory.data(), memory.data() + memory.size(), bytes);
  if (read.ec != std::errc() || read.ptr != memory.data() + memory.size()) return std::nullopt;
  return run_worker(bytes);
}

}  // namespace gh::page
