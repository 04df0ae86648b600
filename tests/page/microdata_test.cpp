#include "page/facts/microdata.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/fact_dump.h"
#include "page/forget_facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

page::Page read(const std::string& html) {
  page::Page page = page::read_page(html, "text/html; charset=utf-8").page;
  tests::forget_facts(page);
  page::read_microdata(page);
  return page;
}

std::string repeated(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(microdata)

// Columns: HTML, what it states.
BOOST_DATA_TEST_CASE(reads_what_elements_state, bdata::make(tests::cases_in("page/microdata.tsv", 2)), row) {
  BOOST_TEST(tests::fact_dump(read(row.columns[0]), page::Syntax::microdata) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(a_value_points_at_its_bytes) {
  const page::Page page = read("<p itemscope><time itemprop=birthDate datetime='1985-&#48;7-04'>x</time>");
  BOOST_REQUIRE(page.facts.size() == 1);
  BOOST_TEST(page.words(page.facts[0]) == "1985-07-04");
  BOOST_TEST(page.bytes(page.text_of(page.facts[0]).source()) == "1985-&#48;7-04");
  BOOST_TEST((page.nodes[page.facts[0].node].tag == page::Tag::time));
}

// Many items that all refer to one large part of the page, and properties inside properties.
BOOST_AUTO_TEST_CASE(hostile_references_are_bounded) {
  const page::Page shared = read("<div id=x>" + repeated("<b itemprop=a>b</b>", 2000) + "</div>" +
                                 repeated("<p itemscope itemref=x></p>", 2000));
  BOOST_TEST(tests::fact_fault(shared) == "");
  BOOST_TEST(shared.facts_cut);
  BOOST_TEST(shared.facts.size() < 50'000u);
  const page::Page nested = read(repeated("<span itemprop=a>", 300) + repeated("word <i>or</i> so ", 5000) +
                                 repeated("</span>", 300));
  BOOST_TEST(nested.facts_cut);
  BOOST_TEST(nested.text.words().size() < 3'000'000u);
  std::string chain;
  for (int i = 0; i < 500; ++i) {
    chain += "<p id=i" + std::to_string(i) + " itemscope itemprop=next itemref=i" + std::to_string(i + 1) +
             "></p>";
  }
  const page::Page deep = read("<p itemscope itemref=i0></p>" + chain);
  BOOST_TEST(tests::fact_fault(deep) == "");
  BOOST_TEST(deep.items.size() < 70u);
  BOOST_TEST(deep.facts_cut);
}

BOOST_AUTO_TEST_SUITE_END()
