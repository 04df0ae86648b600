// The inside of the cage: the loop of a process that reads pages for another.
#pragma once

#include <cstddef>
#include <cstdint>

#include "page/cage/confine.h"
#include "page/html/guard.h"

namespace gh::page {

inline constexpr int worker_socket = 3;                    // the file by which a worker is talked to
inline constexpr unsigned worker_processor_seconds = 120;  // of its whole life

/// What a worker says before all else.
struct Hello {
  static constexpr std::uint32_t expected_magic = 0x47684800;

  std::uint32_t magic = expected_magic;
  Walls walls;
};

/// What stands before the content type and the bytes of a page to read.
struct RequestHeader {
  std::uint64_t content_type_length = 0;
  std::uint64_t length = 0;
  Limits limits;
};

/// Raises the walls, then answers requests until the other end is gone.
/// out: the exit code of the process
int run_worker(std::size_t memory);

}  // namespace gh::page
