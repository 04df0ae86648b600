#include "hr/users.h"

#include <boost/test/unit_test.hpp>

#include "hr/ledgers.h"

using namespace gh;
using namespace gh::hr;
using tests::fine;
using tests::the;

namespace {

const std::string words = "otter lamp river chalk";

}  // namespace

BOOST_AUTO_TEST_SUITE(users)

BOOST_AUTO_TEST_CASE(log_in_with_their_own_passphrase_only) {
  const tests::TemporaryFolder folder;
  for (const std::string& place : tests::fresh_places(folder)) {
    Ledger ledger = the(Ledger::open(place));
    fine(add_user(ledger, {"mina.okafor", UserRole::officer}, words));
    fine(add_user(ledger, {"board", UserRole::viewer}, words + " too"));
    const auto officer = the(log_in(ledger, "mina.okafor", words));
    BOOST_REQUIRE(officer.has_value());
    BOOST_TEST((officer->role == UserRole::officer));
    BOOST_TEST((the(log_in(ledger, "board", words + " too"))->role == UserRole::viewer));
    for (const auto& [name, passphrase] : {std::pair<std::string, std::string>{"mina.okafor", words + " too"},
                                           {"board", words},
                                           {"nobody", words},
                                           {"mina.okafor", ""},
                                           {"mina.okafor", words + std::string(1, '\0')},
                                           {"Mina.Okafor", words},
                                           {"mina.okafor' OR '1'='1", words},
                                           {"mina.okafor", std::string(100'000, 'x')}})
      BOOST_TEST(!the(log_in(ledger, name, passphrase)).has_value(), name);
  }
}

BOOST_AUTO_TEST_CASE(are_kept_as_argon2id_with_a_salt_each) {
  const tests::TemporaryFolder folder;
  Ledger ledger = the(Ledger::open((folder / "ledger.db").string()));
  fine(add_user(ledger, {"one", UserRole::viewer}, words));
  fine(add_user(ledger, {"two", UserRole::viewer}, words));
  const auto hashes = the(ledger.rows("SELECT passphrase FROM users ORDER BY name", 1, {},
                                      [](const Row& row) { return row.text(0); }));
  BOOST_REQUIRE_EQUAL(hashes.size(), 2);
  BOOST_TEST(hashes[0] != hashes[1]);
  for (const std::string& hash : hashes) BOOST_TEST(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

BOOST_AUTO_TEST_CASE(need_a_plain_name_of_their_own_and_a_long_passphrase) {
  const tests::TemporaryFolder folder;
  Ledger ledger = the(Ledger::open((folder / "ledger.db").string()));
  fine(add_user(ledger, {"one", UserRole::viewer}, words));
  for (const char* name : {"one", "", "two words", "line\nbreak"})
    BOOST_TEST(!add_user(ledger, {name, UserRole::viewer}, words).has_value(), name);
  // Thirteen characters; then thirteen that are more bytes; then fourteen.
  BOOST_TEST(!add_user(ledger, {"two", UserRole::viewer}, "thirteen char").has_value());
  BOOST_TEST(!add_user(ledger, {"two", UserRole::viewer}, "éééééééééééé!").has_value());
  BOOST_TEST(add_user(ledger, {"two", UserRole::viewer}, "éééééééééééé!!").has_value());
  BOOST_TEST(!set_passphrase(ledger, "one", "short").has_value());
  BOOST_TEST(!set_passphrase(ledger, "three", words).has_value());
}

BOOST_AUTO_TEST_CASE(change_their_passphrase_and_leave) {
  const tests::TemporaryFolder folder;
  Ledger ledger = the(Ledger::open((folder / "ledger.db").string()));
  fine(add_user(ledger, {"one", UserRole::viewer}, words));
  fine(set_passphrase(ledger, "one", "a wholly new passphrase"));
  BOOST_TEST(!the(log_in(ledger, "one", words)).has_value());
  BOOST_TEST(the(log_in(ledger, "one", "a wholly new passphrase")).has_value());
  BOOST_TEST(the(remove_user(ledger, "one")));
  BOOST_TEST(!the(remove_user(ledger, "one")));
  BOOST_TEST(!the(find_user(ledger, "one")).has_value());
  BOOST_TEST(the(hr::users(ledger)).empty());
}

BOOST_AUTO_TEST_SUITE_END()
