#include "hr/ledger.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include "hr/ledger_place.h"
#include "hr/ledgers.h"

using namespace gh;
using base::ErrorKind;
using hr::Ledger;
using hr::Transaction;
using tests::fine;
using tests::the;

namespace {

struct Ledgers {
  tests::TemporaryFolder folder;

  template <class Check>
  void on_both(Check check) {
    for (const std::string& place : tests::fresh_places(folder)) {
      BOOST_TEST_CONTEXT(place) {
        Ledger ledger = the(Ledger::open(place));
        check(ledger, place);
      }
    }
  }
};

std::int64_t roles_in(Ledger& ledger) {
  return the(ledger.number("SELECT COUNT(*) FROM roles")).value_or(-1);
}

const std::string nasty = "O'Neill, \"the\" \\ {x,y} ; -- \xE2\x80\x99 NULL";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ledger, Ledgers)

BOOST_AUTO_TEST_CASE(what_goes_in_comes_out) {
  on_both([](Ledger& ledger, const std::string&) {
    const std::vector<std::string> names{"", nasty, "NULL", "\xC3\xA9"};
    fine(ledger.insert("roles",
                       {{"id", std::vector<std::int64_t>{1, 2, 3, 4}}, {"key", names}, {"name", names}}));
    const auto back =
        the(ledger.rows("SELECT id, name FROM roles ORDER BY id", 2, {},
                        [](const hr::Row& row) { return std::pair(row.integer(0), row.text(1)); }));
    BOOST_REQUIRE(back.size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) BOOST_TEST(back[i].second == names[i]);
    const auto one = the(ledger.rows("SELECT id, name, NULL FROM roles WHERE key = :key AND name = :key", 3,
                                     {{"key", nasty}}, [](const hr::Row& row) { return row.is_null(2); }));
    BOOST_TEST((one == std::vector<bool>{true}));
  });
}

BOOST_AUTO_TEST_CASE(ids_count_up_by_themselves_and_twins_are_passed_over) {
  on_both([](Ledger& ledger, const std::string&) {
    const std::vector<std::string> names{"a", "b", "a"};
    fine(ledger.insert("roles", {{"key", names}, {"name", names}}, "ON CONFLICT (key) DO NOTHING"));
    BOOST_TEST(roles_in(ledger) == 2);
    BOOST_TEST(the(ledger.number("SELECT MAX(id) - MIN(id) FROM roles")).value_or(-1) >= 1);
  });
}

BOOST_AUTO_TEST_CASE(a_transaction_counts_whole_or_not_at_all) {
  on_both([](Ledger& ledger, const std::string&) {
    {
      Transaction transaction = the(Transaction::begin(ledger));
      the(ledger.run("INSERT INTO roles (key, name) VALUES ('x', 'x')"));
    }
    BOOST_TEST(roles_in(ledger) == 0);
    Transaction transaction = the(Transaction::begin(ledger));
    the(ledger.run("INSERT INTO roles (key, name) VALUES ('x', 'x')"));
    fine(transaction.commit());
    BOOST_TEST(roles_in(ledger) == 1);
  });
}

BOOST_AUTO_TEST_CASE(it_is_there_again_the_next_time) {
  on_both([](Ledger& ledger, const std::string& place) {
    the(ledger.run("INSERT INTO roles (key, name) VALUES ('x', 'x')"));
    Ledger again = the(Ledger::open(place));
    BOOST_TEST(roles_in(again) == 1);
  });
}

BOOST_AUTO_TEST_CASE(a_newer_ledger_is_left_alone) {
  on_both([](Ledger& ledger, const std::string& place) {
    the(ledger.run("UPDATE ledger SET version = 1000"));
    const auto again = Ledger::open(place);
    BOOST_REQUIRE(!again.has_value());
    BOOST_TEST((again.error().kind == ErrorKind::bad_data));
    BOOST_TEST(again.error().what.find("newer version") != std::string::npos);
  });
}

BOOST_AUTO_TEST_CASE(a_file_is_its_owners_alone) {
  const std::string place = (folder / "deep/er/l.db").string();
  the(Ledger::open(place));
  struct stat there {};
  BOOST_REQUIRE(::stat(place.c_str(), &there) == 0);
  BOOST_TEST((there.st_mode & 0777) == 0600u);
}

BOOST_AUTO_TEST_CASE(foreign_files_are_refused_and_left_as_they_are) {
  const std::string text = (folder / "text.db").string(), link = (folder / "link.db").string();
  std::ofstream(text) << "Dear Ann, this is a letter and no ledger, however long it may be.\n";
  std::filesystem::create_symlink(text, link);
  BOOST_TEST((Ledger::open(text).error().kind == ErrorKind::bad_data));
  BOOST_TEST(std::filesystem::file_size(text) == 66u);
  BOOST_TEST((Ledger::open(link).error().kind == ErrorKind::not_permitted));
  BOOST_TEST((Ledger::open(folder.path().string()).error().kind == ErrorKind::not_permitted));
}

BOOST_AUTO_TEST_CASE(another_writer_is_waited_for_and_then_named) {
  const std::string place = (folder / "l.db").string();
  Ledger one = the(Ledger::open(place));
  Ledger two = the(Ledger::open(place, {std::chrono::milliseconds(1000)}));
  Transaction held = the(Transaction::begin(one));
  const auto refused = Transaction::begin(two);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().kind == ErrorKind::try_later));
  fine(held.commit());
  the(Transaction::begin(two));
}

BOOST_AUTO_TEST_CASE(no_server_is_unavailable) {
  const auto refused = Ledger::open("postgresql://gh@127.0.0.1:1/none");
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().kind == ErrorKind::unavailable), sentence(refused.error()));
}

BOOST_AUTO_TEST_CASE(other_machines_must_prove_who_they_are) {
  struct {
    std::string url, safe;  // empty: refused
  } const cases[] = {
      {"postgresql://u@localhost/d", "postgresql://u@localhost/d"},
      {"postgresql://u@127.0.0.1:5/d?sslmode=disable", "postgresql://u@127.0.0.1:5/d?sslmode=disable"},
      {"postgresql://u@[::1]:5/d", "postgresql://u@[::1]:5/d"},
      {"postgresql://u@/d?host=/run/x", "postgresql://u@/d?host=/run/x"},
      {"postgres://u:p@db.example/d", "postgres://u:p@db.example/d?sslmode=verify-full"},
      {"postgresql://db.example/d?sslrootcert=a.pem",
       "postgresql://db.example/d?sslrootcert=a.pem&sslmode=verify-full"},
      {"postgresql://db.example/d?sslmode=verify-full", "postgresql://db.example/d?sslmode=verify-full"},
      {"postgresql://db.example/d?sslmode=require", ""},
      {"postgresql://db.example/d?sslmode=disable", ""},
      {"postgresql://localhost.evil.example/d?sslmode=prefer", ""},
      {"postgresql://localhost/d?host=db.example", ""},
      {"postgresql://localhost/d?hostaddr=192.0.2.1", ""},
      {"postgresql://localhost/d?service=x", ""},
      {"postgresql://localhost,db.example/d", ""},
      {"postgresql://localhost/d?host=/run/x", ""},
      {"postgresql:///d", ""},
      {"postgresql://127.0.0.1%2Cdb.example/d", ""},
  };
  for (const auto& [url, safe] : cases) {
    const auto found = hr::safe_postgresql(url);
    BOOST_TEST((found ? *found : "") == safe, url);
  }
}

BOOST_AUTO_TEST_CASE(a_transaction_inside_another_is_a_part_of_it) {
  for (const std::string& place : tests::fresh_places(folder)) {
    Ledger ledger = the(Ledger::open(place));
    const auto note = [&](const char* issue) {
      auto part = the(Transaction::begin(ledger));
      the(ledger.run("INSERT INTO notes (issue, action, who, opened_on) VALUES (:issue, '', '', '')",
                     {{"issue", std::string(issue)}}));
      fine(part.commit());
    };
    const auto count = [&] { return the(ledger.number("SELECT COUNT(*) FROM notes")).value_or(-1); };
    {
      auto whole = the(Transaction::begin(ledger));
      note("rolled back with the whole");
    }
    BOOST_TEST(count() == 0);
    {
      auto whole = the(Transaction::begin(ledger));
      note("kept");
      note("kept too");
      fine(whole.commit());
    }
    BOOST_TEST(count() == 2);
    {
      auto whole = the(Transaction::begin(ledger));
      note("lost");
      { [[maybe_unused]] const auto part = the(Transaction::begin(ledger)); }
      BOOST_TEST(!whole.commit().has_value());
    }
    BOOST_TEST(count() == 2);
    note("after all that");
    BOOST_TEST(count() == 3);
  }
}

BOOST_AUTO_TEST_SUITE_END()
