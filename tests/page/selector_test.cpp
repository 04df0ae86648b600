#include "page/selector.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

BOOST_AUTO_TEST_SUITE(selectors)

// Columns: selector, ids of the elements of selectors.html that it names, in page order ("-" for none).
BOOST_DATA_TEST_CASE(name_elements, bdata::make(tests::cases_in("page/selectors.tsv", 2)), row) {
  static const page::Page page = page::read_page(tests::fixture("page/selectors.html"), "text/html").page;
  const auto selector = page::Selector::compile(row.columns[0]);
  BOOST_REQUIRE(selector.has_value());
  std::string ids;
  for (std::uint32_t node : selector->find(page)) {
    ids += (ids.empty() ? "" : " ") + std::string(page.value(page.nodes[node], "id"));
  }
  BOOST_TEST((ids.empty() ? "-" : ids) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(say_what_cannot_be_read) {
  for (const char* css : {"", "div[", "div[a~b]", ".", "#", "a,,b", "a >", "p:hover", ":nth-child(0)", "p)",
                          "[a='b]", "a ! b"}) {
    const auto selector = page::Selector::compile(css);
    BOOST_TEST(!selector, css);
  }
}

BOOST_AUTO_TEST_SUITE_END()
