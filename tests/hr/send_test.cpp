#include "hr/mail/send.h"

#include <algorithm>
#include <deque>
#include <fstream>
#include <map>

#include "base/file.h"
#include "hr/mail/journal.h"
#include "hr/mail_campaign.h"

using namespace gh;
using namespace gh::hr;
using namespace gh::tests;
using net::SmtpEnd;

namespace {

constexpr std::int64_t start = 1'795'000'000'000;

struct Sent {
  std::int64_t at = 0;
  std::int64_t key = 0;
  std::string bytes;
};

/// A mail server in this process, and the clock of the whole run: an exchange takes a millisecond.
class StandIn : public Transport {
 public:
  std::int64_t now = start;
  std::size_t connections = 4;
  std::function<net::SmtpResult(std::int64_t key)> decide = [](std::int64_t key) {
    return net::SmtpResult{key, SmtpEnd::accepted, 250, "250 ok"};
  };
  std::vector<Sent> sent;

  std::size_t room() const override { return connections - waiting_.size(); }
  void begin(net::Envelope mail) override { waiting_.emplace(mail.key, Mail{std::move(mail), false, false}); }
  void let_go(std::int64_t key) override { waiting_.at(key).goes = true; }
  void drop(std::int64_t key) override { waiting_.erase(key); }

  net::SmtpNews step(std::chrono::milliseconds,
                     const std::function<void(const net::SmtpResult&)>& at_once) override {
    now += 1;
    net::SmtpNews news;
    for (auto& [key, mail] : waiting_) {
      const net::SmtpResult result = decide(key);
      const bool before_text = result.end == SmtpEnd::not_sent || result.end == SmtpEnd::insecure ||
                               result.end == SmtpEnd::refused;
      if (before_text) {
        news.ended.push_back(result);
      } else if (mail.goes) {
        sent.push_back({now, key, mail.envelope.bytes});
        news.ended.push_back(result);
      } else if (!std::exchange(mail.told, true)) {
        news.ready.push_back(key);
      }
    }
    for (const net::SmtpResult& result : news.ended) {
      waiting_.erase(result.key);
      at_once(result);
    }
    return news;
  }

  SendWorld world() {
    return {[this] { return now; }, [this](std::chrono::milliseconds time) { now += time.count(); },
            [] { return 0.5; }};
  }

 private:
  struct Mail {
    net::Envelope envelope;
    bool told = false, goes = false;
  };
  std::map<std::int64_t, Mail> waiting_;
};

/// A ledger, a stand-in, and one run.
struct Sending {
  TemporaryFolder folder;
  Ledger ledger = the(Ledger::open((folder / "ledger.db").string()));
  StandIn server;
  MailProfile profile = test_profile();
  SendOptions options{"me:1:1"};

  SendReport run() {
    PostOffice office(ledger, profile, GH_ROOT);
    const SendWorld world = server.world();
    return the(send_mails(ledger, office, server, world, options));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(send, Sending)

BOOST_AUTO_TEST_CASE(sends_each_mail_once) {
  fill_campaign(ledger, 50);
  const SendReport report = run();
  BOOST_TEST(report.sent == 50);
  BOOST_TEST(server.sent.size() == 50u);
  BOOST_TEST(in_state(ledger, "sent") == 50);
  BOOST_TEST(run().sent == 0);
  BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM invitations")).value_or(0) == 50);
}

// Microsoft 365: 30 messages a minute.
BOOST_AUTO_TEST_CASE(keeps_thirty_a_minute_exactly) {
  fill_campaign(ledger, 150);
  profile.per_minute = 30;
  BOOST_TEST(run().sent == 150);
  for (std::size_t first = 0; first < server.sent.size(); ++first) {
    const auto in_window = std::count_if(server.sent.begin(), server.sent.end(), [&](const Sent& one) {
      return one.at >= server.sent[first].at && one.at < server.sent[first].at + 60'000;
    });
    BOOST_TEST(in_window <= 30);
  }
  const std::int64_t took = server.sent.back().at - server.sent.front().at;
  BOOST_TEST(took >= 149 * 2'000);
  BOOST_TEST(took <=
             149 * 2'000 + 149 * 5);  // and no slower: five minutes but for the exchanges' milliseconds
}

BOOST_AUTO_TEST_CASE(keeps_its_pace_over_restarts) {
  fill_campaign(ledger, 60);
  profile.per_minute = 30;
  options.at_most = 1;
  for (int restart = 0; restart < 60; ++restart) run();
  BOOST_TEST(server.sent.size() == 60u);
  for (std::size_t at = 1; at < server.sent.size(); ++at)
    BOOST_TEST(server.sent[at].at - server.sent[at - 1].at >= 2'000);
}

BOOST_AUTO_TEST_CASE(sends_no_more_than_a_day_allows) {
  fill_campaign(ledger, 30);
  profile.per_day = 10;
  const SendReport report = run();
  BOOST_TEST(report.sent == 10);
  BOOST_TEST(report.trouble.find("in a day") != std::string::npos);
  server.now += 86'401'000;
  BOOST_TEST(run().sent == 10);
}

BOOST_AUTO_TEST_CASE(tries_again_what_is_only_deferred) {
  fill_campaign(ledger, 3);
  std::map<std::int64_t, int> tried;
  server.decide = [&](std::int64_t key) {
    const bool later = key == 2 && server.sent.size() < 4;
    return net::SmtpResult{key, later ? SmtpEnd::deferred : SmtpEnd::accepted, later ? 450 : 250, "words"};
  };
  BOOST_TEST(run().deferred == 1);
  BOOST_TEST(in_state(ledger, "deferred") == 1);
  BOOST_TEST(run().sent == 0);  // not before its time
  options.keep_running = true;
  const std::int64_t before = server.now;
  BOOST_TEST(run().sent == 1);
  BOOST_TEST(server.now - before >= 300'000 - 1'000);
  BOOST_TEST(in_state(ledger, "sent") == 3);
}

BOOST_AUTO_TEST_CASE(gives_up_what_is_refused_or_deferred_for_ever) {
  fill_campaign(ledger, 2);
  profile.attempts = 4;
  options.keep_running = true;
  server.decide = [](std::int64_t key) {
    return key == 1 ? net::SmtpResult{key, SmtpEnd::refused, 552, "552 mailbox full"}
                    : net::SmtpResult{key, SmtpEnd::deferred, 450, "450 busy"};
  };
  const SendReport report = run();
  BOOST_TEST(report.failed == 2);
  BOOST_TEST(report.deferred == 3);
  BOOST_TEST(in_state(ledger, "failed") == 2);
}

BOOST_AUTO_TEST_CASE(sends_what_is_unknown_again_with_the_same_id_and_says_so) {
  fill_campaign(ledger, 1);
  options.keep_running = true;
  server.decide = [&](std::int64_t key) {
    return server.sent.empty() || server.sent.size() == 1
               ? net::SmtpResult{key, SmtpEnd::unknown, 0, "the connection broke"}
               : net::SmtpResult{key, SmtpEnd::accepted, 250, "250 ok"};
  };
  const SendReport report = run();
  BOOST_TEST(report.unknown >= 1);
  BOOST_TEST(report.sent == 1);
  BOOST_REQUIRE(server.sent.size() >= 2u);
  const auto id = [](const std::string& bytes) {
    const std::size_t at = bytes.find("Message-ID: ");
    return bytes.substr(at, bytes.find('\r', at) - at);
  };
  BOOST_TEST(id(server.sent[0].bytes) == id(server.sent[1].bytes));
  BOOST_TEST(the(ledger.number("SELECT unknown_count FROM outbox")).value_or(0) == report.unknown);
}

BOOST_AUTO_TEST_CASE(does_not_besiege_a_server_that_is_down) {
  fill_campaign(ledger, 500);
  int asked = 0;
  server.decide = [&](std::int64_t key) {
    ++asked;
    return net::SmtpResult{key, SmtpEnd::not_sent, 0, "no connection"};
  };
  const SendReport report = run();
  BOOST_TEST(!report.trouble.empty());
  BOOST_TEST(asked <= 20);
  BOOST_TEST(in_state(ledger, "queued") == 500);
}

BOOST_AUTO_TEST_CASE(stops_at_once_where_nothing_is_secure) {
  fill_campaign(ledger, 100);
  int asked = 0;
  server.decide = [&](std::int64_t key) {
    ++asked;
    return net::SmtpResult{key, SmtpEnd::insecure, 0, "no TLS"};
  };
  BOOST_TEST(run().trouble == "no TLS");
  BOOST_TEST(asked <= 4);
  BOOST_TEST(in_state(ledger, "queued") == 100);
}

/// A sender that took `count` mails and was killed; the first two were let go, the second also answered, as
/// its journal tells.
void die(Ledger& ledger, const std::filesystem::path& journals, std::int64_t count) {
  const auto mails = the(claim(ledger, {"dead:1:1", start / 1'000, 900, count}));
  for (const OutboxMail& mail : mails) BOOST_TEST(the(begin_sending(ledger, mail.id, "dead:1:1")));
  SendJournal journal = the(SendJournal::open(journals, "dead:1:1"));
  fine(journal.going({mails[0].id, mails[1].id}));
  fine(journal.ended({{mails[1].id, "sent", "250 taken it", 0}}));
}

SendReport run_after_death(Sending& s, const std::filesystem::path& journals) {
  PostOffice office(s.ledger, s.profile, GH_ROOT);
  SendWorld world = s.server.world();
  world.is_gone = [](const std::string& sender) { return sender == "dead:1:1"; };
  s.options.keep_running = true;
  s.options.journals = journals;
  return the(send_mails(s.ledger, office, s.server, world, s.options));
}

BOOST_AUTO_TEST_CASE(believes_the_journal_of_one_that_was_killed) {
  fill_campaign(ledger, 10);
  die(ledger, folder / "journals", 5);
  const SendReport report = run_after_death(*this, folder / "journals");
  BOOST_TEST(report.recovered == 1);  // let go, and no answer: the only one of unknown fate
  BOOST_TEST(report.sent == 9);       // all but the one that was answered
  BOOST_TEST(in_state(ledger, "sent") == 10);
  BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM outbox WHERE unknown_count > 0")).value_or(0) == 1);
  BOOST_TEST(std::filesystem::is_empty(folder / "journals"));
}

/// A sender that was killed while it sent the first of its mails for the second time.
void die_at_the_second_try(Ledger& ledger, const std::filesystem::path& journals) {
  die(ledger, journals, 2);
  const std::int64_t first = the(ledger.number("SELECT MIN(id) FROM outbox")).value_or(0);
  std::ofstream journal(journals / "dead-1-1.journal", std::ios::app);
  journal << "end " << first << " deferred 0 421 closing\ngo " << first << "\n";
}

BOOST_AUTO_TEST_CASE(takes_no_answer_to_an_earlier_try_for_that_to_the_last) {
  fill_campaign(ledger, 10);
  die_at_the_second_try(ledger, folder / "journals");
  BOOST_TEST(run_after_death(*this, folder / "journals").recovered == 1);
  BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM outbox WHERE unknown_count > 0")).value_or(0) == 1);
  BOOST_TEST(in_state(ledger, "sent") == 10);
}

BOOST_AUTO_TEST_CASE(believes_only_a_last_answer_of_an_earlier_start_of_the_machine) {
  fill_campaign(ledger, 10);
  die(ledger, folder / "journals", 5);
  for (const auto& file : std::filesystem::directory_iterator(folder / "journals"))
    fine(base::write_file(file.path(), "boot another\ngo 1\nend 1 deferred 0 421 closing\n", true));
  BOOST_TEST(run_after_death(*this, folder / "journals").recovered == 5);
}

BOOST_AUTO_TEST_CASE(believes_no_silence_of_an_earlier_start_of_the_machine) {
  fill_campaign(ledger, 10);
  die(ledger, folder / "journals", 5);
  for (const auto& file : std::filesystem::directory_iterator(folder / "journals"))
    fine(base::write_file(file.path(), "boot another\ngo 1\nend 2 sent 0 250 taken it\nend 3 se", true));
  const SendReport report = run_after_death(*this, folder / "journals");
  BOOST_TEST(report.recovered == 4);  // what it tells is true; what it does not tell means nothing
  BOOST_TEST(in_state(ledger, "sent") == 10);
}

BOOST_AUTO_TEST_CASE(leaves_a_sender_that_runs_alone) {
  fill_campaign(ledger, 10);
  the(claim(ledger, {"alive:2:2", start / 1'000, 900, 4}));
  BOOST_TEST(run_after_death(*this, folder / "journals").sent == 6);
  BOOST_TEST(in_state(ledger, "claimed") == 4);
}

BOOST_AUTO_TEST_CASE(does_not_send_what_another_has_taken_meanwhile) {
  fill_campaign(ledger, 4);
  int steps = 0;
  server.decide = [&](std::int64_t key) {
    if (++steps == 1) the(ledger.run("UPDATE outbox SET claimed_by = 'other' WHERE id = 2"));
    return net::SmtpResult{key, SmtpEnd::accepted, 250, "250 ok"};
  };
  BOOST_TEST(run().sent == 3);
  BOOST_TEST(server.sent.size() == 3u);
}

BOOST_AUTO_TEST_CASE(waits_longer_each_time_and_a_little_by_chance) {
  BOOST_TEST(back_off(300, 14'400, 1, 0.5) == 300);
  BOOST_TEST(back_off(300, 14'400, 2, 0.5) == 600);
  BOOST_TEST(back_off(300, 14'400, 3, 0.0) == 900);
  BOOST_TEST(back_off(300, 14'400, 3, 1.0) == 1'500);
  BOOST_TEST(back_off(300, 14'400, 90, 0.5) == 14'400);
}

BOOST_AUTO_TEST_SUITE_END()
