// Pages are read by a process of their own, which can do nothing but read: parsers of hostile bytes have
// mistakes, and a mistake must not cost more than that page. The process is this same program, started anew
// with nothing of ours in its memory, and walled in (page/cage/confine.h) before it sees the first byte.
//
// It is not a promise that the reading is true: a page that takes the process over can make it lie about that
// page, and while it lives about the next ones. It cannot open, send or keep anything.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/cage/confine.h"
#include "page/page.h"

namespace gh::page {

struct CageOptions {
  std::chrono::milliseconds processor_time{2'000};  // of one page; a worker that needs more is killed
  std::chrono::milliseconds wall_time{30'000};      // of one page, waiting for a busy machine included
  std::size_t memory = std::size_t{320} << 20;      // bytes that a worker may map beyond its program
  unsigned pages_a_worker = 1'000;                  // then a fresh one takes its place
  std::string argument = "--caged-reader";          // by which the program knows that it is a worker
};

/// To be called first thing in the main of every program that has a Cage.
/// out: the exit code when this process was started as a worker, and has done its work; else nothing
std::optional<int> work_if_asked(int argc, char** argv);

class Worker;

/// Reads pages in processes of their own. Any number of threads may call it at once; each is served by a
/// worker of its own, and workers are kept for the next call.
class Cage {
 public:
  explicit Cage(CageOptions options = {});
  ~Cage();
  Cage(const Cage&) = delete;
  Cage& operator=(const Cage&) = delete;

  /// Starts a worker if none is there, so that it gets ready while the caller does other things.
  void prepare();

  /// page::read_page, in the cage.
  /// out: besides what read_page gives: too_complex when the reader had to be given up on (its reason says
  ///      why, in words), not_checked when none could be started
  Reading read_page(std::string_view bytes, std::string_view content_type, const Limits& limits = {});

  /// The walls that a worker found itself in; nothing when none can be started.
  std::optional<Walls> walls();

 private:
  std::unique_ptr<Worker> take();
  std::unique_ptr<Worker> start() const;
  void give_back(std::unique_ptr<Worker> worker);

  const CageOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

}  // namespace gh::page
