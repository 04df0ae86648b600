#include "page/facts/feed.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/fact_dump.h"
#include "page/facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

std::string bytes_of(const page::Page& page, std::string_view name) {
  for (const page::Fact& fact : page.facts) {
    if (page.slice(fact.name) == name) return std::string(page.bytes(page.text_of(fact).source()));
  }
  return "";
}

std::string summary(const page::Page& page) {
  std::string facts = tests::facts_of(page);
  for (std::size_t at = facts.find(" | "); at != std::string::npos; at = facts.find(" | ", at)) {
    facts.replace(at, 3, "\n");
  }
  return facts + "\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(feed)

// Columns: a document, its facts, its blocks.
BOOST_DATA_TEST_CASE(reads_xml, bdata::make(tests::cases_in("page/feed/cases.tsv", 3)), row) {
  const page::Page page = page::read_page(row.columns[0], "application/xml").page;
  BOOST_TEST(tests::facts_of(page) == row.columns[1]);
  BOOST_TEST(tests::blocks_of(page) == row.columns[2]);
  BOOST_TEST(tests::fact_fault(page) == "");
}

// Whole feeds, each beside the facts that it must give, one a line.
BOOST_DATA_TEST_CASE(reads_whole_feeds,
                     bdata::make({"rss2.xml", "atom.xml", "rss1.xml", "podcast.xml", "feed.json"}), name) {
  const std::string file = std::string("page/feed/") + name;
  page::Page page = page::read_page(tests::fixture(file), "").page;
  std::erase_if(page.facts, [](const page::Fact& fact) { return fact.syntax == page::Syntax::json; });
  BOOST_TEST(summary(page) == tests::fixture(file + ".expect"));
  BOOST_TEST(page.problems.empty());
  BOOST_TEST(tests::fact_fault(page) == "");
}

BOOST_AUTO_TEST_CASE(points_at_the_bytes) {
  const std::string xml =
      "<?xml version='1.0' encoding='ISO-8859-1'?>\n<rss><channel><title>Ann &amp;amp; Tom</title><item>"
      "<description><![CDATA[<p>Born "
      "<b>4&nbsp;July</b></p>]]></description><link>https://ann.example/1</link>"
      "<author>&eacute;</author></item></channel></rss>";
  const page::Page page = page::read_page(xml, "text/xml; charset=utf-8").page;
  BOOST_TEST(bytes_of(page, "title") == "Ann &amp;amp; Tom");
  BOOST_TEST(bytes_of(page, "summary") == "Born <b>4&nbsp;July");
  BOOST_TEST(bytes_of(page, "link") == "https://ann.example/1");
  BOOST_TEST(bytes_of(page, "author") == "&eacute;");
  BOOST_TEST(page.bytes(page.items[1].source).starts_with("<item>"));
  BOOST_TEST(page.bytes(page.items[1].source).ends_with("</item>"));
}

BOOST_AUTO_TEST_CASE(keeps_what_stands_before_a_mistake) {
  const page::Page page =
      page::read_page("<rss><channel><item><title>One</title></item><item><title>Two</ttl>",
                      "application/rss+xml")
          .page;
  BOOST_TEST(tests::facts_of(page) == "feed/entry.title=One | feed/entry.title=Two");
  BOOST_REQUIRE_EQUAL(page.problems.size(), 1u);
  BOOST_TEST(page.slice(page.problems[0].what) == "mismatched tag");
}

// No entity of a document's own is ever read: neither those that grow nor those that fetch.
BOOST_AUTO_TEST_CASE(expands_nothing_that_a_document_defines) {
  std::string xml = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">";
  for (char c = 'b'; c < 'm'; ++c) {
    xml += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) xml += std::string("&") + static_cast<char>(c - 1) + ";";
    xml += "\">";
  }
  xml += "]><rss><channel><title>&l;&x;</title></channel></rss>";
  BOOST_TEST(tests::facts_of(page::read_page(xml, "text/xml").page) == "feed.title=&l;&x;");
}

BOOST_AUTO_TEST_CASE(stops_at_a_depth_that_no_feed_has) {
  std::string xml = "<rss>";
  for (int i = 0; i < 300'000; ++i) xml += "<item>";
  const page::Page page = page::read_page(xml, "text/xml").page;
  BOOST_REQUIRE_EQUAL(page.problems.size(), 1u);
  BOOST_TEST(page.slice(page.problems[0].what) == "nested too deep");
  BOOST_TEST(page.items.size() < 1000u);
}

BOOST_AUTO_TEST_SUITE_END()
