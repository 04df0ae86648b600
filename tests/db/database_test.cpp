#include "db/database.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using db::Database;
using db::Row;
using db::Transaction;
using tests::TemporaryFolder;

namespace {

Database in_memory() {
  auto database = Database::in_memory();
  BOOST_REQUIRE(database.has_value());
  return std::move(*database);
}

Database opened(const std::filesystem::path& file, const db::Options& options = {}) {
  if (!std::filesystem::exists(file)) std::ofstream(file).flush();
  auto database = Database::open(file, options);
  BOOST_REQUIRE_MESSAGE(database.has_value(), (database.has_value() ? "" : sentence(database.error())));
  return std::move(*database);
}

void ok(const base::Result<void>& result) {
  BOOST_REQUIRE_MESSAGE(result.has_value(), (result.has_value() ? "" : sentence(result.error())));
}

std::string read_text(const Row& row) { return row.text(0); }
std::int64_t read_number(const Row& row) { return row.integer(0); }
base::Day read_day(const Row& row) { return row.day(0); }
bool read_null(const Row& row) { return row.is_null(0); }

std::vector<std::int64_t> numbers(Database& database) {
  const auto all = database.rows("SELECT n FROM t ORDER BY n", {}, &read_number);
  BOOST_REQUIRE(all.has_value());
  return *all;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(database)

BOOST_AUTO_TEST_CASE(text_comes_back_byte_by_byte) {
  Database database = in_memory();
  ok(database.run("CREATE TABLE t (x TEXT) STRICT"));
  const std::vector<std::string> texts{"",
                                       "plain",
                                       "Robert'); DROP TABLE t; --",
                                       "Zo\xC3\xAB \xF0\x9F\x8E\x82",
                                       std::string("a\0b", 3),
                                       "\xFF\xFE",
                                       std::string(1'000'000, 'x')};
  for (const std::string& text : texts) ok(database.run("INSERT INTO t VALUES (?)", {text}));
  const auto kept = database.rows("SELECT x FROM t ORDER BY rowid", {}, &read_text);
  BOOST_REQUIRE(kept.has_value());
  BOOST_TEST((*kept == texts));
}

BOOST_AUTO_TEST_CASE(numbers_come_back_whole) {
  Database database = in_memory();
  ok(database.run("CREATE TABLE t (n INTEGER) STRICT"));
  const std::vector<std::int64_t> all{INT64_MIN, -1, 0, 4'294'967'295, INT64_MAX};
  for (std::int64_t number : all) ok(database.run("INSERT INTO t VALUES (?)", {number}));
  BOOST_TEST(numbers(database) == all, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_view_is_text_and_nothing_is_null) {
  Database database = in_memory();
  BOOST_TEST(!**database.first("SELECT ?", {std::string_view()}, &read_null));
  BOOST_TEST(**database.first("SELECT ?", {db::Value()}, &read_null));
}

BOOST_AUTO_TEST_CASE(every_value_has_its_place_and_every_place_its_value) {
  Database database = in_memory();
  ok(database.run("CREATE TABLE t (n INTEGER) STRICT"));
  BOOST_TEST(!database.run("INSERT INTO t VALUES (?)").has_value());
  BOOST_TEST(!database.run("INSERT INTO t VALUES (?)", {std::int64_t{1}, std::int64_t{2}}).has_value());
  BOOST_TEST(numbers(database).empty());
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_type_fails_the_query_and_not_the_next_one) {
  Database database = in_memory();
  BOOST_TEST((database.rows("SELECT 'x'", {}, &read_number).error().kind == base::ErrorKind::bad_data));
  BOOST_TEST((database.rows("SELECT NULL", {}, &read_text).error().kind == base::ErrorKind::bad_data));
  BOOST_TEST((database.rows("SELECT 1", {}, &read_text).error().kind == base::ErrorKind::bad_data));
  BOOST_TEST((database.rows("SELECT '2025-02-30'", {}, &read_day).error().kind == base::ErrorKind::bad_data));
  auto statement = database.prepare("SELECT ?");
  BOOST_REQUIRE(statement.has_value());
  BOOST_TEST(!statement->rows({std::string_view("x")}, &read_number).has_value());
  BOOST_TEST(statement->rows({std::int64_t{7}}, &read_number)->at(0) == 7);
}

BOOST_AUTO_TEST_CASE(wrong_sql_is_an_error_that_says_so) {
  Database database = in_memory();
  const auto done = database.run("SELEKT 1");
  BOOST_REQUIRE(!done.has_value());
  BOOST_TEST(sentence(done.error()).find("SELEKT") != std::string::npos);
  BOOST_TEST(!database.script("CREATE TABLE t (n); CREATE TABLE t (n);").has_value());
}

BOOST_AUTO_TEST_CASE(the_first_row_or_none) {
  Database database = in_memory();
  BOOST_TEST(database.first("SELECT 1 UNION SELECT 2 ORDER BY 1", {}, &read_number)->value() == 1);
  BOOST_TEST(!database.first("SELECT 1 WHERE 0", {}, &read_number)->has_value());
}

BOOST_AUTO_TEST_CASE(a_transaction_counts_only_when_committed) {
  Database database = in_memory();
  ok(database.run("CREATE TABLE t (n INTEGER) STRICT"));
  {
    auto transaction = Transaction::begin(database);
    BOOST_REQUIRE(transaction.has_value());
    ok(database.run("INSERT INTO t VALUES (1)"));
  }
  BOOST_TEST(numbers(database).empty());
  {
    auto transaction = Transaction::begin(database);
    BOOST_REQUIRE(transaction.has_value());
    ok(database.run("INSERT INTO t VALUES (2)"));
    ok(transaction->commit());
  }
  BOOST_TEST(numbers(database).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_reader_sees_one_moment) {
  const TemporaryFolder folder;
  Database writer = opened(folder / "t.db", {std::chrono::milliseconds(20)});
  ok(writer.script("CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1);"));
  Database reader = opened(folder / "t.db");
  {
    const auto moment = Transaction::begin_reading(reader);
    BOOST_REQUIRE(moment.has_value());
    BOOST_TEST(numbers(reader).size() == 1u);
    const auto done = writer.run("INSERT INTO t VALUES (2)");  // must wait for the reader
    BOOST_REQUIRE(!done.has_value());
    BOOST_TEST((done.error().kind == base::ErrorKind::try_later));
    BOOST_TEST(numbers(reader).size() == 1u);
  }
  ok(writer.run("INSERT INTO t VALUES (2)"));
  BOOST_TEST(numbers(reader).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_second_writer_waits_no_longer_than_its_patience) {
  const TemporaryFolder folder;
  Database one = opened(folder / "t.db");
  Database two = opened(folder / "t.db", {std::chrono::milliseconds(50)});
  ok(one.run("CREATE TABLE t (n INTEGER) STRICT"));
  auto first = Transaction::begin(one);
  BOOST_REQUIRE(first.has_value());
  const auto second = Transaction::begin(two);
  BOOST_REQUIRE(!second.has_value());
  BOOST_TEST((second.error().kind == base::ErrorKind::try_later));
  BOOST_TEST(second.error().where == (folder / "t.db").string());
  ok(first->commit());
  BOOST_TEST(Transaction::begin(two).has_value());
}

BOOST_AUTO_TEST_CASE(foreign_keys_are_kept) {
  Database database = in_memory();
  ok(database.script("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a);"));
  BOOST_TEST(!database.run("INSERT INTO b VALUES (7)").has_value());
}

// SQLite, "Defense Against The Dark Arts".
BOOST_AUTO_TEST_CASE(the_schema_cannot_be_written_by_hand) {
  Database database = in_memory();
  ok(database.run("CREATE TABLE t (n INTEGER)"));
  static_cast<void>(database.run("PRAGMA writable_schema = ON"));
  BOOST_TEST(!database.run("UPDATE sqlite_schema SET sql = 'x'").has_value());
}

BOOST_DATA_TEST_CASE(is_safe_and_durable, bdata::make(tests::cases_in("db/pragmas.tsv", 2)), row) {
  const TemporaryFolder folder;
  Database database = opened(folder / "t.db");
  ok(database.make_durable());
  const auto value = database.first(
      "SELECT CAST(" + row.columns[0] + " AS TEXT) FROM pragma_" + row.columns[0], {}, &read_text);
  BOOST_REQUIRE(value.has_value());
  BOOST_TEST(value->value() == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(what_was_deleted_is_gone_from_the_file) {
  const TemporaryFolder folder;
  Database database = opened(folder / "t.db");
  ok(database.make_durable());
  ok(database.run("CREATE TABLE t (x TEXT)"));
  ok(database.run("INSERT INTO t VALUES ('canary-of-the-mine')"));
  BOOST_TEST(bytes_of(folder / "t.db").find("canary") != std::string::npos);
  ok(database.run("DELETE FROM t"));
  BOOST_TEST(bytes_of(folder / "t.db").find("canary") == std::string::npos);
  BOOST_TEST(bytes_of(folder / "t.db-journal").find("canary") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(follows_no_link_and_makes_no_file) {
  const TemporaryFolder folder;
  { opened(folder / "t.db"); }
  std::filesystem::create_symlink(folder / "t.db", folder / "link");
  BOOST_TEST(!Database::open(folder / "link").has_value());
  const auto missing = Database::open(folder / "missing");
  BOOST_REQUIRE(!missing.has_value());
  BOOST_TEST((missing.error().kind == base::ErrorKind::cannot_write));
  BOOST_TEST(missing.error().where == (folder / "missing").string());
  BOOST_TEST(!std::filesystem::exists(folder / "missing"));
}

BOOST_AUTO_TEST_CASE(reads_the_first_bytes_as_they_stand) {
  const TemporaryFolder folder;
  std::ofstream(folder / "text") << "no database";
  BOOST_TEST(*opened(folder / "text").head(100) == "no database");
  BOOST_TEST(*opened(folder / "text").head(2) == "no");
  BOOST_TEST(*opened(folder / "empty").head(100) == "");
}

BOOST_AUTO_TEST_CASE(a_text_file_is_no_database) {
  const TemporaryFolder folder;
  std::ofstream(folder / "text") << std::string(5'000, 'x');
  const auto done = opened(folder / "text").run("CREATE TABLE t (n INTEGER)");
  BOOST_REQUIRE(!done.has_value());
  BOOST_TEST((done.error().kind == base::ErrorKind::bad_data));
}

BOOST_AUTO_TEST_CASE(tells_its_version) { BOOST_TEST(db::library_version().starts_with("3.")); }

BOOST_AUTO_TEST_SUITE_END()
