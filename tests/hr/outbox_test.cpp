#include "hr/outbox.h"

#include <set>
#include <thread>

#include "hr/completion.h"
#include "hr/ledgers.h"

using namespace gh;
using hr::Ledger;
using tests::fine;
using tests::the;

namespace {

constexpr std::int64_t people = 400;

std::vector<std::int64_t> numbers(std::int64_t value, bool counting) {
  std::vector<std::int64_t> all;
  for (std::int64_t i = 0; i < people; ++i) all.push_back(value + (counting ? i : 0));
  return all;
}

std::vector<std::string> words(const std::string& begin, bool counting, const std::string& end = "") {
  std::vector<std::string> all;
  for (std::int64_t i = 0; i < people; ++i)
    all.push_back(begin + (counting ? std::to_string(i + 1) : "") + end);
  return all;
}

// One running campaign with a queued invitation for each of the people.
void fill(Ledger& ledger) {
  fine(
      ledger.script("INSERT INTO schools (id, key, name) VALUES (1, 'oak', 'Oak');"
                    "INSERT INTO roles (id, key, name) VALUES (1, 'teacher', 'Teacher');"
                    "INSERT INTO campaigns (id, name, template, checklist_id, checklist_version, "
                    "checklist_digest, opens_on, "
                    "deadline, state, tag) VALUES (1, 'A', '', 'c', '1', 'd', '2026-09-07', '2026-10-16', "
                    "'running', 'T1')"));
  fine(ledger.insert("people", {{"id", numbers(1, true)},
                                {"key", words("p", true, "@t.example")},
                                {"address", words("p", true, "@t.example")},
                                {"name", words("Person ", true)},
                                {"joined_on", words("2026-09-01", false)}}));
  fine(ledger.insert("assignments", {{"id", numbers(1, true)},
                                     {"campaign", numbers(1, false)},
                                     {"person", numbers(1, true)},
                                     {"school", numbers(1, false)},
                                     {"role", numbers(1, false)},
                                     {"asked_on", words("2026-09-07", false)},
                                     {"deadline", words("2026-10-16", false)},
                                     {"step", numbers(0, false)},
                                     {"state", words("open", false)}}));
  fine(ledger.insert("outbox", {{"campaign", numbers(1, false)},
                                {"assignment", numbers(1, true)},
                                {"kind", words("invitation", false)},
                                {"step", numbers(0, false)},
                                {"planned_on", words("2026-09-07", false)},
                                {"state", words("queued", false)}}));
}

struct Outboxes {
  tests::TemporaryFolder folder;

  template <class Check>
  void on_both(Check check) {
    for (const std::string& place : tests::fresh_places(folder)) {
      BOOST_TEST_CONTEXT(place) {
        Ledger ledger = the(Ledger::open(place));
        fill(ledger);
        check(ledger, place);
      }
    }
  }
};

std::int64_t in_state(Ledger& ledger, const std::string& state) {
  return the(ledger.number("SELECT COUNT(*) FROM outbox WHERE state = :state", {{"state", state}}))
      .value_or(-1);
}

// Claims and sends until nothing is left; what it sent.
std::vector<std::int64_t> send_all(const std::string& place, const std::string& sender) {
  auto ledger = Ledger::open(place, {std::chrono::milliseconds(60'000)});
  std::vector<std::int64_t> sent;
  while (ledger) {
    const auto mails = hr::claim(*ledger, {sender, 100, 300, 7});
    if (!mails || mails->empty()) break;
    std::vector<hr::Settlement> settlements;
    for (const hr::OutboxMail& mail : *mails) {
      if (!hr::begin_sending(*ledger, mail.id, sender).value_or(false)) continue;
      sent.push_back(mail.id);
      settlements.push_back({mail.id, "sent", "250 ok", 0});
    }
    if (!hr::settle(*ledger, sender, 101, settlements)) break;
  }
  return sent;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outbox, Outboxes)

BOOST_AUTO_TEST_CASE(a_mail_has_what_its_text_needs) {
  on_both([](Ledger& ledger, const std::string&) {
    const auto mails = the(hr::claim(ledger, {"a", 100, 300, 1}));
    BOOST_REQUIRE(mails.size() == 1u);
    BOOST_TEST(mails[0].address == "p1@t.example");
    BOOST_TEST(mails[0].name == "Person 1");
    BOOST_TEST(mails[0].kind == "invitation");
    BOOST_TEST(mails[0].deadline == "2026-10-16");
    BOOST_TEST(mails[0].attempts == 1);
  });
}

BOOST_AUTO_TEST_CASE(four_senders_send_each_mail_once) {
  on_both([](Ledger& ledger, const std::string& place) {
    std::vector<std::vector<std::int64_t>> sent(4);
    std::vector<std::thread> senders;
    for (std::size_t i = 0; i < sent.size(); ++i)
      senders.emplace_back([&, i] { sent[i] = send_all(place, "sender" + std::to_string(i)); });
    for (std::thread& sender : senders) sender.join();
    std::set<std::int64_t> different;
    std::size_t all = 0;
    for (const auto& some : sent) {
      different.insert(some.begin(), some.end());
      all += some.size();
    }
    BOOST_TEST(all == static_cast<std::size_t>(people));
    BOOST_TEST(different.size() == all);
    BOOST_TEST(in_state(ledger, "sent") == people);
  });
}

BOOST_AUTO_TEST_CASE(a_lease_that_ran_out_is_anybodys_and_one_being_sent_is_unknown) {
  on_both([](Ledger& ledger, const std::string&) {
    const auto mails = the(hr::claim(ledger, {"dies", 100, 300, 2}));
    BOOST_TEST(the(hr::begin_sending(ledger, mails[0].id, "dies")));
    BOOST_TEST(the(hr::release(ledger, "dies", 399, 500)) == 0);
    BOOST_TEST(the(hr::release(ledger, "dies", 401, 500)) == 1);
    BOOST_TEST(in_state(ledger, "unknown") == 1);
    BOOST_TEST(in_state(ledger, "queued") == people - 1);
    BOOST_TEST(the(hr::claim(ledger, {"next", 499, 300, people})).size() == people - 1u);  // not yet again
    BOOST_TEST(the(hr::claim(ledger, {"next", 500, 300, people})).size() == 1u);
    BOOST_TEST(!the(hr::begin_sending(ledger, mails[1].id, "dies")));  // woke up too late
    fine(hr::settle(ledger, "dies", 402, {{mails[1].id, "sent", "250", 0}}));
    BOOST_TEST(in_state(ledger, "sent") == 0);
  });
}

BOOST_AUTO_TEST_CASE(what_one_sender_left_is_not_anothers) {
  on_both([](Ledger& ledger, const std::string&) {
    the(hr::claim(ledger, {"dead", 100, 300, 2}));
    the(hr::claim(ledger, {"alive", 100, 300, 3}));
    BOOST_TEST(the(hr::senders_with_claims(ledger)).size() == 2u);
    BOOST_TEST(the(hr::release(ledger, "dead", 1'000, 500)) == 0);
    BOOST_TEST(in_state(ledger, "claimed") == 3);
  });
}

BOOST_AUTO_TEST_CASE(what_is_unknown_too_often_waits_for_a_person) {
  on_both([](Ledger& ledger, const std::string&) {
    the(ledger.run("UPDATE outbox SET state = 'unknown', unknown_count = :most WHERE id = 1",
                   {{"most", hr::most_unknown}}));
    BOOST_TEST(the(hr::claim(ledger, {"a", 100, 300, people})).size() == people - 1u);
    BOOST_TEST(!the(hr::next_waiting(ledger)).has_value());
  });
}

BOOST_AUTO_TEST_CASE(our_own_end_counts_for_less_and_is_told_all_the_same) {
  on_both([](Ledger& ledger, const std::string&) {
    for (std::int64_t i = 0; i < hr::most_interrupted; ++i) {
      const auto taken = the(hr::claim(ledger, {"dead", 100, 300, 1}));
      BOOST_REQUIRE_MESSAGE(taken.size() == 1u, "the " << i << "th time");
      BOOST_REQUIRE(taken[0].id == 1);
      BOOST_REQUIRE(the(hr::begin_sending(ledger, 1, "dead")));
      BOOST_REQUIRE(the(hr::release(ledger, "dead", 1'000, 0)) == 1);
      BOOST_TEST(the(ledger.number("SELECT unknown_count FROM outbox WHERE id = 1")).value_or(0) == i + 1);
    }
    BOOST_TEST(the(hr::claim(ledger, {"a", 100, 300, people})).size() == people - 1u);
  });
}

BOOST_AUTO_TEST_CASE(a_mailbox_keeps_its_pace_whoever_sends) {
  on_both([](Ledger& ledger, const std::string&) {
    const gh::base::Pace pace{2'000, 1};
    std::int64_t sent = 0;
    for (std::int64_t now = 1'000'000; now < 1'060'000; now += 100) {
      const auto allowed = the(hr::pace_allows(ledger, "box", pace, now, 10));
      fine(hr::spend(ledger, "box", pace, now, allowed));
      sent += allowed;
      BOOST_TEST(allowed <= 1);
    }
    BOOST_TEST(sent == 30);
    BOOST_TEST(the(hr::next_by_pace(ledger, "box", pace)) == 1'060'000);
  });
}

BOOST_AUTO_TEST_CASE(deferred_mail_waits_its_time) {
  on_both([](Ledger& ledger, const std::string&) {
    const auto mails = the(hr::claim(ledger, {"a", 100, 300, people}));
    fine(hr::settle(ledger, "a", 110, {{mails[0].id, "deferred", "450 later", 500}}));
    BOOST_TEST(the(hr::claim(ledger, {"b", 499, 300, 5})).empty());
    const auto again = the(hr::claim(ledger, {"b", 500, 300, 5}));
    BOOST_REQUIRE(again.size() == 1u);
    BOOST_TEST(again[0].id == mails[0].id);
    BOOST_TEST(again[0].attempts == 2);
  });
}

BOOST_AUTO_TEST_CASE(a_paused_campaign_sends_nothing) {
  on_both([](Ledger& ledger, const std::string&) {
    the(ledger.run("UPDATE campaigns SET state = 'paused'"));
    BOOST_TEST(the(hr::claim(ledger, {"a", 100, 300, 5})).empty());
  });
}

BOOST_AUTO_TEST_CASE(whoever_is_done_gets_no_more_mail) {
  on_both([](Ledger& ledger, const std::string&) {
    const base::Day day = *base::day_of(2026, 9, 20);
    const hr::Completion completion{7, day, day, "code", "0.1.0", "x.y.z"};
    BOOST_TEST(the(hr::complete(ledger, completion)));
    BOOST_TEST(!the(hr::complete(ledger, completion)));
    BOOST_TEST(in_state(ledger, "cancelled") == 1);
    BOOST_TEST(the(hr::claim(ledger, {"a", 100, 300, people})).size() ==
               static_cast<std::size_t>(people - 1));
    BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM receipts")).value_or(0) == 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()
