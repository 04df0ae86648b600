// What the main of caged test programs can be asked for beside tests.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gh::tests {

inline constexpr std::string_view lying_worker = "--lying-worker";
inline constexpr std::string_view forbidden_calls = "--forbidden-calls";

/// One byte a system call, 0 where it was refused.
inline constexpr std::array forbidden_names{
    "open", "openat", "socket", "connect", "execve", "fork",         "ptrace",
    "kill", "unlink", "rename", "chmod",   "mount",  "mmap of code", "write to another file"};
using Attempts = std::array<std::uint8_t, forbidden_names.size()>;

}  // namespace gh::tests
