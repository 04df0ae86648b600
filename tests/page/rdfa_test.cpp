#include "page/facts/rdfa.h"

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
  page::read_rdfa(page);
  return page;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rdfa)

// Columns: HTML, what it states.
BOOST_DATA_TEST_CASE(reads_what_elements_state, bdata::make(tests::cases_in("page/rdfa.tsv", 2)), row) {
  BOOST_TEST(tests::fact_dump(read(row.columns[0]), page::Syntax::rdfa) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(a_value_points_at_its_bytes) {
  const page::Page page =
      read("<p typeof='schema:Person'><time property=birthDate datetime='1985-&#48;7-04'>x</time>");
  BOOST_REQUIRE(page.facts.size() == 1);
  BOOST_TEST(page.words(page.facts[0]) == "1985-07-04");
  BOOST_TEST(page.bytes(page.text_of(page.facts[0]).source()) == "1985-&#48;7-04");
  BOOST_TEST((page.nodes[page.facts[0].node].tag == page::Tag::time));
}

BOOST_AUTO_TEST_CASE(hostile_nesting_is_bounded) {
  std::string html;
  for (int i = 0; i < 150; ++i) html += "<span typeof=T property=p resource=#x><b property=q>";
  for (int i = 0; i < 5000; ++i) html += "word <i>or</i> so ";
  const page::Page page = read(html);
  BOOST_TEST(page.facts_cut);
  BOOST_TEST(tests::fact_fault(page) == "");
  BOOST_TEST(page.text.words().size() < 3'000'000u);
}

BOOST_AUTO_TEST_SUITE_END()
