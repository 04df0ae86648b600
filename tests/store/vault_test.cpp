#include "store/vault.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>

#include "db/database.h"
#include "db/migrate.h"
#include "store/builders.h"
#include "support/cases.h"

using namespace gh;
using assess::Ownership;
using checklist::Reply;
using store::Vault;
using tests::account;
using tests::day;
using tests::result_of;
using tests::TemporaryFolder;

namespace {

template <class T>
std::string words(const base::Result<T>& result) {
  return result.has_value() ? "" : sentence(result.error());
}

Vault opened(const std::filesystem::path& file) {
  auto vault = Vault::open(file);
  BOOST_REQUIRE_MESSAGE(vault.has_value(), words(vault));
  return std::move(*vault);
}

template <class T>
T kept(base::Result<T> result) {
  BOOST_REQUIRE_MESSAGE(result.has_value(), words(result));
  return std::move(*result);
}

void ok(const base::Result<void>& result) { BOOST_REQUIRE_MESSAGE(result.has_value(), words(result)); }

std::string bytes_of(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) return {};
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat there {};
  ::lstat(path.c_str(), &there);
  return there.st_mode & 0777u;
}

// What a refusal must do: name the kind, say a sentence, and leave every byte and name in the folder alone.
void refuses(const TemporaryFolder& folder, const std::string& name, base::ErrorKind kind,
             const std::string& words) {
  const std::string before = bytes_of(folder / name);
  const auto vault = Vault::open(folder / name);
  BOOST_REQUIRE(!vault);
  BOOST_TEST((vault.error().kind == kind), sentence(vault.error()));
  BOOST_TEST(sentence(vault.error()).find(words) != std::string::npos, sentence(vault.error()));
  BOOST_TEST(sentence(vault.error()).find((folder / name).string()) == 0u, sentence(vault.error()));
  BOOST_TEST((bytes_of(folder / name) == before));
  for (const char* beside : {"-journal", "-wal", "-shm"}) {
    BOOST_TEST(!std::filesystem::exists(folder / (name + beside)), beside);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vault)

BOOST_AUTO_TEST_CASE(a_new_vault_is_empty) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  BOOST_TEST(kept(vault.answers("policy")).empty());
  BOOST_TEST(kept(vault.position("policy")) == "");
  BOOST_TEST((kept(vault.device()) == checklist::Device::unknown));
  BOOST_TEST(kept(vault.accounts()).empty());
  BOOST_TEST(kept(vault.audits()).empty());
  BOOST_TEST(!kept(vault.latest_audit()));
  BOOST_TEST(kept(vault.hits()).empty());
}

BOOST_AUTO_TEST_CASE(answers_come_back_as_they_were_and_the_last_one_counts) {
  const TemporaryFolder folder;
  const checklist::Answer kept_it{"SEC-05", Reply::keep, "my choir knows\nit anyway", day("2025-09-01")};
  const checklist::Answer unsure{"SEC-06", Reply::not_sure, "", day("2025-09-02")};
  const checklist::Answer changed{"SEC-06", Reply::no, "", day("2025-09-03")};
  {
    Vault vault = opened(folder / "vault.db");
    ok(vault.save_answer("policy", kept_it));
    ok(vault.save_answer("policy", unsure));
    ok(vault.save_answer("another trust's", unsure));
    ok(vault.save_answer("policy", changed));
  }
  Vault vault = opened(folder / "vault.db");
  BOOST_TEST((kept(vault.answers("policy")) == std::vector{kept_it, changed}));
  BOOST_TEST((kept(vault.answers("another trust's")) == std::vector{unsure}));
}

BOOST_AUTO_TEST_CASE(every_reply_device_ownership_and_verdict_comes_back) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  for (Reply reply : {Reply::yes, Reply::no, Reply::not_sure, Reply::does_not_apply, Reply::keep}) {
    ok(vault.save_answer("policy", {"SEC-05", reply, "", day("2025-09-01")}));
    BOOST_TEST((kept(vault.answers("policy")).at(0).reply == reply));
  }
  for (auto device : {checklist::Device::own, checklist::Device::school, checklist::Device::unknown}) {
    ok(vault.save_device(device));
    BOOST_TEST((kept(vault.device()) == device));
  }
  const auto id = kept(vault.add_account(account("generic", "", "https://blog.example/"))).id;
  for (Ownership ownership : {Ownership::rejected, Ownership::unconfirmed, Ownership::confirmed}) {
    ok(vault.set_ownership(id, ownership));
    BOOST_TEST((kept(vault.accounts()).at(0).ownership == ownership));
  }
  for (auto verdict : {store::Verdict::me, store::Verdict::not_me, store::Verdict::not_sure}) {
    ok(vault.save_hit({"https://hit.example/", "\"Hannah Brackenbury\"", verdict, day("2025-09-01")}));
    BOOST_TEST((kept(vault.hits()).at(0).verdict == verdict));
  }
  BOOST_TEST(kept(vault.hits()).size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_walk_goes_on_where_it_stopped) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  ok(vault.save_position("policy", "SEC-05"));
  ok(vault.save_position("another", "A-1"));
  ok(vault.save_position("policy", "SEC-06"));
  BOOST_TEST(kept(vault.position("policy")) == "SEC-06");
  BOOST_TEST(kept(vault.position("another")) == "A-1");
}

BOOST_AUTO_TEST_CASE(an_account_that_is_there_already_is_given_back) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  const auto first = kept(vault.add_account(account("wordpress", "hannah", "https://hannah.example/")));
  BOOST_TEST(first.id != 0);
  const auto by_handle = kept(vault.add_account(account("wordpress", "hannah", "")));
  const auto by_address = kept(vault.add_account(account("generic", "", "https://hannah.example/")));
  BOOST_TEST((by_handle == first));
  BOOST_TEST((by_address == first));
  BOOST_TEST(kept(vault.accounts()).size() == 1u);
}

BOOST_AUTO_TEST_CASE(accounts_that_only_look_alike_are_kept_apart) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  for (const auto& one : {account("xenforo", "hannah", "https://knitting.example/members/hannah.7/"),
                          account("xenforo", "hannah", "https://choir.example/members/hannah.9/"),
                          account("blogger", "hannah", ""), account("generic", "", "https://one.example/"),
                          account("generic", "", "https://two.example/")}) {
    ok(vault.set_ownership(kept(vault.add_account(one)).id, Ownership::confirmed));
  }
  BOOST_TEST(kept(vault.accounts()).size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_removed_account_stays_in_old_audits_and_its_number_is_not_used_again) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  const auto first = kept(vault.add_account(account("generic", "", "https://one.example/")));
  const auto audit = kept(vault.begin_audit(day("2025-09-01")));
  ok(vault.save_result(audit, result_of(first)));
  ok(vault.remove_account(first.id));
  BOOST_TEST(kept(vault.accounts()).empty());
  BOOST_TEST((kept(vault.latest_audit())->results == std::vector{result_of(first)}));
  BOOST_TEST(kept(vault.add_account(account("generic", "", "https://two.example/"))).id != first.id);
}

BOOST_AUTO_TEST_CASE(results_come_back_whole_in_the_order_they_were_saved) {
  const TemporaryFolder folder;
  assess::AccountResult second;
  {
    Vault vault = opened(folder / "vault.db");
    const auto one = kept(vault.add_account(account("generic", "", "https://one.example/")));
    const auto two = kept(vault.add_account(account("generic", "", "https://two.example/")));
    second.account = one;  // nothing found, nothing read
    second.looked = day("2025-09-02");
    ok(vault.finish_audit(kept(vault.begin_audit(day("2024-09-01")))));
    const auto audit = kept(vault.begin_audit(day("2025-09-01")));
    ok(vault.save_result(audit, result_of(two)));
    ok(vault.save_result(audit, second));
  }
  Vault vault = opened(folder / "vault.db");
  const auto audits = kept(vault.audits());
  BOOST_REQUIRE(audits.size() == 2u);
  BOOST_TEST(audits[0].finished);
  BOOST_TEST(!audits[1].finished);
  BOOST_TEST((audits[0].started == day("2024-09-01")));
  BOOST_TEST(audits[1].results.empty());
  const auto latest = kept(vault.latest_audit());
  BOOST_REQUIRE(latest.has_value());
  BOOST_TEST(latest->id == audits[1].id);
  BOOST_REQUIRE(latest->results.size() == 2u);
  BOOST_TEST((latest->results[0] == result_of(kept(vault.accounts())[1])));
  BOOST_TEST((latest->results[1] == second));
}

BOOST_AUTO_TEST_CASE(a_result_saved_again_replaces_the_one_of_the_same_account_and_audit) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  const auto one = kept(vault.add_account(account("generic", "", "https://one.example/")));
  const auto two = kept(vault.add_account(account("generic", "", "https://two.example/")));
  const auto earlier = kept(vault.begin_audit(day("2024-09-01")));
  ok(vault.save_result(earlier, result_of(one)));
  const auto audit = kept(vault.begin_audit(day("2025-09-01")));
  ok(vault.save_result(audit, result_of(one)));
  ok(vault.save_result(audit, result_of(two)));
  assess::AccountResult better = result_of(one);
  better.state = base::State::found;
  better.findings.clear();
  better.finding_places.clear();
  ok(vault.save_result(audit, better));
  BOOST_TEST((kept(vault.latest_audit())->results == std::vector{result_of(two), better}));
  ok(vault.finish_audit(audit));
  BOOST_TEST(kept(vault.latest_audit())->finished);
}

BOOST_AUTO_TEST_CASE(results_of_pages_without_an_account_do_not_replace_each_other) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  const auto audit = kept(vault.begin_audit(day("2025-09-01")));
  ok(vault.save_result(audit, result_of(account("linkedin", "", "saved/one.html"))));
  ok(vault.save_result(audit, result_of(account("linkedin", "", "saved/two.html"))));
  ok(vault.save_result(audit, result_of(account("linkedin", "", "saved/two.html"))));
  BOOST_TEST(kept(vault.latest_audit())->results.size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_is_not_there_cannot_be_changed) {
  const TemporaryFolder folder;
  Vault vault = opened(folder / "vault.db");
  for (const auto& outcome :
       {vault.set_ownership(7, Ownership::rejected), vault.remove_account(7), vault.finish_audit(7),
        vault.save_result(7, result_of(account("generic", "x", "")))}) {
    BOOST_REQUIRE(!outcome);
    BOOST_TEST((outcome.error().kind == base::ErrorKind::usage));
    BOOST_TEST(sentence(outcome.error()).find("number 7") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(only_the_owner_can_read_the_vault_and_its_folders) {
  const TemporaryFolder folder;
  const mode_t before = ::umask(0);
  {
    Vault vault = opened(folder / "share/glasshouse/vault.db");
    ok(vault.save_position("policy", "SEC-05"));
  }
  ::umask(before);
  BOOST_TEST(mode_of(folder / "share") == 0700u);
  BOOST_TEST(mode_of(folder / "share/glasshouse") == 0700u);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "share/glasshouse")) {
    BOOST_TEST(mode_of(entry.path()) == 0600u, entry.path().string());
  }
  ::chmod((folder / "share/glasshouse/vault.db").c_str(), 0644);
  opened(folder / "share/glasshouse/vault.db");
  BOOST_TEST(mode_of(folder / "share/glasshouse/vault.db") == 0600u);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_vault_and_leaves_it_untouched) {
  const TemporaryFolder folder;
  write(folder / "text", "Dear diary, this is no vault at all.\n" + std::string(8'000, 'x'));
  refuses(folder, "text", base::ErrorKind::bad_data, "is not a Glasshouse vault");
  write(folder / "short", "hello");
  refuses(folder, "short", base::ErrorKind::bad_data, "is not a Glasshouse vault");
}

BOOST_AUTO_TEST_CASE(refuses_the_database_of_another_program) {
  const TemporaryFolder folder;
  for (const std::string mode : {"DELETE", "WAL"}) {
    write(folder / mode, "");
    auto database = kept(db::Database::open(folder / mode));
    ok(database.script("PRAGMA journal_mode = " + mode +
                       "; CREATE TABLE bookmarks (url TEXT); "
                       "INSERT INTO bookmarks VALUES ('https://blog.example/');"));
    database = kept(db::Database::in_memory());  // closes it
    refuses(folder, mode, base::ErrorKind::bad_data, "is not a Glasshouse vault");
  }
}

BOOST_AUTO_TEST_CASE(refuses_a_newer_vault_and_leaves_it_untouched) {
  const TemporaryFolder folder;
  { opened(folder / "vault.db"); }
  {
    auto database = kept(db::Database::open(folder / "vault.db"));
    ok(database.script("PRAGMA user_version = 1000;"));
  }
  std::filesystem::remove(folder / "vault.db-journal");
  refuses(folder, "vault.db", base::ErrorKind::bad_data, "newer version");
}

BOOST_AUTO_TEST_CASE(refuses_links_and_folders) {
  const TemporaryFolder folder;
  { opened(folder / "vault.db"); }
  std::filesystem::remove(folder / "vault.db-journal");
  std::filesystem::create_symlink(folder / "vault.db", folder / "link");
  refuses(folder, "link", base::ErrorKind::not_permitted, "symbolic link");
  std::filesystem::create_symlink(folder / "nowhere", folder / "dangling");
  refuses(folder, "dangling", base::ErrorKind::not_permitted, "symbolic link");
  BOOST_TEST(!std::filesystem::exists(folder / "nowhere"));
  std::filesystem::create_directory(folder / "folder");
  refuses(folder, "folder", base::ErrorKind::not_permitted, "no ordinary file");
}

BOOST_AUTO_TEST_CASE(a_link_among_the_folders_above_is_fine) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "real");
  std::filesystem::create_directory_symlink(folder / "real", folder / "home");
  opened(folder / "home/data/vault.db");
  BOOST_TEST(std::filesystem::exists(folder / "real/data/vault.db"));
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_a_sentence) {
  const TemporaryFolder folder;
  write(folder / "file", "");
  const auto vault = Vault::open(folder / "file/data/vault.db");
  BOOST_REQUIRE(!vault);
  BOOST_TEST((vault.error().kind == base::ErrorKind::cannot_write));
}

BOOST_AUTO_TEST_CASE(an_empty_file_becomes_a_vault) {
  const TemporaryFolder folder;
  write(folder / "vault.db", "");
  Vault vault = opened(folder / "vault.db");
  ok(vault.save_position("policy", "SEC-05"));
}

BOOST_AUTO_TEST_CASE(a_vault_of_the_first_version_opens_with_all_that_it_held) {
  const TemporaryFolder folder;
  write(folder / "vault.db", "");
  {
    auto database = kept(db::Database::open(folder / "vault.db"));
    ok(database.script(tests::fixture("store/version-1.sql")));
  }
  Vault vault = opened(folder / "vault.db");
  const checklist::Answer answer{"SEC-05", Reply::keep, "my choir knows it anyway", day("2025-09-01")};
  BOOST_TEST((kept(vault.answers("policy")) == std::vector{answer}));
  BOOST_TEST(kept(vault.position("policy")) == "SEC-06");
  BOOST_TEST((kept(vault.device()) == checklist::Device::own));
  auto owner = account("wordpress", "hannah", "https://hannah.example/");
  owner.id = 4;
  BOOST_TEST((kept(vault.accounts()) == std::vector{owner}));
  const store::SearchHit hit{"https://hit.example/", "\"Hannah Brackenbury\"", store::Verdict::not_me,
                             day("2025-09-03")};
  BOOST_TEST((kept(vault.hits()) == std::vector{hit}));
  const auto audit = kept(vault.latest_audit());
  BOOST_REQUIRE(audit.has_value());
  BOOST_REQUIRE(audit->results.size() == 1u);
  const assess::AccountResult& result = audit->results[0];
  BOOST_TEST((result.account == owner));
  BOOST_TEST((result.state == base::State::found));
  BOOST_TEST((result.looked == day("2025-09-02")));
  BOOST_REQUIRE(result.findings.size() == 1u);
  BOOST_TEST(result.findings[0].value == "XXXX-07-04");
  BOOST_TEST((result.findings[0].published == day("2015-07-04")));
  BOOST_TEST(result.finding_places.at(0) == "https://hannah.example/about");
  ok(vault.save_result(audit->id, result_of(owner)));
}

BOOST_AUTO_TEST_CASE(a_value_that_we_do_not_know_is_an_error_and_never_a_guess) {
  const TemporaryFolder folder;
  {
    Vault vault = opened(folder / "vault.db");
    kept(vault.add_account(account("generic", "", "https://one.example/")));
  }
  {
    auto database = kept(db::Database::open(folder / "vault.db"));
    ok(database.run("UPDATE account SET ownership = 'sold'"));
  }
  Vault vault = opened(folder / "vault.db");
  const auto accounts = vault.accounts();
  BOOST_REQUIRE(!accounts.has_value());
  BOOST_TEST((accounts.error().kind == base::ErrorKind::bad_data));
}

BOOST_AUTO_TEST_CASE(damage_is_noticed_when_the_vault_is_opened) {
  const TemporaryFolder folder;
  {
    Vault vault = opened(folder / "vault.db");
    const auto one = kept(vault.add_account(account("generic", "", "https://one.example/")));
    ok(vault.save_result(kept(vault.begin_audit(day("2025-09-01"))), result_of(one)));
  }
  std::string bytes = bytes_of(folder / "vault.db");
  std::fill(bytes.begin() + 4096, bytes.end(), '\x5A');
  write(folder / "vault.db", bytes);
  const auto vault = Vault::open(folder / "vault.db");
  BOOST_REQUIRE(!vault);
  BOOST_TEST((vault.error().kind == base::ErrorKind::bad_data));
  BOOST_TEST(sentence(vault.error()).find("damaged") != std::string::npos);
  BOOST_TEST((bytes_of(folder / "vault.db") == bytes));
}

BOOST_AUTO_TEST_SUITE_END()
