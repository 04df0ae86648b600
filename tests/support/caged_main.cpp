// The main of test programs that read pages in a cage: they are their own workers. Some arguments make them
// workers of other kinds, which no product has.
#include "support/caged_main.h"

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "page/cage/cage.h"
#include "page/cage/caged_worker.h"
#include "page/cage/wire.h"

namespace {

using namespace gh;

bool init() {
  boost::unit_test::framework::master_test_suite().p_name.value = "glasshouse";
  return true;
}

#ifdef __linux__

// True if the system lets it happen, at least so far as to look at what was asked.
bool happens(long result) { return result >= 0 || errno != EPERM; }

// Goes through the system's own door: the C library may do some of them another way.
tests::Attempts try_forbidden_calls() {
  const char* file = "/tmp/glasshouse-must-not-be";
  sockaddr address{};
  char* const nothing[] = {nullptr};
  tests::Attempts attempts{};
  std::size_t next = 0;
  const auto attempt = [&](long result) { attempts[next++] = happens(result) ? 1 : 0; };
#ifdef SYS_open
  attempt(syscall(SYS_open, "/etc/passwd", O_RDONLY));
#else
  attempt(syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY));
#endif
  attempt(syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CREAT, 0600));
  attempt(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0));
  attempt(syscall(SYS_connect, page::worker_socket, &address, sizeof address));
  attempt(syscall(SYS_execve, "/bin/true", nothing, nothing));
  attempt(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  attempt(syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
  attempt(syscall(SYS_kill, getppid(), 0));
  attempt(syscall(SYS_unlinkat, AT_FDCWD, file, 0));
  attempt(syscall(SYS_renameat2, AT_FDCWD, file, AT_FDCWD, file, 0));
  attempt(syscall(SYS_fchmodat, AT_FDCWD, file, 0777));
  attempt(syscall(SYS_mount, file, file, "tmpfs", 0, nullptr));
  attempt(syscall(SYS_mmap, nullptr, 4096, 4 /* PROT_EXEC */, 0x22 /* private, anonymous */, -1, 0));
  attempt(syscall(SYS_write, 2, "", 0));
  return attempts;
}

int attempt_forbidden_calls() {
  page::close_files_but(page::worker_socket);
  page::confine(page::worker_socket, std::size_t{64} << 20, 10);
  const tests::Attempts attempts = try_forbidden_calls();
  const ssize_t put = write(page::worker_socket, attempts.data(), attempts.size());
  _exit(put == static_cast<ssize_t>(attempts.size()) ? 0 : 1);
}

#else

int attempt_forbidden_calls() { return 0; }

#endif

// A worker that has been taken over, and answers with bytes of its own.
int lie() {
  const page::Hello hello;
  (void)!write(page::worker_socket, &hello, sizeof hello);
  page::RequestHeader request;
  (void)!read(page::worker_socket, &request, sizeof request);
  const std::string junk(100'000, '\x41');
  page::AnswerHeader header;
  header.counts.fill(1);
  (void)!write(page::worker_socket, &header, sizeof header);
  (void)!write(page::worker_socket, junk.data(), junk.size());
  pause();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = page::work_if_asked(argc, argv)) return *code;
  if (argc > 1 && argv[1] == tests::lying_worker) return lie();
  if (argc > 1 && argv[1] == tests::forbidden_calls) return attempt_forbidden_calls();
  return boost::unit_test::unit_test_main(&init, argc, argv);
}
