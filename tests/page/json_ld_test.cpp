#include "page/facts/json_ld.h"

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
  page::read_json_ld(page);
  return page;
}

std::string script(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_ld)

// Columns: JSON of one script, or HTML when it begins with "<"; what it states.
BOOST_DATA_TEST_CASE(reads_what_scripts_state, bdata::make(tests::cases_in("page/json_ld.tsv", 2)), row) {
  const std::string& text = row.columns[0];
  const page::Page page = read(text.starts_with('<') ? text : script(text));
  BOOST_TEST(tests::fact_dump(page, page::Syntax::json_ld) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(a_value_points_at_its_bytes) {
  const page::Page page = read("<p>é" + script(R"({"@type":"Person","birthDate":"1985\u002d07-04"})"));
  BOOST_REQUIRE(page.facts.size() == 1);
  BOOST_TEST(page.words(page.facts[0]) == "1985-07-04");
  BOOST_TEST(page.bytes(page.text_of(page.facts[0]).source()) == "1985\\u002d07-04");
  BOOST_TEST((page.nodes[page.facts[0].node].tag == page::Tag::script));
}

BOOST_AUTO_TEST_CASE(hostile_graphs_stay_small) {
  std::string chain, repeated;
  for (int i = 0; i < 2000; ++i) {
    chain +=
        ",{\"@id\":\"#" + std::to_string(i) + "\",\"knows\":{\"@id\":\"#" + std::to_string(i + 1) + "\"}}";
    repeated += ",{\"@id\":\"#me\",\"knows\":{\"@id\":\"#me\"}}";
  }
  const page::Page long_chain = read(script("[{\"@id\":\"#2000\",\"name\":\"end\"}" + chain + "]"));
  BOOST_TEST(tests::fact_fault(long_chain) == "");
  BOOST_TEST(long_chain.facts.size() == 2002u);
  std::vector<int> depth;
  for (const page::Item& item : long_chain.items) {
    depth.push_back(item.parent == page::nowhere ? 1 : depth[item.parent] + 1);
  }
  BOOST_TEST(*std::max_element(depth.begin(), depth.end()) <= 130);
  const page::Page one = read(script("[{\"@id\":\"#me\",\"name\":\"x\"}" + repeated + "]"));
  BOOST_TEST(one.items.size() == 2001u);
  BOOST_TEST(one.facts.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
