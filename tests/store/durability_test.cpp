// What was saved stays saved: writers that are killed, disks that are full, two programs at once. Each test
// has a child process do the writing, since a connection must not be carried across fork().
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <random>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "db/database.h"
#include "store/builders.h"
#include "store/vault.h"
#include "support/cases.h"

using namespace gh;
using store::Vault;
using tests::account;
using tests::day;
using tests::result_of;
using tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

// Runs `work` in a child whose exit code is what it returns.
pid_t in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  return child;
}

int exit_code_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string check(const fs::path& file) {
  auto database = db::Database::open(file);
  if (!database) return sentence(database.error());
  const auto fine = database->check();
  return fine ? "ok" : sentence(fine.error());
}

std::string item(int number) { return "ITEM-" + std::to_string(number); }

// Saves answers and whole results for ever, and writes each number to `acknowledged` once it is saved.
int save_for_ever(const fs::path& file, int first, int acknowledged) {
  auto vault = Vault::open(file);
  if (!vault) return 1;
  const auto audit = vault->begin_audit(day("2025-09-01"));
  if (!audit) return 2;
  for (int number = first;; ++number) {
    if (!vault->save_answer("policy", {item(number), checklist::Reply::yes, "", day("2025-09-01")})) return 3;
    if (!vault->save_result(*audit, result_of(account("generic", item(number), "")))) return 4;
    if (::write(acknowledged, &number, sizeof number) != sizeof number) return 5;
  }
}

enum class From { its_start, its_first_word };

// Kills a writer so long after it started, or after it first acknowledged something, and gives the last
// number that it acknowledged.
int kill_a_writer(const fs::path& file, int first, From from, std::chrono::microseconds after) {
  int ends[2];
  BOOST_REQUIRE(::pipe(ends) == 0);
  const pid_t child = in_child([&] { return save_for_ever(file, first, ends[1]); });
  ::close(ends[1]);
  int last = first - 1;
  if (from == From::its_first_word) BOOST_REQUIRE(::read(ends[0], &last, sizeof last) == sizeof last);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  BOOST_TEST(exit_code_of(child) == 128 + SIGKILL);
  while (::read(ends[0], &last, sizeof last) == sizeof last) {
  }
  ::close(ends[0]);
  return last;
}

std::size_t results_up_to(Vault& vault) {
  const auto audit = vault.latest_audit();
  if (!audit || !*audit) return 0;
  for (const auto& result : (*audit)->results) BOOST_TEST((result == result_of(result.account)));
  return (*audit)->results.size();
}

bool has_answer(const std::vector<checklist::Answer>& answers, int number) {
  return find_answer(answers, item(number)) != nullptr;
}

// Fills the vault until it says no; 0 when it said so as it should, and what it held before is still there.
int fill(const fs::path& file) {
  auto vault = Vault::open(file);
  if (!vault) return 1;
  const auto audit = vault->begin_audit(day("2025-09-01"));
  if (!audit) return 2;
  auto big = result_of(account("generic", "big", ""));
  big.detail.assign(100'000, 'x');
  std::size_t saved = 0;
  for (;; ++saved) {
    big.account.handle = item(static_cast<int>(saved));
    const auto done = vault->save_result(*audit, big);
    if (done) continue;
    if (done.error().kind != base::ErrorKind::cannot_write || done.error().hint.empty()) return 3;
    break;
  }
  // The same open vault goes on, and a fresh one sees the same.
  const auto here = vault->latest_audit();
  if (!here || (*here)->results.size() != saved) return 4;
  if (saved == 0 || (*here)->results.back().detail != big.detail) return 5;
  auto fresh = Vault::open(file);
  if (!fresh) return 6;
  const auto there = fresh->latest_audit();
  if (!there || (*there)->results.size() != saved) return 7;
  const auto answers = fresh->answers("policy");
  return answers && has_answer(*answers, 1) ? 0 : 8;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(durability)

BOOST_AUTO_TEST_CASE(sixty_killed_writers_lose_nothing_that_was_acknowledged) {
  const TemporaryFolder folder;
  const fs::path file = folder / "vault.db";
  std::mt19937 random(20250901);
  std::uniform_int_distribution<int> microseconds(0, 60'000);
  int first = 1, lost = 0, torn = 0, corrupt = 0;
  for (int kill = 0; kill < 60; ++kill) {
    const int last =
        kill_a_writer(file, first, From::its_first_word, std::chrono::microseconds(microseconds(random)));
    auto vault = Vault::open(file);
    BOOST_REQUIRE_MESSAGE(vault.has_value(), (vault.has_value() ? "" : sentence(vault.error())));
    const auto answers = vault->answers("policy");
    BOOST_REQUIRE(answers.has_value());
    for (int number = 1; number <= last; ++number) lost += !has_answer(*answers, number);
    // The result after the last acknowledged one may have been saved too.
    const std::size_t saved = results_up_to(*vault);
    const auto acknowledged = static_cast<std::size_t>(last - first + 1);
    torn += last >= first && saved != acknowledged && saved != acknowledged + 1;
    corrupt += check(file) != "ok";
    first = last + 1;
  }
  BOOST_TEST(lost == 0);
  BOOST_TEST(torn == 0);
  BOOST_TEST(corrupt == 0);
  BOOST_TEST(first > 60);  // each of them wrote
}

BOOST_AUTO_TEST_CASE(a_writer_killed_while_it_makes_the_vault_leaves_a_good_one) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> microseconds(0, 6'000);
  for (int kill = 0; kill < 30; ++kill) {
    const TemporaryFolder folder;
    kill_a_writer(folder / "vault.db", 1, From::its_start, std::chrono::microseconds(microseconds(random)));
    const auto vault = Vault::open(folder / "vault.db");
    BOOST_TEST(vault.has_value(), (vault.has_value() ? "" : sentence(vault.error())));
    BOOST_TEST(check(folder / "vault.db") == "ok");
  }
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_error_and_what_was_saved_is_still_there) {
  const TemporaryFolder folder;
  const fs::path disk = folder / "disk";
  fs::create_directory(disk);
  const pid_t child = in_child([&] {
    // A disk of one megabyte that nobody else sees, and that is gone with the process.
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
      return 77;
    }
    auto vault = Vault::open(disk / "vault.db");
    if (!vault || !vault->save_answer("policy", {item(1), checklist::Reply::yes, "", day("2025-09-01")}))
      return 9;
    return fill(disk / "vault.db");
  });
  const int code = exit_code_of(child);
  BOOST_TEST_MESSAGE(
      (code == 77 ? "no right to mount a small disk: the file size limit must do" : "disk filled"));
  BOOST_TEST((code == 0 || code == 77), "the writer ended with " << code);
}

BOOST_AUTO_TEST_CASE(a_file_that_may_not_grow_is_an_error_and_what_was_saved_is_still_there) {
  const TemporaryFolder folder;
  const fs::path file = folder / "vault.db";
  {
    auto vault = Vault::open(file);
    BOOST_REQUIRE(vault.has_value());
    BOOST_REQUIRE(
        vault->save_answer("policy", {item(1), checklist::Reply::yes, "", day("2025-09-01")}).has_value());
  }
  const pid_t child = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1u << 20, 1u << 20};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 9;
    return fill(file);
  });
  BOOST_TEST(exit_code_of(child) == 0);
  BOOST_TEST(check(file) == "ok");
}

BOOST_AUTO_TEST_CASE(two_programs_that_write_at_once_both_get_through) {
  const TemporaryFolder folder;
  const fs::path file = folder / "vault.db";
  const auto write_fifty = [&](const std::string& checklist) {
    auto vault = Vault::open(file);
    if (!vault) return 1;
    for (int number = 1; number <= 50; ++number) {
      if (!vault->save_answer(checklist, {item(number), checklist::Reply::no, "", day("2025-09-01")}))
        return 2;
    }
    return 0;
  };
  const pid_t one = in_child([&] { return write_fifty("one"); });
  const pid_t two = in_child([&] { return write_fifty("two"); });
  BOOST_TEST(exit_code_of(one) == 0);
  BOOST_TEST(exit_code_of(two) == 0);
  auto vault = Vault::open(file);
  BOOST_REQUIRE(vault.has_value());
  BOOST_TEST(vault->answers("one")->size() == 50u);
  BOOST_TEST(vault->answers("two")->size() == 50u);
}

BOOST_AUTO_TEST_CASE(two_openers_in_one_program_see_each_others_work) {
  const TemporaryFolder folder;
  auto one = Vault::open(folder / "vault.db");
  auto two = Vault::open(folder / "vault.db");
  BOOST_REQUIRE(one.has_value());
  BOOST_REQUIRE(two.has_value());
  BOOST_TEST(one->save_position("policy", "SEC-05").has_value());
  BOOST_TEST(*two->position("policy") == "SEC-05");
  BOOST_TEST(two->save_position("policy", "SEC-06").has_value());
  BOOST_TEST(*one->position("policy") == "SEC-06");
}

BOOST_AUTO_TEST_CASE(a_vault_that_is_being_written_for_long_asks_to_try_later) {
  const TemporaryFolder folder;
  const fs::path file = folder / "vault.db";
  auto vault = Vault::open(file);
  BOOST_REQUIRE(vault.has_value());
  auto other = db::Database::open(file);
  BOOST_REQUIRE(other.has_value());
  BOOST_REQUIRE(other->run("BEGIN EXCLUSIVE").has_value());
  const auto before = std::chrono::steady_clock::now();
  base::Result<Vault> second = Vault::open(file);
  const auto waited = std::chrono::steady_clock::now() - before;
  BOOST_REQUIRE(!second.has_value());
  BOOST_TEST((second.error().kind == base::ErrorKind::try_later));
  BOOST_TEST((waited >= std::chrono::milliseconds(4'500) && waited < std::chrono::seconds(8)));
  BOOST_REQUIRE(other->run("ROLLBACK").has_value());
  BOOST_TEST(vault->save_position("policy", "SEC-05").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
