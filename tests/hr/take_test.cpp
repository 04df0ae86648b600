#include "hr/receipts/take.h"

#include <random>

#include "hr/mail_campaign.h"
#include "hr/receipts/endpoint.h"
#include "receipt/code.h"
#include "receipt/envelope.h"

using namespace gh;
using namespace gh::hr;
using namespace gh::tests;

namespace {

const base::Day today = *base::day_of(2026, 11, 20);

receipt::Invitation invitation(std::int64_t assignment) {
  return the(receipt::issue_invitation(campaign_key, "7K3M", std::to_string(assignment), 1));
}

std::string receipt_of(std::int64_t assignment, base::Day day = today,
                       const std::string& checklist = "social-media-policy",
                       const std::string& digest = campaign_digest) {
  return the(receipt::make_receipt(invitation(assignment), {checklist, digest, day, "0.1.0"}));
}

/// Ten people who have been invited.
struct Office {
  TemporaryFolder folder;

  template <class Check>
  void on_both(Check check) {
    for (const std::string& place : fresh_places(folder)) {
      BOOST_TEST_CONTEXT(place) {
        Ledger ledger = the(Ledger::open(place));
        fill_campaign(ledger, 10);
        PostOffice office(ledger, test_profile(), GH_ROOT);
        fine(office.register_invitations(the(waiting_mails(ledger, 0, 0, 100))));
        check(ledger);
      }
    }
  }
};

Verdict take(Ledger& ledger, const std::string& text) {
  return the(take_receipt(ledger, text, "file", today)).verdict;
}

std::int64_t done(Ledger& ledger) {
  return the(ledger.number("SELECT COUNT(*) FROM assignments WHERE state = 'done'")).value_or(-1);
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(gh::hr::Verdict)

BOOST_FIXTURE_TEST_SUITE(take_receipts, Office)

BOOST_AUTO_TEST_CASE(takes_a_good_one_once) {
  on_both([](Ledger& ledger) {
    BOOST_TEST((take(ledger, receipt_of(3)) == Verdict::taken));
    BOOST_TEST((take(ledger, receipt_of(3)) == Verdict::already_taken));
    BOOST_TEST((take(ledger, receipt_of(3, today - std::chrono::days(1))) == Verdict::already_taken));
    BOOST_TEST(done(ledger) == 1);
    BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM receipts WHERE route = 'file'")).value_or(0) == 1);
    BOOST_TEST(in_state(ledger, "cancelled") == 1);
  });
}

BOOST_AUTO_TEST_CASE(refuses_all_others_with_a_reason) {
  on_both([](Ledger& ledger) {
    const auto other = the(receipt::issue_invitation(campaign_key, "8888", "3", 1));
    const auto forged = the(receipt::issue_invitation(std::string(64, '9'), "7K3M", "3", 1));
    const receipt::Completion completion{"social-media-policy", campaign_digest, today, "0.1.0"};
    const std::string good = receipt_of(3);
    const std::string copied = receipt_of(4);
    BOOST_TEST((take(ledger, "") == Verdict::not_a_receipt));
    BOOST_TEST((take(ledger, good.substr(1)) == Verdict::not_a_receipt));
    BOOST_TEST((take(ledger, the(receipt::make_receipt(other, completion))) == Verdict::unknown_campaign));
    BOOST_TEST((take(ledger, the(receipt::make_receipt(forged, completion))) == Verdict::unknown_invitation));
    // Another person's signature under this person's words.
    BOOST_TEST((take(ledger, good.substr(0, good.size() - 86) + copied.substr(copied.size() - 86)) ==
                Verdict::bad_signature));
    BOOST_TEST((take(ledger, receipt_of(3, today, "other")) == Verdict::other_checklist));
    BOOST_TEST((take(ledger, receipt_of(3, today, "social-media-policy", receipt::digest_of("old"))) ==
                Verdict::other_checklist));
    BOOST_TEST((take(ledger, receipt_of(3, today + std::chrono::days(2))) == Verdict::impossible_day));
    BOOST_TEST((take(ledger, receipt_of(3, *base::day_of(2025, 11, 20))) == Verdict::impossible_day));
    BOOST_TEST(done(ledger) == 0);
    the(ledger.run("UPDATE campaigns SET state = 'closed', invitation_key = NULL"));
    BOOST_TEST((take(ledger, good) == Verdict::closed_campaign));
    BOOST_TEST(done(ledger) == 0);
  });
}

// 10,000 of all kinds: altered in one to three characters, replayed, cloned under another's invitation.
BOOST_AUTO_TEST_CASE(takes_none_of_ten_thousand_false_ones) {
  Ledger ledger = the(Ledger::open((folder / "one.db").string()));
  fill_campaign(ledger, 10);
  PostOffice office(ledger, test_profile(), GH_ROOT);
  fine(office.register_invitations(the(waiting_mails(ledger, 0, 0, 100))));
  BOOST_TEST((take(ledger, receipt_of(1)) == Verdict::taken));
  std::mt19937 random(6);
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::string whole = receipt_of(2);
  int taken = 0;
  for (int tried = 0; tried < 10'000; ++tried) {
    std::string text = tried % 10 == 0 ? receipt_of(1, today - std::chrono::days(tried / 10 % 18)) : whole;
    if (tried % 10 == 1)
      text.replace(text.size() - 86, 86, receipt_of(static_cast<std::int64_t>(3 + random() % 8)).substr(326));
    while (text == whole || (tried % 10 > 1 && random() % 2 == 0))
      text[random() % text.size()] = letters[random() % letters.size()];
    taken += take(ledger, text) == Verdict::taken;
  }
  BOOST_TEST(taken == 0);
  BOOST_TEST(done(ledger) == 1);
  BOOST_TEST((take(ledger, whole) == Verdict::taken));  // which was a good one all along
}

BOOST_AUTO_TEST_CASE(takes_a_slip_of_paper_by_its_code) {
  on_both([](Ledger& ledger) {
    const std::string code = receipt::record_of(invitation(5)).paper_code;
    BOOST_TEST((the(take_paper(ledger, receipt::spell_code(code), today, today)).verdict == Verdict::taken));
    BOOST_TEST((the(take_paper(ledger, code, today, today)).verdict == Verdict::already_taken));
    const auto stranger = the(receipt::issue_invitation(campaign_key, "7K3M", "77", 1));
    BOOST_TEST((the(take_paper(ledger, receipt::record_of(stranger).paper_code, today, today)).verdict ==
                Verdict::unknown_paper_code));
    BOOST_TEST(!take_paper(ledger, "ABC", today, today).has_value());
    BOOST_TEST(done(ledger) == 1);
    BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM receipts WHERE route = 'paper' AND receipt = ''"))
                   .value_or(0) == 1);
  });
}

BOOST_AUTO_TEST_CASE(thanks_whoever_had_mail_and_takes_their_entry_away) {
  on_both([](Ledger& ledger) {
    the(ledger.run("UPDATE outbox SET state = 'sent' WHERE id = 3"));
    BOOST_TEST((take(ledger, receipt_of(3)) == Verdict::taken));
    BOOST_TEST((take(ledger, receipt_of(4)) == Verdict::taken));
    BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM outbox WHERE kind = 'done'")).value_or(0) == 1);
  });
}

BOOST_AUTO_TEST_CASE(is_posted_to_and_nothing_else_changes_anything) {
  on_both([](Ledger& ledger) {
    const std::function<base::Day()> clock = [] { return today; };
    const serve::Handler handle = serve::routed(receipt_routes(ledger, clock));
    const auto ask = [&](const std::string& method, const std::string& path, const std::string& body = "") {
      return handle({method, path, {}, {}, body, "", {}}).status;
    };
    for (const char* path : {"/", "/receipts", "/receipts/", "/x", ""}) {
      ask("GET", path, receipt_of(6));
      ask("HEAD", path, receipt_of(6));
    }
    BOOST_TEST(ask("GET", "/receipts") == 405);
    BOOST_TEST(done(ledger) == 0);
    BOOST_TEST(ask("POST", "/", receipt_of(6)) == 405);
    BOOST_TEST(ask("POST", "/receipts", "") == 400);
    BOOST_TEST(ask("POST", "/receipts", receipt_of(6) + receipt_of(7)) == 400);  // one at a time
    BOOST_TEST(done(ledger) == 0);
    BOOST_TEST(ask("POST", "/receipts", receipt_of(6)) == 200);
    BOOST_TEST(ask("POST", "/receipts", receipt_of(6)) == 200);
    BOOST_TEST(ask("POST", "/receipts", receipt::file_of(receipt_of(7))) == 200);
    BOOST_TEST(done(ledger) == 2);
  });
}

BOOST_AUTO_TEST_SUITE_END()
