#include "page/facts/json.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using namespace gh::page;

namespace {

// All scalars as key=value, in order; "!" at the end when broken.
std::string summary(std::string_view text) {
  const Json json = read_json(text);
  std::string all;
  for (const JsonNode& node : json.nodes) {
    if (node.type == JsonType::object || node.type == JsonType::array) continue;
    all += (all.empty() ? "" : " ") + std::string(json.key(node)) + "=" + json.value(node).words();
  }
  return all + (json.broken ? "! " + std::string(json.problem) : "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json)

// Columns: text, its scalars as key=value between blanks, "!" and what broke it.
BOOST_DATA_TEST_CASE(read_what_pages_write, bdata::make(tests::cases_in("page/json.tsv", 2)), row) {
  BOOST_TEST(summary(row.columns[0]) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(survives_hostile_sizes) {
  BOOST_TEST(read_json(std::string(100'000, '[')).problem == "nested too deep");
  std::string many = "[";
  for (int i = 0; i < 1000; ++i) many += "1,";
  const Json cut = read_json(many, 0, 64, 500);
  BOOST_TEST(cut.problem == "more values than are read");
  BOOST_TEST(cut.nodes.size() == 500u);
  BOOST_TEST(read_json("{\"a\":" + std::string(1'000'000, '"')).broken);
}

BOOST_AUTO_TEST_CASE(says_where_it_broke_and_where_it_stopped) {
  const std::string text = "{\"a\":1 \"b\":2}; more";
  const Json json = read_json(text, 100);
  BOOST_TEST(json.problem_at.begin == 107u);
  BOOST_TEST(json.rest == 100 + text.find(';'));
  BOOST_TEST(read_json("[1] \n").rest == 5u);
}

BOOST_AUTO_TEST_CASE(points_at_the_bytes) {
  const std::string text = R"({"a":{"birthDate":"1985\u002d07-04"}})";
  const Json json = read_json(text, 100);
  const auto inner = json.member(0, "a");
  BOOST_REQUIRE(inner);
  const auto date = json.member(*inner, "birthDate");
  BOOST_REQUIRE(date);
  const Text value = json.value(json.nodes[*date]);
  BOOST_TEST(value.words() == "1985-07-04");
  BOOST_TEST(text.substr(value.source().begin - 100, value.source().end - value.source().begin) ==
             "1985\\u002d07-04");
  BOOST_TEST(!json.member(0, "b"));
}

BOOST_AUTO_TEST_SUITE_END()
