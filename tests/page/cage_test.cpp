#include "page/cage/cage.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "page/cage/caged_worker.h"
#include "support/caged_main.h"
#include "support/cases.h"
#include "support/patience.h"

using namespace gh;
using base::State;
using page::Cage;
using page::Reading;

namespace {

constexpr std::string_view plain_page = "<title>One</title><p>two &amp; three</p>";

// Takes a good deal longer than a few milliseconds, and some memory.
std::string large_page() {
  std::string all;
  while (all.size() < 3'000'000) all += "<p>some <b>words</b> of a page ";
  return all;
}

// Processes whose parent this one is.
std::vector<pid_t> children() {
  std::vector<pid_t> all;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    std::string stat;
    std::getline(file, stat);
    const std::size_t behind_name = stat.rfind(") ");
    if (behind_name == std::string::npos) continue;
    if (std::atoi(stat.c_str() + behind_name + 4) == getpid()) all.push_back(std::atoi(stat.c_str()));
  }
  return all;
}

// Ends a child as a crash or another user's kill would, and waits until it has ended.
void end_child(pid_t child, int signal) {
  kill(child, signal);
  siginfo_t info{};
  waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
}

bool reads(Cage& cage) {
  return cage.read_page(plain_page, "text/html") == page::read_page(plain_page, "text/html");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cage)

BOOST_AUTO_TEST_CASE(reads_what_is_read_without_it) {
  Cage cage;
  for (const tests::Case& row : tests::cases_in("page/blocks.tsv", 2)) {
    const std::string& html = row.columns[0];
    BOOST_TEST((cage.read_page(html, "text/html") == page::read_page(html, "text/html")), row.where);
  }
}

BOOST_AUTO_TEST_CASE(reads_pages_of_any_kind) {
  Cage cage;
  const std::string pages[] = {"", "caf\xE9", "\xEF\xBB\xBF<p>a", "{\"a\": [1]}",
                               tests::fixture("page/selectors.html")};
  for (const std::string& bytes : pages) {
    for (const char* type : {"text/html", "text/plain", "application/json", ""}) {
      BOOST_TEST((cage.read_page(bytes, type) == page::read_page(bytes, type)), type);
    }
  }
  BOOST_TEST((cage.read_page("<p>too long", "text/html", {.max_bytes = 5}) ==
              page::read_page("<p>too long", "text/html", {.max_bytes = 5})));
}

// Every encoding that browsers know (https://encoding.spec.whatwg.org/#names-and-labels) must be at hand
// without a file being opened.
BOOST_AUTO_TEST_CASE(knows_every_charset_behind_the_walls) {
  Cage cage;
  std::string bytes = "<p>";
  for (int c = 0x20; c < 0x100; ++c) bytes += static_cast<char>(c);
  for (const char* label :
       {"utf-8",        "ibm866",       "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
        "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-10",  "iso-8859-13",  "iso-8859-14",
        "iso-8859-15",  "iso-8859-16",  "koi8-r",       "koi8-u",       "macintosh",    "windows-874",
        "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "gbk",          "gb18030",      "big5",
        "euc-jp",       "iso-2022-jp",  "shift_jis",    "euc-kr",       "utf-16be",     "utf-16le"}) {
    const std::string type = std::string("text/html; charset=") + label;
    BOOST_TEST((cage.read_page(bytes, type) == page::read_page(bytes, type)), label);
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_takes_too_long_is_given_up) {
  Cage cage({.processor_time = std::chrono::milliseconds(30) * tests::patience});
  const Reading reading = cage.read_page(large_page(), "text/html");
  BOOST_TEST((reading.state == State::too_complex));
  BOOST_TEST(reading.reason == "takes too long to read");
  BOOST_TEST(reading.page.blocks.empty());
  BOOST_TEST(children().empty());
  BOOST_TEST(reads(cage));
}

BOOST_AUTO_TEST_CASE(a_page_that_the_clock_overtakes_is_given_up) {
  Cage cage({.wall_time = std::chrono::milliseconds(30) * tests::patience});
  // On a busy machine the reader may not even be there in so short a time.
  const State state = cage.read_page(large_page(), "text/html").state;
  BOOST_TEST((state == State::too_complex || state == State::not_checked));
  BOOST_TEST(children().empty());
}

BOOST_AUTO_TEST_CASE(a_page_that_needs_too_much_memory_is_given_up) {
  if (page::walls_to_expect().memory == 0) {
    BOOST_TEST_MESSAGE("skipped: sanitizers need more memory than the wall allows");
    return;
  }
  Cage cage({.memory = std::size_t{24} << 20});
  const Reading reading = cage.read_page(large_page(), "text/html");
  BOOST_TEST((reading.state == State::too_complex));
  BOOST_TEST(reading.reason.ends_with("needs too much memory"));  // said by the reader, or of its end
  BOOST_TEST(reads(cage));
}

BOOST_AUTO_TEST_CASE(a_worker_that_was_killed_between_pages_is_replaced) {
  Cage cage;
  BOOST_TEST(reads(cage));
  const std::vector<pid_t> before = children();
  BOOST_REQUIRE(before.size() == 1U);
  end_child(before[0], SIGKILL);
  BOOST_TEST(reads(cage));
  BOOST_TEST(children().size() == 1U);
  BOOST_TEST(children() != before);
}

BOOST_AUTO_TEST_CASE(a_worker_that_was_killed_while_it_got_ready_is_replaced) {
  Cage cage;
  cage.prepare();
  BOOST_REQUIRE(children().size() == 1U);
  end_child(children()[0], SIGKILL);
  BOOST_TEST(reads(cage));
}

BOOST_AUTO_TEST_CASE(a_page_that_the_reader_dies_of_is_given_up) {
  Cage cage({.processor_time = std::chrono::seconds(60)});
  BOOST_TEST(reads(cage));
  const pid_t worker = children().at(0);
  std::thread killer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    kill(worker, SIGSEGV);
  });
  const Reading reading = cage.read_page(large_page(), "text/html");
  killer.join();
  BOOST_TEST((reading.state == State::too_complex));
  BOOST_TEST(reading.reason == "the reader gave up on it");
  BOOST_TEST(reads(cage));
}

BOOST_AUTO_TEST_CASE(a_worker_that_lies_is_not_believed) {
  Cage cage({.argument = std::string(tests::lying_worker)});
  const Reading reading = cage.read_page(plain_page, "text/html");
  BOOST_TEST((reading.state == State::too_complex));
  BOOST_TEST(reading.page.nodes.empty());
  BOOST_TEST(children().empty());
}

BOOST_AUTO_TEST_CASE(a_program_that_is_no_worker_leaves_pages_unread) {
  Cage cage({.argument = "--no-such-argument"});
  const Reading reading = cage.read_page(plain_page, "text/html");
  BOOST_TEST((reading.state == State::not_checked));
  BOOST_TEST(!reading.reason.empty());
  BOOST_TEST(!cage.walls().has_value());
}

BOOST_AUTO_TEST_CASE(a_worker_is_replaced_after_so_many_pages) {
  Cage cage({.pages_a_worker = 2});
  BOOST_TEST(reads(cage));
  const auto first = children();
  BOOST_TEST(first.size() == 1U);
  BOOST_TEST(reads(cage));
  BOOST_TEST(children().empty());
  BOOST_TEST(reads(cage));
  BOOST_TEST(children() != first);
}

BOOST_AUTO_TEST_CASE(nothing_of_a_large_page_is_kept) {
  Cage cage({.processor_time = std::chrono::seconds(60)});
  BOOST_TEST((cage.read_page(large_page(), "text/html").state == State::found));
  BOOST_TEST(reads(cage));
  BOOST_REQUIRE(children().size() == 1U);
  if (page::walls_to_expect().memory == 0) return;  // sanitizers keep what is freed for a while
  unsigned long pages = 0, resident = 0;
  std::ifstream("/proc/" + std::to_string(children()[0]) + "/statm") >> pages >> resident;
  BOOST_TEST(resident * static_cast<unsigned long>(sysconf(_SC_PAGESIZE)) < 48UL << 20);
}

BOOST_AUTO_TEST_CASE(more_bytes_than_are_ever_kept_are_cut) {
  Cage cage;
  std::string bytes;
  while (bytes.size() < std::size_t{30} << 20) bytes += "caf\xC3\xA9 ";
  const Reading reading = cage.read_page(bytes, "text/plain", {.max_bytes = 1'000'000});
  BOOST_TEST((reading.state == State::cut));
  BOOST_TEST(reading.reason == "too_long");
  BOOST_TEST(reading.page.charset == "UTF-8");
  BOOST_TEST(reading.page.source.size() <= 1'000'000U);
}

BOOST_AUTO_TEST_CASE(many_threads_read_at_once) {
  Cage cage;
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < 25; ++j) {
        const std::string bytes = "<p>page " + std::to_string(i) + " of " + std::to_string(j);
        if (cage.read_page(bytes, "text/html") == page::read_page(bytes, "text/html")) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(right == 100);
  BOOST_TEST(children().size() <= 4U);
}

BOOST_AUTO_TEST_CASE(workers_end_with_their_cage) {
  { BOOST_TEST(reads(*std::make_unique<Cage>())); }
  BOOST_TEST(children().empty());
}

BOOST_AUTO_TEST_CASE(all_walls_stand_that_can) {
  const auto walls = Cage().walls();
  BOOST_REQUIRE(walls.has_value());
  BOOST_TEST(page::words(*walls) == page::words(page::walls_to_expect()));
}

// What a page could do that takes the reader over.
BOOST_AUTO_TEST_CASE(forbidden_system_calls_fail_behind_the_walls) {
  if (page::walls_to_expect().system_calls == 0) {
    BOOST_TEST_MESSAGE("skipped: no list of system calls on this system, or under sanitizers");
    return;
  }
  int both[2];
  BOOST_REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, both[1], page::worker_socket);
  std::string name = "test", argument(tests::forbidden_calls);
  char* const words[] = {name.data(), argument.data(), nullptr};
  char* const environment[] = {nullptr};
  pid_t pid = -1;
  BOOST_REQUIRE(posix_spawn(&pid, "/proc/self/exe", &actions, nullptr, words, environment) == 0);
  posix_spawn_file_actions_destroy(&actions);
  close(both[1]);
  tests::Attempts attempts;
  attempts.fill(2);
  BOOST_TEST(read(both[0], attempts.data(), attempts.size()) == static_cast<ssize_t>(attempts.size()));
  close(both[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  for (std::size_t i = 0; i < attempts.size(); ++i) BOOST_TEST(attempts[i] == 0, tests::forbidden_names[i]);
}

BOOST_AUTO_TEST_SUITE_END()
