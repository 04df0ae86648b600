#include "page/facts/meta.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/fact_dump.h"
#include "page/facts.h"
#include "page/forget_facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

page::Page read(const std::string& html) {
  page::Page page = page::read_page(html, "text/html").page;
  page.facts.clear();
  tests::forget_facts(page);
  page::read_meta(page);
  return page;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(meta)

// Columns: HTML, the facts that its head states.
BOOST_DATA_TEST_CASE(reads_what_meta_states, bdata::make(tests::cases_in("page/meta.tsv", 2)), row) {
  const page::Page page = read(row.columns[0]);
  BOOST_TEST(tests::facts_of(page, true) == row.columns[1]);
  BOOST_TEST(tests::fact_fault(page) == "");
}

BOOST_AUTO_TEST_CASE(points_at_the_bytes) {
  const std::string html = "<meta name=author content=\"Ann &amp; Tom\">";
  const page::Page page = read(html);
  BOOST_REQUIRE_EQUAL(page.facts.size(), 1u);
  const page::Span span = page.text_of(page.facts[0]).source();
  BOOST_TEST(html.substr(span.begin, span.end - span.begin) == "Ann &amp; Tom");
  BOOST_TEST(page.facts[0].hidden);
}

BOOST_AUTO_TEST_CASE(puts_the_parts_of_each_picture_together) {
  const page::Page page = read(
      "<meta property=og:image content=a.jpg><meta property=og:image:alt content='Ann, 40 today'>"
      "<meta property=og:image content=b.jpg>");
  BOOST_REQUIRE_EQUAL(page.items.size(), 2u);
  BOOST_TEST(page.slice(page.items[0].type) == "image");
  BOOST_TEST(page.facts[1].item == 0u);
  BOOST_TEST(page.facts[2].item == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
