#include "base/mail.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "base/calendar.h"
#include "base/text.h"

using namespace gh::base;

namespace {

Mail sample() {
  Mail mail;
  mail.from = {"HR of the Ash Trust", "hr@ash.example"};
  mail.to = {"Siân Ó Briain", "sian@oak.example"};
  mail.reply_to = "help@ash.example";
  mail.subject = "Your yearly check";
  mail.date = 1'795'685'400;
  mail.message_id = "1.abc@ash.example";
  mail.text = "Hello\n.\nFrom here = there \nsi\xC3\xA2n\n";
  mail.page = "<p>Hello</p>";
  mail.attached = {{"day.ics", "text/calendar; method=PUBLISH; charset=utf-8", "BEGIN:VCALENDAR\r\n"}};
  mail.automatic = true;
  return mail;
}

std::string written(const Mail& mail) {
  const auto bytes = write_mail(mail);
  BOOST_REQUIRE_MESSAGE(bytes.has_value(), (bytes.has_value() ? "" : sentence(bytes.error())));
  return *bytes;
}

std::vector<std::string> header_names(const std::string& bytes) {
  std::vector<std::string> names;
  for (const std::string_view line : split(std::string_view(bytes).substr(0, bytes.find("\r\n\r\n")), '\n')) {
    if (!line.starts_with(' ')) names.emplace_back(line.substr(0, line.find(':')));
  }
  return names;
}

const std::vector<std::string> hostile{"a\r\nBcc: x@evil.example",
                                       "a\nBcc: x@evil.example",
                                       "a\r\n\r\nbody",
                                       "a\rBcc: x",
                                       std::string("a\0b", 3),
                                       "\r\n",
                                       "\"a\" <x@evil.example>, b",
                                       "a>, <x@evil.example",
                                       "=?UTF-8?B?DQo=?=",
                                       "\xE2\x80\xAE"
                                       "abc",
                                       "\xFF\xFE",
                                       std::string(5'000, 'x'),
                                       std::string(300, ' ') + "x",
                                       "(comment",
                                       "a\\",
                                       "\xE2\x80\xA8"
                                       "Bcc: x"};

}  // namespace

BOOST_AUTO_TEST_CASE(writes_a_mail_of_words_and_a_page) {
  const std::string bytes = written(sample());
  for (const char* line :
       {"Date: Thu, 26 Nov 2026 09:30:00 +0000\r\n", "From: HR of the Ash Trust\r\n <hr@ash.example>\r\n",
        "To: =?UTF-8?B?U2nDom4gw5MgQnJpYWlu?=\r\n <sian@oak.example>\r\n",
        "Message-ID: <1.abc@ash.example>\r\n", "Auto-Submitted: auto-generated\r\n",
        "\r\n=2E\r\n=46rom here =3D there=20\r\nsi=C3=A2n\r\n",
        "Content-Disposition: attachment; filename=\"day.ics\"\r\n"})
    BOOST_TEST_CONTEXT(line) BOOST_TEST(bytes.find(line) != std::string::npos);
  BOOST_TEST(bytes.find("text/plain") < bytes.find("text/html"));
  BOOST_TEST(bytes == written(sample()));
}

BOOST_AUTO_TEST_CASE(lets_no_text_out_of_its_place) {
  const auto names = header_names(written(sample()));
  for (const std::string& text : hostile) {
    Mail mail = sample();
    mail.from.name = mail.to.name = mail.subject = mail.text = mail.page = mail.attached.front().bytes = text;
    const std::string bytes = written(mail);
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(header_names(bytes) == names, boost::test_tools::per_element());
      for (const std::string_view line : split(bytes, '\n')) BOOST_TEST(line.size() <= 200u);
      BOOST_TEST(std::count(bytes.begin(), bytes.end(), '\n') ==
                 std::count(bytes.begin(), bytes.end(), '\r'));
      BOOST_TEST(bytes.substr(0, bytes.find("\r\n\r\n")).find("\nBcc") == std::string::npos);
      BOOST_TEST(std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0 && c < 127; }));
    }
  }
}

BOOST_AUTO_TEST_CASE(refuses_an_address_that_is_more_than_one) {
  for (const std::string& text : hostile) {
    for (int field = 0; field < 4; ++field) {
      Mail mail = sample();
      (field == 0   ? mail.from.address
       : field == 1 ? mail.to.address
       : field == 2 ? mail.reply_to
                    : mail.message_id) = text + "@a.example";
      const bool is_fine = is_plain_address(text + "@a.example");
      BOOST_TEST_CONTEXT(text) BOOST_TEST((write_mail(mail).has_value() == is_fine));
    }
  }
  for (const char* bad :
       {"", "a", "@a.example", "a@", "a@b@c", "a b@c.example", "<a@b.example>", "a@b.example,c@d.example"})
    BOOST_TEST_CONTEXT(bad) BOOST_TEST(!is_plain_address(bad));
}

BOOST_AUTO_TEST_CASE(may_leave_a_draft_without_addresses) {
  Mail mail = sample();
  mail.draft = true;
  mail.from.address = mail.to.address = mail.message_id = "";
  BOOST_TEST(written(mail).find("X-Unsent: 1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(writes_an_appointment) {
  Appointment appointment;
  appointment.uid = "7-2026@ash.example";
  appointment.sequence = 2;
  appointment.day = *day_of(2026, 12, 31);
  appointment.summary = "Check; your, pages\\";
  appointment.description = "One\ntwo " + std::string(80, 'e') + "\xC3\xA9\r\nEND:VCALENDAR";
  appointment.organizer = "hr@ash.example";
  appointment.stamp = 1'795'685'400;
  const std::string file = write_calendar(appointment);
  for (const char* line : {"METHOD:PUBLISH\r\n", "UID:7-2026@ash.example\r\n", "SEQUENCE:2\r\n",
                           "DTSTAMP:20261126T093000Z\r\n", "DTSTART;VALUE=DATE:20261231\r\n",
                           "DTEND;VALUE=DATE:20270101\r\n", "SUMMARY:Check\\; your\\, pages\\\\\r\n",
                           "ORGANIZER:mailto:hr@ash.example\r\n", "TRIGGER:-PT15H\r\n"})
    BOOST_TEST_CONTEXT(line) BOOST_TEST(file.find(line) != std::string::npos);
  for (const std::string_view line : split(file, '\n')) BOOST_TEST(line.size() <= 76u);
  BOOST_TEST(file.find("\r\nEND:VCALENDAR") == file.size() - 17);  // once, at the end
  appointment.cancelled = true;
  const std::string gone = write_calendar(appointment);
  BOOST_TEST(gone.find("METHOD:CANCEL\r\n") != std::string::npos);
  BOOST_TEST(gone.find("STATUS:CANCELLED\r\n") != std::string::npos);
  BOOST_TEST(gone.find("VALARM") == std::string::npos);
}
