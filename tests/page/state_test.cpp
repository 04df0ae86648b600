#include "page/facts/state.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "page/forget_facts.h"
#include "support/cases.h"
#include "support/patience.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

// Items by name, "(Type)" behind; keys behind the last "/".
std::string path_of(const page::Page& page, std::uint32_t item) {
  std::string path;
  for (; item != page::nowhere; item = page.items[item].parent) {
    const std::string type(page.slice(page.items[item].type));
    path =
        std::string(page.slice(page.items[item].name)) + (type.empty() ? "" : "(" + type + ")") + "/" + path;
  }
  return path;
}

page::Page page_with_state(const std::string& html) {
  page::Page page = page::read_page(html, "text/html").page;
  page.facts.clear();
  page.items.clear();
  tests::forget_facts(page);
  page::read_state(page);
  return page;
}

std::string summary(const page::Page& page) {
  std::string all;
  for (const page::Fact& fact : page.facts) {
    all += (all.empty() ? "" : " | ") + path_of(page, fact.item) + std::string(page.slice(fact.name)) + "=" +
           std::string(page.words(fact));
  }
  return all.empty() ? "-" : all;
}

// The bytes that the last fact's words came from.
std::string bytes_of_last(const std::string& html, std::string_view words) {
  const page::Page page = page_with_state(html);
  if (page.facts.empty()) return "";
  const page::Text value = page.text_of(page.facts.back());
  const std::size_t at = value.words().find(words);
  if (at == std::string::npos) return "";
  return std::string(page.bytes(value.source(at, at + words.size())));
}

std::string repeated(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(state)

// Columns: HTML, facts.
BOOST_DATA_TEST_CASE(reads_what_scripts_are_given, bdata::make(tests::cases_in("page/state.tsv", 2)), row) {
  BOOST_TEST(summary(page_with_state(row.columns[0])) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(points_at_the_bytes_through_every_layer) {
  BOOST_TEST(bytes_of_last(R"(<script>a = {"d":"1985\u002d07-04"}</script>)", "1985-07-04") ==
             R"(1985\u002d07-04)");
  BOOST_TEST(bytes_of_last(R"(<script>a = JSON.parse("{\"d\":\"4 July\"}")</script>)", "July") == "July");
  BOOST_TEST(bytes_of_last(R"(<script>a = JSON.parse("{\"d\":\"caf\\u00e9s\"}")</script>)", "cafés") ==
             R"(caf\\u00e9s)");
  BOOST_TEST(bytes_of_last(R"(<script>a = {"b":"{\"c\":\"{\\\"d\\\":\\\"O\\\\u0027Neill\\\"}\"}"}</script>)",
                           "O'Neill") == R"(O\\\\u0027Neill)");
  BOOST_TEST(bytes_of_last("<div data-a='{&quot;b&quot;:&quot;Tom &amp; I&quot;}'></div>", "Tom & I") ==
             "Tom &amp; I");
  BOOST_TEST(bytes_of_last(R"(<script>a(JSON.parse(unescape("%7B%22a%22%3A%22Zo%C3%AB!%22%7D")))</script>)",
                           "Zoë!") == "Zo%C3%AB!");
  BOOST_TEST(bytes_of_last(R"(<script>self.__next_f.push([1,"0:{\"a\":\"Anna \\\"Bee\\\"\"}\n"])</script>)",
                           "\"Bee\"") == R"(\\\"Bee\\\")");
}

BOOST_AUTO_TEST_CASE(is_hidden_and_stated_by_its_element) {
  const page::Page page = page_with_state("<p>x</p><script>a = {b: \"c d\"}</script>");
  BOOST_REQUIRE_EQUAL(page.facts.size(), 1);
  BOOST_TEST(page.facts[0].hidden);
  BOOST_TEST((page.nodes[page.facts[0].node].tag == page::Tag::script));
  BOOST_REQUIRE_EQUAL(page.items.size(), 1);
  BOOST_TEST(page.bytes(page.items[0].source) == "{b: \"c d\"}");
}

BOOST_AUTO_TEST_CASE(says_when_embedded_json_is_broken) {
  BOOST_TEST(page_with_state("<script type=application/json>{\"a\":</script>").problems.size() == 1);
  BOOST_TEST(page_with_state("<script>a = {b: c d}</script>").problems.empty());
}

// What looks like data again and again, at every depth.
BOOST_AUTO_TEST_CASE(costs_no_square) {
  const std::vector<std::string> hostile{repeated("x={a:1,b:", 200'000),
                                         repeated("x={\"a\":", 200'000),
                                         repeated("x={a:1,f:function(){", 50'000),
                                         repeated("={\"a\":[", 200'000),
                                         repeated("JSON.parse(", 150'000),
                                         repeated("JSON.parse(\"{", 150'000),
                                         repeated("JSON.parse('\\", 150'000),
                                         repeated("x={a:/", 200'000),
                                         repeated("x={a:`", 200'000),
                                         repeated("x=[1,", 200'000),
                                         repeated("([1,'", 200'000),
                                         "x={\"a\":\"" + repeated("{\\\"a\\\":\\\"", 100'000) + "\"}",
                                         "x={\"a\":1," + repeated("\"b\":{\"c\":\"d e\"},", 60'000) + "}",
                                         "x=[" + repeated("{\"a b\":\"c\"},", 60'000) + "]"};
  for (const std::string& script : hostile) {
    page::Page page = page::read_page("<script>" + script + "</script>", "text/html").page;
    const auto begun = std::chrono::steady_clock::now();
    tests::forget_facts(page);
    page::read_state(page);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    BOOST_TEST(took.count() < 2.0 * tests::patience, script.substr(0, 40));
  }
}

BOOST_AUTO_TEST_SUITE_END()
