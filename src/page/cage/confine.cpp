#include "page/cage/confine.h"

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <cerrno>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#endif

namespace gh::page {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

bool limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  return setrlimit(static_cast<decltype(RLIMIT_CPU)>(resource), &both) == 0;
}

// Bytes of address space in use, libraries and their data included; 0 where the system does not tell.
std::size_t mapped_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  unsigned long pages = 0;
  const bool read = std::fscanf(file, "%lu", &pages) == 1;
  std::fclose(file);
  return read ? pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
}

bool limit_memory(std::size_t more) {
  constexpr std::size_t usual = std::size_t{96} << 20;  // our libraries
  if (sanitized) return false;                          // the shadow of the address sanitizer is terabytes
  const std::size_t mapped = mapped_bytes();
  return limit(RLIMIT_AS, (mapped == 0 ? usual : mapped) + more);
}

bool limit_the_rest(unsigned processor_seconds) {
  bool all = limit(RLIMIT_CPU, processor_seconds);
  all = limit(RLIMIT_FSIZE, 0) && all;
  all = limit(RLIMIT_CORE, 0) && all;
  all = limit(RLIMIT_NPROC, 0) && all;
  return limit(RLIMIT_NOFILE, 0) && all;
}

#ifdef __linux__

bool drop_privileges() {
  // Not dumpable: no core, and nobody but root may trace it or read its memory.
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         (sanitized || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
}

struct FilterReleaser {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};

// What the C library needs to give and take memory, to tell the time and to end.
constexpr int allowed_calls[] = {
    SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(brk),          SCMP_SYS(madvise),
    SCMP_SYS(futex),         SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),    SCMP_SYS(getpid),
    SCMP_SYS(setitimer),     SCMP_SYS(exit),         SCMP_SYS(exit_group),
};

// What only the one file may be used for.
constexpr int calls_on_kept[] = {SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev)};

// Memory may be mapped and changed, but never into code.
constexpr int calls_without_code[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};

bool allow_system_calls(int kept) {
  if (sanitized) return false;
  const std::unique_ptr<void, FilterReleaser> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (filter == nullptr) return false;
  bool all = true;
  for (const int call : allowed_calls) {
    all = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0 && all;
  }
  const scmp_arg_cmp on_kept{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(kept), 0};
  for (const int call : calls_on_kept) {
    all = seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &on_kept) == 0 && all;
  }
  const scmp_arg_cmp no_code{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  for (const int call : calls_without_code) {
    all = seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &no_code) == 0 && all;
  }
  return all && seccomp_load(filter.get()) == 0;
}

#else

bool drop_privileges() { return false; }
bool allow_system_calls(int) { return false; }

#endif

constexpr bool on_linux =
#ifdef __linux__
    true;
#else
    false;
#endif

}  // namespace

std::string words(const Walls& walls) {
  std::string all;
  const auto add = [&](bool stands, const char* wall) {
    if (stands) all += (all.empty() ? "" : ", ") + std::string(wall);
  };
  add(walls.memory != 0, "memory");
  add(walls.limits != 0, "processor time and files");
  add(walls.privileges != 0, "privileges");
  add(walls.system_calls != 0, "system calls");
  return all.empty() ? "none" : all;
}

Walls walls_to_expect() {
  return {.memory = !sanitized, .limits = 1, .privileges = on_linux, .system_calls = on_linux && !sanitized};
}

void close_files_but(int kept) {
#ifdef __linux__
  const auto until = kept > 0 ? static_cast<unsigned>(kept - 1) : 0U;
  if ((kept == 0 || close_range(0, until, 0) == 0) &&
      close_range(static_cast<unsigned>(kept) + 1, ~0U, 0) == 0) {
    return;
  }
#endif
  const long most = sysconf(_SC_OPEN_MAX);
  for (int file = 0; file < (most > 0 ? most : 1024); ++file) {
    if (file != kept) close(file);
  }
}

Walls confine(int kept, std::size_t more_memory, unsigned processor_seconds) {
  Walls walls;
  walls.memory = limit_memory(more_memory);
  walls.limits = limit_the_rest(processor_seconds);
  walls.privileges = drop_privileges();
  walls.system_calls = allow_system_calls(kept);
  return walls;
}

}  // namespace gh::page
