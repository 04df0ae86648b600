#include "receipt/receipt.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <set>

#include "base/date.h"
#include "base/mail.h"
#include "receipt/envelope.h"

using namespace gh;
using namespace gh::receipt;

namespace {

const std::string key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const std::string other_key(64, 'a');

Invitation invitation_of(const std::string& person, int issue = 1) {
  return *issue_invitation(key, "7K3M", person, issue);
}

Completion completion(const std::string& checklist = "social-media-policy", int day = 26) {
  return {checklist, digest_of("the checklist"), *base::day_of(2026, 11, day), "0.1.0"};
}

std::string receipt_of(const std::string& person) {
  return *make_receipt(invitation_of(person), completion());
}

}  // namespace

BOOST_AUTO_TEST_CASE(gives_everybody_an_invitation_of_their_own) {
  std::set<std::string> codes, ids, keys, papers;
  for (int person = 0; person < 1'000; ++person) {
    const Invitation invitation = invitation_of(std::to_string(person));
    const InvitationRecord record = record_of(invitation);
    codes.insert(invitation.code);
    ids.insert(record.id);
    keys.insert(record.public_key);
    papers.insert(record.paper_code);
  }
  BOOST_TEST(codes.size() == 1'000u);
  BOOST_TEST(ids.size() == 1'000u);
  BOOST_TEST(keys.size() == 1'000u);
  BOOST_TEST(papers.size() == 1'000u);
}

BOOST_AUTO_TEST_CASE(makes_the_same_invitation_again_for_a_reminder) {
  BOOST_TEST((invitation_of("1") == invitation_of("1")));
  BOOST_TEST(!(invitation_of("1") == invitation_of("1", 2)));
  BOOST_TEST(!(invitation_of("1") == *issue_invitation(other_key, "7K3M", "1", 1)));
  BOOST_TEST(invitation_of("1").campaign() == "7K3M");
  BOOST_TEST(!issue_invitation("", "7K3M", "1", 1).has_value());  // a closed campaign has no key left
}

BOOST_AUTO_TEST_CASE(reads_an_invitation_as_a_code_or_a_link) {
  const Invitation invitation = invitation_of("1");
  for (const std::string& typed : {invitation.code, spell(invitation), " " + spell(invitation) + " ",
                                   link(invitation, "https://hr.example.org/start"),
                                   link(invitation, "https://hr.example.org/start#top")}) {
    const auto read = read_invitation(typed);
    BOOST_TEST_CONTEXT(typed) BOOST_TEST((read && *read == invitation));
  }
  BOOST_TEST(!read_invitation("https://hr.example.org/start").has_value());
  BOOST_TEST(!read_invitation(record_of(invitation).paper_code).has_value());
  BOOST_TEST(*read_paper_code(record_of(invitation).paper_code) == record_of(invitation).paper_code);
}

BOOST_AUTO_TEST_CASE(reads_back_what_was_made) {
  const std::string text = receipt_of("1");
  const auto read = read_receipt(text);
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST(read->campaign == "7K3M");
  BOOST_TEST(read->invitation == record_of(invitation_of("1")).id);
  BOOST_TEST((read->completion == completion()));
  BOOST_TEST(is_signed_by(text, record_of(invitation_of("1")).public_key));
  BOOST_TEST(!is_signed_by(text, record_of(invitation_of("2")).public_key));
  BOOST_TEST(text == receipt_of("1"));
}

BOOST_AUTO_TEST_CASE(has_one_length_whatever_it_says) {
  for (const std::string checklist : {"a", "social-media-policy", "abcdefghijabcdefghijabcdefghij12"}) {
    for (const std::string tool : {"0.1.0", "10.20.30-rc.1234"}) {
      Completion done = completion(checklist);
      done.tool = tool;
      const auto text = make_receipt(invitation_of("1"), done);
      BOOST_TEST_CONTEXT(checklist + " " + tool) {
        BOOST_REQUIRE(text.has_value());
        BOOST_TEST(text->size() == receipt_characters);
        BOOST_TEST(read_receipt(*text).has_value());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(refuses_what_it_has_no_room_for) {
  for (const std::string id :
       {"", "abcdefghijabcdefghijabcdefghij123", "Capital", "a\"b", "a b", "caf\xC3\xA9"}) {
    BOOST_TEST_CONTEXT(id) BOOST_TEST(!make_receipt(invitation_of("1"), completion(id)).has_value());
  }
}

// Two people differ in their invitation, their day and their signature, and in nothing else.
BOOST_AUTO_TEST_CASE(differs_between_people_in_three_places_only) {
  const auto first = payload_of(*make_receipt(invitation_of("1"), completion("social-media-policy", 1)));
  const auto second = payload_of(*make_receipt(invitation_of("2"), completion("social-media-policy", 26)));
  const auto without = [](std::string payload, const std::string& person, const std::string& day) {
    const std::string id = record_of(invitation_of(person)).id;
    payload.replace(payload.find(id), id.size(), "ID");
    return payload.replace(payload.find(day), day.size(), "DAY");
  };
  BOOST_TEST(without(first, "1", "2026-11-01") == without(second, "2", "2026-11-26"));
}

// 10,000 receipts altered in one to three characters: none is one that HR would take.
BOOST_AUTO_TEST_CASE(takes_no_altered_receipt) {
  std::mt19937 random(6);
  const std::string whole = receipt_of("1");
  const std::string public_key = record_of(invitation_of("1")).public_key;
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. =";
  int taken = 0, tried = 0;
  while (tried < 10'000) {
    std::string text = whole;
    for (unsigned changes = random() % 3 + 1; changes > 0; --changes)
      text[random() % text.size()] = letters[random() % letters.size()];
    if (text == whole) continue;
    ++tried;
    if (read_receipt(text) && is_signed_by(text, public_key)) ++taken;
  }
  BOOST_TEST(taken == 0);
}

// Every single character in turn: a receipt has one spelling, so nothing can be altered and still be read as
// signed, not even in the bits that base64 leaves over.
BOOST_AUTO_TEST_CASE(has_one_spelling) {
  const std::string whole = receipt_of("1");
  const std::string public_key = record_of(invitation_of("1")).public_key;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char c : std::string_view("AQgwBRhx-_.0")) {
      std::string text = whole;
      text[at] = c;
      if (text != whole) BOOST_TEST(!(read_receipt(text) && is_signed_by(text, public_key)));
    }
  }
  BOOST_TEST(!read_receipt(whole + "A").has_value());
  BOOST_TEST(!read_receipt(whole.substr(1)).has_value());
}

BOOST_AUTO_TEST_CASE(finds_receipts_in_the_texts_they_come_back_in) {
  const std::string text = receipt_of("1");
  const std::string lines = pasteable(text);
  std::string quoted = "On Monday you wrote:\n> ";
  std::string soft, crlf;
  for (const char c : lines) {
    quoted += c;
    if (c == '\n') quoted += "> ";
    if (c == '\n') soft += "=\r";
    soft += c;
    if (c == '\n') crlf += '\r';
    crlf += c;
  }
  for (const std::string& found :
       {text, lines, quoted, soft, crlf, file_of(text), "Here: " + text + ". Thanks!"}) {
    const auto receipts = find_receipts(found);
    BOOST_TEST_CONTEXT(found) {
      BOOST_REQUIRE(receipts.size() == 1u);
      BOOST_TEST(receipts.front() == text);
    }
  }
  BOOST_TEST(find_receipts(text + "\n" + receipt_of("2") + "\n" + text).size() == 2u);
  BOOST_TEST(find_receipts(text.substr(0, 411)).empty());
  BOOST_TEST(find_receipts(text.substr(0, 100) + "\n!\n" + text).size() == 1u);
  BOOST_TEST(find_receipts("").empty());
}

// Mail programs write a line's first letter as "=46".
BOOST_AUTO_TEST_CASE(finds_receipts_in_mails) {
  for (int person = 0; person < 200; ++person) {
    const std::string text = receipt_of(std::to_string(person));
    const auto receipts = find_receipts(base::quoted_printable(file_of(text)));
    BOOST_REQUIRE(receipts.size() == 1u);
    BOOST_TEST(receipts.front() == text);
  }
}

BOOST_AUTO_TEST_CASE(says_all_of_it_in_words) {
  const std::string text = receipt_of("1");
  const std::string file = file_of(text);
  for (const std::string& line : words_of(*read_receipt(text)))
    BOOST_TEST(file.find(line) != std::string::npos);
  BOOST_TEST(file.size() == file_of(receipt_of("2")).size());
  BOOST_TEST(payload_of(text).find("pad") == std::string::npos);
}
