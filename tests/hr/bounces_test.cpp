#include "hr/mail/bounces.h"

#include "base/file.h"
#include "hr/mail/read_mail.h"
#include "hr/mail_campaign.h"

using namespace gh;
using namespace gh::hr;
using namespace gh::tests;

namespace {

// As in RFC 3464, appendix E, with our names; postfix, Exchange and others keep to this form.
std::string notice(const std::string& receiver, const std::string& id, const std::string& action = "failed") {
  return "From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nTo: hr@ash.example\r\nSubject: "
         "Undelivered\r\n"
         "MIME-Version: 1.0\r\nContent-Type: multipart/report; "
         "report-type=delivery-status;\r\n\tboundary=\"B/1\"\r\n\r\n"
         "This is a MIME message.\r\n--B/1\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
         "--B/1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
         "Final-Recipient: rfc822; " +
         receiver + "\r\nAction: " + action +
         "\r\nStatus: 5.1.1\r\n"
         "Diagnostic-Code: smtp; 550 5.1.1 no such\r\n user\r\n\r\n"
         "--B/1\r\nContent-Type: message/rfc822\r\n\r\nFrom: hr@ash.example\r\nMessage-ID:\r\n <" +
         id + ">\r\n\r\nDear all\r\n--B/1--\r\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bounces)

BOOST_AUTO_TEST_CASE(reads_what_a_notice_says) {
  const auto found = read_bounces(notice("P3@Oak.example", "gh.7K3M.3@ash.example"));
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST((found.front() == Bounce{"gh.7K3M.3@ash.example", "p3@oak.example", "failed", "5.1.1",
                                      "smtp; 550 5.1.1 no such user"}));
}

BOOST_AUTO_TEST_CASE(reads_notices_however_they_are_packed) {
  std::string plain = notice("p3@oak.example", "gh.7K3M.3@ash.example");
  std::erase(plain, '\r');
  BOOST_TEST(read_bounces(plain).size() == 1u);
  const std::string cut = plain.substr(0, plain.find("Dear all"));
  BOOST_REQUIRE(read_bounces(cut).size() == 1u);
  BOOST_TEST(read_bounces(cut).front().message_id == "gh.7K3M.3@ash.example");
  std::string headers = plain;
  headers.replace(headers.find("message/rfc822"), 14, "text/rfc822-headers");
  BOOST_TEST(read_bounces(headers).front().message_id == "gh.7K3M.3@ash.example");
}

BOOST_AUTO_TEST_CASE(takes_no_other_mail_for_a_notice) {
  const std::string whole = notice("p3@oak.example", "gh.7K3M.3@ash.example");
  std::string other = whole;
  other.replace(other.find("message/delivery-status"), 23, "text/plain");
  for (const std::string& mail :
       {std::string(), std::string("From: a@b.example\r\n\r\nI am away until Monday."), other,
        std::string("--B/1\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\n")})
    BOOST_TEST_CONTEXT(mail) BOOST_TEST(read_bounces(mail).empty());
}

BOOST_AUTO_TEST_CASE(marks_what_came_back_and_only_that) {
  const TemporaryFolder folder;
  for (const std::string& place : fresh_places(folder)) {
    Ledger ledger = the(Ledger::open(place));
    fill_campaign(ledger, 10);
    the(ledger.run("UPDATE outbox SET state = 'sent'"));
    const auto mailbox = [](const std::string& mail) {
      return "From MAILER-DAEMON Thu Nov 26 2026\n" + mail + "\n";
    };
    std::string bytes = mailbox(notice("p3@oak.example", "gh.7K3M.3@ash.example")) +
                        mailbox(notice("p5@oak.example", "gh.7K3M.4@ash.example")) +  // not whom 4 went to
                        mailbox(notice("p6@oak.example", "gh.7K3M.6@ash.example", "delayed")) +
                        mailbox(notice("p7@oak.example", "gh.9999.7@ash.example")) +  // another campaign's
                        mailbox("From: p8@oak.example\nSubject: Away\n\nUntil Monday.\n");
    fine(base::write_file(folder / "mbox", bytes, true));
    const BounceReport report = the(take_bounces(ledger, folder / "mbox"));
    BOOST_TEST(report.mails == 5);
    BOOST_TEST(report.bounced == 1);
    BOOST_TEST(report.delayed == 1);
    BOOST_TEST(report.unmatched == 2);
    BOOST_TEST(in_state(ledger, "bounced") == 1);
    BOOST_TEST(in_state(ledger, "sent") == 9);
    BOOST_TEST(the(take_bounces(ledger, folder / "mbox")).known == 1);
  }
}

BOOST_AUTO_TEST_CASE(reads_a_maildir) {
  const TemporaryFolder folder;
  fine(base::write_file(folder / "new/1.host", notice("a@b.example", "x@y"), true));
  fine(base::write_file(folder / "cur/2.host:2,S", notice("a@b.example", "x@y"), true));
  fine(base::write_file(folder / "tmp/3.host", "half", true));
  BOOST_TEST(the(mails_in(folder.path())).size() == 2u);
}

BOOST_AUTO_TEST_CASE(is_bounded_however_deep_a_mail_is) {
  std::string deep;
  for (int level = 0; level < 1'000; ++level)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(level) + "\n\n--b" +
            std::to_string(level) + "\n";
  BOOST_TEST(read_mail(deep).parts.size() == 1u);
  std::string wide = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int part = 0; part < 1'000; ++part) wide += "--b\n\nx\n";
  BOOST_TEST(read_mail(wide).parts.size() == 100u);
}

BOOST_AUTO_TEST_SUITE_END()
