#include "page/cage/caged_worker.h"

#include <array>
#include <csignal>
#include <new>
#include <span>
#include <string>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "page/cage/wire.h"
#include "page/page.h"

namespace gh::page {
namespace {

constexpr int exit_done = 0;
constexpr int exit_not_a_worker = 64;

// Should whoever asked be gone, nobody else would end a page that takes forever. (PR_SET_PDEATHSIG is of no
// use: it goes by the thread that started us, which may end long before its process.)
constexpr long longest_page_seconds = 20;

bool read_all(std::span<char> room) {
  while (!room.empty()) {
    const ssize_t got = read(worker_socket, room.data(), room.size());
    if (got <= 0) return false;
    room = room.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool write_all(std::span<iovec> parts) {
  while (!parts.empty()) {
    if (parts.front().iov_len == 0) {
      parts = parts.subspan(1);
      continue;
    }
    ssize_t put = writev(worker_socket, parts.data(), static_cast<int>(parts.size()));
    if (put <= 0) return false;
    while (put > 0) {
      iovec& first = parts.front();
      const std::size_t of_first = std::min(static_cast<std::size_t>(put), first.iov_len);
      first.iov_base = static_cast<char*>(first.iov_base) + of_first;
      first.iov_len -= of_first;
      put -= static_cast<ssize_t>(of_first);
      if (first.iov_len == 0) parts = parts.subspan(1);
    }
  }
  return true;
}

template <class T>
bool read_record(T& record) {
  return read_all({reinterpret_cast<char*>(&record), sizeof record});
}

template <class T>
iovec part_of(const T& record) {
  return {const_cast<T*>(&record), sizeof record};
}

bool write_reading(const Reading& reading, std::string_view sent) {
  const AnswerHeader header = header_of(reading, sent);
  std::array<iovec, AnswerHeader::array_count + 1> parts{part_of(header)};
  std::size_t next = 1;
  for (const std::span<const char> bytes : bytes_of(reading, header)) {
    parts[next++] = {const_cast<char*>(bytes.data()), bytes.size()};
  }
  return write_all(parts);
}

bool write_failure(AnswerHeader::Outcome outcome) {
  AnswerHeader header;
  header.outcome = outcome;
  iovec part = part_of(header);
  return write_all({&part, 1});
}

void set_page_timer(long seconds) {
  const itimerval timer{{0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &timer, nullptr);  // SIGPROF ends the process
}

constexpr int memory_kept = 16 << 20;  // bytes, from one page to the next

// A page takes and frees the same few megabytes as the one before. Left to itself the C library hands them
// back each time, and finding new ones costs more than the parser.
void keep_some_memory() {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, memory_kept);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
#endif
}

// What one large page needed must not count against the next.
void give_memory_back() {
#ifdef __GLIBC__
  if (mallinfo2().fordblks > memory_kept) malloc_trim(memory_kept / 2);
#endif
}

// False when there will be no more.
bool answer_one() {
  RequestHeader request;
  if (!read_record(request)) return false;
  try {
    std::string content_type(request.content_type_length, '\0');
    std::string bytes(request.length, '\0');
    if (!read_all(content_type) || !read_all(bytes)) return false;
    set_page_timer(longest_page_seconds);
    const Reading reading = read_page(bytes, content_type, request.limits);
    set_page_timer(0);
    return write_reading(reading, bytes);
  } catch (const std::bad_alloc&) {
    write_failure(AnswerHeader::Outcome::out_of_memory);
  } catch (...) {
    write_failure(AnswerHeader::Outcome::gave_up);
  }
  return false;  // nobody knows what state it is in
}

// Whatever is opened or set up at first use must be so before the walls stand.
void warm_up() {
  for (const char* charset : {"utf-8", "windows-1252", "utf-16", "shift_jis", "gb18030"}) {
    const std::string content_type = std::string("text/html; charset=") + charset;
    (void)read_page("<!DOCTYPE html><title>A</title><p class=b>&eacute;", content_type);
  }
  (void)read_page("a\n\nb", "text/plain");
  (void)read_page("{\"a\": [1, \"b\"]}", "application/json");
}

bool asked_by_our_own() {
  struct stat status {};
  return fstat(worker_socket, &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

int run_worker(std::size_t memory) {
  if (!asked_by_our_own()) return exit_not_a_worker;
  std::signal(SIGPIPE, SIG_DFL);
  std::signal(SIGPROF, SIG_DFL);
  keep_some_memory();
  warm_up();
  close_files_but(worker_socket);
  const Hello hello{.walls = confine(worker_socket, memory, worker_processor_seconds)};
  iovec part = part_of(hello);
  if (!write_all({&part, 1})) return exit_done;
  while (answer_one()) give_memory_back();
  return exit_done;
}

}  // namespace gh::page
