// The walls around the process that reads hostile bytes: bounds on memory and processor time, and a short
// list of what it may still ask of the system. Without it nothing is opened, sent, started or changed by that
// process, whoever has come to steer it.
//
// The list of system calls exists on Linux only; elsewhere, and under sanitizers (which need more than it
// allows), the other walls stand alone, and Walls says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace gh::page {

/// Which walls stand. Crosses from the confined process as it is.
struct Walls {
  std::uint8_t memory = 0;        // it cannot grow past its allowance
  std::uint8_t limits = 0;        // processor time; no new files, no bytes written to files, no core dumps
  std::uint8_t privileges = 0;    // it cannot gain any, and others of the same user cannot look into it
  std::uint8_t system_calls = 0;  // seccomp

  bool operator==(const Walls&) const = default;
};

/// "memory, processor time and files, privileges, system calls", or "none".
std::string words(const Walls& walls);

/// All walls that this build on this system can have.
Walls walls_to_expect();

/// Closes every file of this process but `kept`, for good.
void close_files_but(int kept);

/// Raises the walls around this process, which cannot be undone. What needs a file must be open or loaded
/// before; reading and writing go on for the file `kept` alone.
/// in:  bytes that it may map beyond what it has mapped now; seconds of processor time in its whole life
/// out: the walls that stand now
Walls confine(int kept, std::size_t more_memory, unsigned processor_seconds);

}  // namespace gh::page
