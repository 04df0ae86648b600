#include "page/facts/links.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/fact_dump.h"
#include "page/facts.h"
#include "page/forget_facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

BOOST_AUTO_TEST_SUITE(links)

// Columns: HTML, its links.
BOOST_DATA_TEST_CASE(reads_links, bdata::make(tests::cases_in("page/links.tsv", 2)), row) {
  page::Page page = page::read_page(row.columns[0], "text/html").page;
  page.facts.clear();
  tests::forget_facts(page);
  page::read_links(page);
  BOOST_TEST(tests::facts_of(page) == row.columns[1]);
  BOOST_TEST(tests::fact_fault(page) == "");
}

BOOST_AUTO_TEST_CASE(knows_which_element_links) {
  page::Page page = page::read_page("<p hidden><a href=x rel=me>Ann</a>", "text/html").page;
  page.facts.clear();
  tests::forget_facts(page);
  page::read_links(page);
  BOOST_REQUIRE_EQUAL(page.facts.size(), 1u);
  BOOST_TEST(page.text_of(page.facts[0].node).words() == "Ann");
  BOOST_TEST(page.facts[0].hidden);
}

BOOST_AUTO_TEST_SUITE_END()
