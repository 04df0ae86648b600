#include "page/facts/cards.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/fact_dump.h"
#include "page/facts.h"
#include "page/forget_facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

void read_document(const tests::Case& row, const char* type) {
  const page::Page page = page::read_page(row.columns[0], type).page;
  BOOST_TEST(tests::facts_of(page) == row.columns[1]);
  BOOST_TEST(tests::fact_fault(page) == "");
}

page::Page read_in_html(const std::string& html) {
  page::Page page = page::read_page(html, "text/html").page;
  page.facts.clear();
  page.items.clear();
  tests::forget_facts(page);
  page::read_cards(page);
  return page;
}

std::string bytes_of(const page::Page& page, std::size_t fact) {
  return std::string(page.bytes(page.text_of(page.facts[fact]).source()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cards)

// Columns: a document, its facts.
BOOST_DATA_TEST_CASE(reads_vcards, bdata::make(tests::cases_in("page/vcard.tsv", 2)), row) {
  read_document(row, "text/vcard");
}

BOOST_DATA_TEST_CASE(reads_calendars, bdata::make(tests::cases_in("page/icalendar.tsv", 2)), row) {
  read_document(row, "text/calendar");
}

BOOST_AUTO_TEST_CASE(shows_the_words_of_a_document) {
  const page::Page page =
      page::read_page(
          "BEGIN:VCARD\r\nFN:Ann Example\r\nBDAY:19850704\r\nNOTE:Met in York\\, 2009.\r\nEND:VCARD", "")
          .page;
  BOOST_TEST(tests::blocks_of(page) == "Ann Example | Met in York, 2009.");
}

BOOST_AUTO_TEST_CASE(points_at_the_bytes) {
  const page::Page page =
      page::read_page(
          "BEGIN:VCARD\r\nFN:Ann\r\n  Example\r\nNOTE;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen\r\n"
          "NOTE:one\\, two\r\nEND:VCARD\r\n",
          "text/vcard")
          .page;
  BOOST_REQUIRE_EQUAL(page.facts.size(), 3u);
  BOOST_TEST(bytes_of(page, 0) == "Ann\r\n  Example");
  BOOST_TEST(bytes_of(page, 1) == "J=C3=BCrgen");
  BOOST_TEST(bytes_of(page, 2) == "one\\, two");
}

// RFC 2397 and the script types that pages use.
BOOST_AUTO_TEST_CASE(reads_cards_inside_html) {
  const char* expected = "vcard.fn=Ann Example | vcard.bday=1985-07-04";
  for (const char* html :
       {"<script type='text/vcard'>\nBEGIN:VCARD\nFN:Ann Example\nBDAY:1985-07-04\nEND:VCARD\n</script>",
        "<a "
        "href='data:text/"
        "vcard;charset=utf-8,BEGIN%3AVCARD%0D%0AFN%3AAnn%20Example%0D%0ABDAY%3A1985-07-04%0D%0A"
        "END%3AVCARD'>Save</a>",
        "<a "
        "href='data:text/"
        "x-vcard;base64,QkVHSU46VkNBUkQKRk46QW5uIEV4YW1wbGUKQkRBWToxOTg1LTA3LTA0CkVORDpWQ0FSRA=='>Save</"
        "a>"}) {
    const page::Page page = read_in_html(html);
    BOOST_TEST(tests::facts_of(page) == expected);
    BOOST_TEST(tests::fact_fault(page) == "");
    for (const page::Fact& fact : page.facts) BOOST_TEST(!page.text_of(fact).pieces().empty());
  }
}

BOOST_AUTO_TEST_CASE(leaves_other_scripts_and_links_alone) {
  const page::Page page = read_in_html(
      "<script>BEGIN:VCARD</script><a href='data:text/plain,BEGIN:VCARD%0AFN:Ann%0AEND:VCARD'>x</a>"
      "<a href='ann.vcf'>card</a>");
  BOOST_TEST(page.facts.empty());
  BOOST_TEST(page.items.empty());
}

BOOST_AUTO_TEST_CASE(says_when_a_card_does_not_end) {
  const page::Page page = page::read_page("BEGIN:VCARD\nFN:Ann Example\nBDAY:1985", "text/vcard").page;
  BOOST_TEST(tests::facts_of(page) == "vcard.fn=Ann Example | vcard.bday=1985");
  BOOST_TEST(page.problems.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
