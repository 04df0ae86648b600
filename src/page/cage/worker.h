// One worker of the cage, seen from outside: the process, our end of the sockets to it, and its clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <sys/types.h>
#include <sys/uio.h>

#include "page/cage/cage.h"
#include "page/cage/caged_worker.h"
#include "page/cage/wire.h"

namespace gh::page {

/// Gone with this object, whatever it does at the time.
class Worker {
 public:
  /// `options` must outlive the worker. Null when it cannot be started.
  static std::unique_ptr<Worker> start(const char* program, const CageOptions& options);

  Worker(pid_t pid, int socket, const CageOptions& options) : pid_(pid), socket_(socket), options_(options) {}
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// How it failed: was gone before it had the page, took too long, said what cannot be, died of it.
  enum class End { none, was_gone, too_slow, broken, died };

  /// What came of one page: a reading, or how it ended without.
  struct Answer {
    std::optional<Reading> reading;
    End end = End::none;
    AnswerHeader::Outcome outcome = AnswerHeader::Outcome::read;
  };
  Answer ask(std::string_view bytes, std::string_view content_type, const Limits& limits);

  /// The walls that it says it is in.
  std::optional<Walls> walls();

  bool alive() const;

  /// It may read more pages.
  bool fresh();

  struct Remains {
    int signal = 0;                 // that ended it
    std::size_t most_resident = 0;  // bytes
  };
  /// Ends it if it still runs.
  Remains bury();

 private:
  void begin_page();
  bool greeted();
  bool send_all(std::span<iovec> parts);
  bool receive_all(std::span<iovec> parts);
  template <class Move>
  bool transfer(std::span<iovec> parts, short direction, Move move);
  bool wait_for(short direction);

  pid_t pid_;
  int socket_;
  const CageOptions& options_;
  Hello hello_;
  bool greeted_ = false;
  bool heavy_ = false;  // it has read a large page since it was last weighed
  unsigned pages_ = 0;
  End end_ = End::none;
  std::chrono::steady_clock::time_point begun_;  // of this page
  std::chrono::milliseconds used_before_{};      // processor time, before this page
};

}  // namespace gh::page
