#include "db/migrate.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "support/cases.h"

using namespace gh;
using db::Database;
using db::FileKind;
using db::Migration;
using tests::TemporaryFolder;

namespace {

constexpr std::array three{
    Migration{1, "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1);"},
    Migration{2, "ALTER TABLE t ADD COLUMN word TEXT NOT NULL DEFAULT 'old';"},
    Migration{3, "UPDATE t SET n = n * 10; CREATE TABLE u (n INTEGER);"},
};
constexpr std::array broken{three[0], Migration{2, "UPDATE t SET n = 99; INSERT INTO nowhere VALUES (1);"}};

FileKind kind_up_to(std::size_t version) {
  return {"a test file", 0x74657374, std::span(three).first(version)};
}

void ok(const base::Result<void>& result) {
  BOOST_REQUIRE_MESSAGE(result.has_value(), (result.has_value() ? "" : sentence(result.error())));
}

Database in_memory() {
  auto database = Database::in_memory();
  BOOST_REQUIRE(database.has_value());
  return std::move(*database);
}

std::int64_t read_number(const db::Row& row) { return row.integer(0); }

std::int64_t number(Database& database, std::string_view sql) {
  const auto value = database.first(sql, {}, &read_number);
  BOOST_REQUIRE_MESSAGE(value.has_value(), (value.has_value() ? "" : sentence(value.error())));
  return value->value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(migrate_suite)

BOOST_AUTO_TEST_CASE(a_new_database_runs_them_all) {
  Database database = in_memory();
  ok(db::migrate(database, kind_up_to(3)));
  BOOST_TEST(number(database, "PRAGMA user_version") == 3);
  BOOST_TEST(number(database, "PRAGMA application_id") == 0x74657374);
  BOOST_TEST(number(database, "SELECT n FROM t") == 10);
}

BOOST_AUTO_TEST_CASE(an_older_one_runs_only_what_it_lacks) {
  for (std::size_t version : {1u, 2u}) {
    Database database = in_memory();
    ok(db::migrate(database, kind_up_to(version)));
    ok(database.run("UPDATE t SET n = 7"));
    ok(db::migrate(database, kind_up_to(3)));
    BOOST_TEST(number(database, "SELECT n FROM t WHERE word = 'old'") == 70);
  }
}

BOOST_AUTO_TEST_CASE(a_current_one_runs_none) {
  Database database = in_memory();
  ok(db::migrate(database, kind_up_to(3)));
  ok(db::migrate(database, kind_up_to(3)));
  BOOST_TEST(number(database, "SELECT n FROM t") == 10);
}

BOOST_AUTO_TEST_CASE(a_newer_one_is_left_alone) {
  Database database = in_memory();
  ok(db::migrate(database, kind_up_to(3)));
  const auto done = db::migrate(database, kind_up_to(2));
  BOOST_REQUIRE(!done.has_value());
  BOOST_TEST(sentence(done.error()).find("newer version") != std::string::npos);
  BOOST_TEST(number(database, "PRAGMA user_version") == 3);
}

BOOST_AUTO_TEST_CASE(one_of_another_kind_is_left_alone) {
  Database database = in_memory();
  ok(database.run("PRAGMA application_id = 7"));
  BOOST_TEST(!db::migrate(database, kind_up_to(3)).has_value());
  BOOST_TEST(number(database, "SELECT count(*) FROM sqlite_schema") == 0);
}

BOOST_AUTO_TEST_CASE(a_migration_that_fails_changes_nothing) {
  Database database = in_memory();
  ok(db::migrate(database, kind_up_to(1)));
  BOOST_TEST(!db::migrate(database, {"a test file", 0x74657374, broken}).has_value());
  BOOST_TEST(number(database, "PRAGMA user_version") == 1);
  BOOST_TEST(number(database, "SELECT n FROM t") == 1);
  ok(db::migrate(database, kind_up_to(3)));  // and the connection is good for more
}

BOOST_AUTO_TEST_CASE(a_file_of_the_kind_is_made_and_opened_again) {
  const TemporaryFolder folder;
  const auto file = folder / "a/b/test.db";
  {
    auto database = db::open_file(file, kind_up_to(1));
    BOOST_REQUIRE(database.has_value());
    ok(database->run("UPDATE t SET n = 7"));
  }
  auto database = db::open_file(file, kind_up_to(3));
  BOOST_REQUIRE(database.has_value());
  BOOST_TEST(number(*database, "SELECT n FROM t") == 70);
  BOOST_TEST(!db::open_file(file, kind_up_to(2)).has_value());
  BOOST_TEST(!db::open_file(file, {"another file", 7, three}).has_value());
}

BOOST_AUTO_TEST_CASE(a_plain_name_is_a_file_in_this_folder) {
  const TemporaryFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  const bool opened = db::open_file("plain.db", kind_up_to(1)).has_value();
  std::filesystem::current_path(before);
  BOOST_TEST(opened);
  BOOST_TEST(std::filesystem::exists(folder / "plain.db"));
}

BOOST_AUTO_TEST_CASE(a_path_that_leads_nowhere_opens_nothing_else) {
  const TemporaryFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  { std::ofstream("plain.db") << ""; }
  for (const std::string path : {"", "nowhere/plain.db", "/nowhere/plain.db", "nowhere/", ":memory:"}) {
    BOOST_TEST(!Database::open(path).has_value(), path);
  }
  const bool opened = db::open_file("", kind_up_to(1)).has_value();
  std::filesystem::current_path(before);
  BOOST_TEST(!opened);
}

// What a power cut can leave of a file that was just being made.
BOOST_AUTO_TEST_CASE(a_file_of_zeros_without_a_journal_is_refused_and_not_overwritten) {
  const TemporaryFolder folder;
  std::ofstream(folder / "zeros") << std::string(4'096, '\0');
  const auto database = db::open_file(folder / "zeros", kind_up_to(1));
  BOOST_REQUIRE(!database.has_value());
  BOOST_TEST((database.error().kind == base::ErrorKind::bad_data));
}

BOOST_AUTO_TEST_SUITE_END()
