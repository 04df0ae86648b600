#include "hr/act_log.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "hr/ledgers.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using namespace gh::hr;
using tests::fine;
using tests::the;

namespace {

void note(Ledger& ledger, std::int64_t at, const std::string& act) {
  auto transaction = the(Transaction::begin(ledger));
  fine(note_act(ledger, {.at = at, .who = "mina.okafor", .act = act, .subject = "campaign 2027"}));
  fine(transaction.commit());
}

Ledger with_three_acts(const std::string& place) {
  Ledger ledger = the(Ledger::open(place));
  note(ledger, 100, "campaign confirm");
  note(ledger, 200, "campaign pause");
  note(ledger, 300, "campaign resume");
  return ledger;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_log)

BOOST_AUTO_TEST_CASE(keeps_acts_in_order_and_gives_the_latest_first) {
  const tests::TemporaryFolder folder;
  for (const std::string& place : tests::fresh_places(folder)) {
    Ledger ledger = with_three_acts(place);
    const auto latest = the(acts(ledger, 2));
    BOOST_REQUIRE_EQUAL(latest.size(), 2);
    BOOST_TEST(latest[0].act == "campaign resume");
    BOOST_TEST(latest[1].at == 200);
    const auto earlier = the(acts(ledger, 2, latest[1].id));
    BOOST_REQUIRE_EQUAL(earlier.size(), 1);
    BOOST_TEST(earlier[0].act == "campaign confirm");
    const ActChain chain = the(check_acts(ledger));
    BOOST_TEST(chain.acts == 3);
    BOOST_TEST(!chain.broken.has_value());
    BOOST_TEST(chain.last == latest[0].hash);
  }
}

BOOST_AUTO_TEST_CASE(does_not_outlive_an_act_that_was_rolled_back) {
  const tests::TemporaryFolder folder;
  Ledger ledger = with_three_acts((folder / "ledger.db").string());
  {
    auto transaction = the(Transaction::begin(ledger));
    fine(note_act(ledger, {.at = 400, .who = "mina.okafor", .act = "campaign close", .subject = ""}));
  }
  BOOST_TEST(the(check_acts(ledger)).acts == 3);
}

struct Change {
  const char* sql;
  std::int64_t broken;  // the first act that no longer holds; 0 when nothing shows
};
std::ostream& operator<<(std::ostream& out, const Change& change) { return out << change.sql; }

// Whoever changes the log by hand is seen, but for cutting its end off: that is what keeping the last hash
// elsewhere is for.
BOOST_DATA_TEST_CASE(
    shows_what_was_changed_by_hand,
    bdata::make({Change{"UPDATE acts SET who = 'board' WHERE id = 1", 1},
                 Change{"UPDATE acts SET at = 201 WHERE id = 2", 2},
                 Change{"UPDATE acts SET act = 'campaign paus', subject = 'e' || subject WHERE id = 2", 2},
                 Change{"DELETE FROM acts WHERE id = 1", 2}, Change{"DELETE FROM acts WHERE id = 2", 3},
                 Change{"UPDATE acts SET hash = 'x' WHERE id = 3", 3},
                 Change{"DELETE FROM acts WHERE id = 3", 0}}),
    change) {
  const tests::TemporaryFolder folder;
  Ledger ledger = with_three_acts((folder / "ledger.db").string());
  const std::string last = the(check_acts(ledger)).last;
  the(ledger.run(change.sql));
  const ActChain chain = the(check_acts(ledger));
  BOOST_TEST(chain.broken.value_or(0) == change.broken);
  BOOST_TEST(chain.last != last);
}

BOOST_AUTO_TEST_CASE(is_one_chain_when_officers_act_at_once) {
  const tests::TemporaryFolder folder;
  for (const std::string& place : tests::fresh_places(folder)) {
    { const Ledger made = the(Ledger::open(place)); }
    const auto act_often = [&] {
      auto opened = Ledger::open(place, {.patience = std::chrono::seconds(60)});
      if (!opened) return;
      Ledger ledger = std::move(*opened);
      for (int i = 0; i < 25; ++i) {
        auto transaction = Transaction::begin(ledger);
        if (transaction && note_act(ledger, {.at = i, .who = "one", .act = "note add", .subject = ""}))
          (void)transaction->commit();
      }
    };
    std::thread other(act_often);
    act_often();
    other.join();
    Ledger ledger = the(Ledger::open(place));
    const ActChain chain = the(check_acts(ledger));
    BOOST_TEST(!chain.broken.has_value());
    BOOST_TEST(chain.acts == 50);
  }
}

BOOST_AUTO_TEST_SUITE_END()
