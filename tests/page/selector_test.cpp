#include "page/select/selector.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

const page::Page& sample() {
  static const page::Page page =
      page::read_page(tests::fixture("page/selectors.html"), "text/html; charset=utf-8").page;
  return page;
}

page::Selector compiled(std::string_view css) {
  auto selector = page::Selector::compile(css);
  BOOST_REQUIRE_MESSAGE(selector.has_value(), css);
  return *selector;
}

std::string ids(const page::Page& page, const std::vector<std::uint32_t>& nodes) {
  std::string all;
  for (std::uint32_t node : nodes) {
    all += (all.empty() ? "" : " ") + std::string(page.value(page.nodes[node], page::Name::id));
  }
  return all.empty() ? "-" : all;
}

std::string times(std::string_view words, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += words;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(selectors)

// Columns: selector, ids of the elements of selectors.html that it names, in page order ("-" for none).
BOOST_DATA_TEST_CASE(name_elements, bdata::make(tests::cases_in("page/selectors.tsv", 2)), row) {
  BOOST_TEST(ids(sample(), compiled(row.columns[0]).find(sample())) == row.columns[1]);
}

// Columns: selector, character, what was expected there.
BOOST_DATA_TEST_CASE(say_what_they_expected_and_where,
                     bdata::make(tests::cases_in("page/bad_selectors.tsv", 3)), row) {
  const auto selector = page::Selector::compile(row.columns[0]);
  BOOST_REQUIRE(!selector);
  const std::string wanted = "': " + row.columns[2] + " at character " + row.columns[1];
  BOOST_TEST(selector.error().what.ends_with(wanted), selector.error().what);
}

BOOST_AUTO_TEST_CASE(say_that_nothing_is_no_selector) {
  for (const char* css : {"", " ", "\t,"}) BOOST_TEST(!page::Selector::compile(css));
}

BOOST_AUTO_TEST_CASE(answer_together_as_they_do_alone) {
  page::SelectorSet set;
  std::vector<std::vector<std::uint32_t>> alone;
  for (const tests::Case& row : tests::cases_in("page/selectors.tsv", 2)) {
    const page::Selector selector = compiled(row.columns[0]);
    BOOST_TEST(set.add(selector) == alone.size());
    alone.push_back(selector.find(sample()));
  }
  BOOST_TEST(set.size() == alone.size());
  std::vector<std::vector<std::uint32_t>> together(set.size());
  page::SelectorSet::Match last;
  for (const auto& match : set.find(sample())) {
    BOOST_TEST((last.node < match.node || (last.node == match.node && last.rule <= match.rule)));
    together[match.rule].push_back(match.node);
    last = match;
  }
  BOOST_TEST((together == alone));
}

// Chains over thousands of siblings, and questions about all that follows, cost each element once.
BOOST_AUTO_TEST_CASE(stay_linear_on_hostile_pages) {
  const page::Page wide =
      page::read_page("<p>" + times("<a></a>", 5000) + "<b></b>" + times("<a></a>", 20000), "text/html").page;
  const page::Page deep =
      page::read_page(times(times("<div>", 300) + times("</div>", 300), 100), "text/html").page;
  for (const char* css :
       {"a ~ b ~ c", "a ~ a ~ a ~ a ~ c", "a + a + a + a + c", "a:has(~ a ~ a ~ c)", "p:has(c)",
        "div div div div div div c", "div:has(div div div div c)", ":not(div div div) c",
        "a:nth-last-child(7n)", ":nth-last-of-type(3n)", ":label('x')", ":text('x')"}) {
    const page::Selector selector = compiled(css);
    BOOST_TEST(selector.find(deep).size() <= deep.nodes.size());
    BOOST_TEST(selector.find(wide).size() <= wide.nodes.size());
  }
  BOOST_TEST(compiled("b ~ a").find(wide).size() == 20000u);
  BOOST_TEST(compiled("a:has(~ b)").find(wide).size() == 5000u);
  BOOST_TEST(compiled("div:has(div div)").find(deep).size() == 29800u);
}

BOOST_AUTO_TEST_CASE(find_nothing_where_there_are_no_elements) {
  BOOST_TEST(compiled("*, :has(p), :not(p)").find(page::Page{}).empty());
  BOOST_TEST(page::SelectorSet().find(sample()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
