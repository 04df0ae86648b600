#include "page/cage/cage.h"

#include <atomic>
#include <charconv>
#include <csignal>
#include <utility>

#include "page/cage/caged_worker.h"
#include "page/cage/worker.h"

namespace gh::page {
namespace {

// Where this program lies; empty until its main has shown that it knows what a worker is.
std::atomic<const char*> own_program{nullptr};

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
  const char* program = own_program.load();
  return program == nullptr ? nullptr : Worker::start(program, options_);
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
