#include "page/facts/labels.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "page/forget_facts.h"
#include "support/cases.h"
#include "support/patience.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

page::Page page_with_labels(const std::string& html, const char* type = "text/html") {
  page::Page page = page::read_page(html, type).page;
  page.facts.clear();
  page.items.clear();
  tests::forget_facts(page);
  page::read_labels(page);
  return page;
}

std::string summary(const page::Page& page) {
  std::string all;
  for (const page::Fact& fact : page.facts) {
    all += (all.empty() ? "" : " | ");
    if (fact.item != page::nowhere) all += std::string(page.slice(page.items[fact.item].name)) + "/";
    all += std::string(page.slice(fact.name)) + "=" + std::string(page.words(fact));
  }
  return all.empty() ? "-" : all;
}

std::string repeated(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(labels)

// Columns: HTML, facts.
BOOST_DATA_TEST_CASE(name_the_values_beside_them, bdata::make(tests::cases_in("page/labels.tsv", 2)), row) {
  BOOST_TEST(summary(page_with_labels(row.columns[0])) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(keep_the_bytes_of_the_value) {
  const page::Page page = page_with_labels("<p><b>Likes:</b> fish &amp; <i>chips</i>!</p>");
  BOOST_REQUIRE_EQUAL(page.facts.size(), 1);
  BOOST_TEST(page.bytes(page.text_of(page.facts[0]).source()) == "fish &amp; <i>chips</i>!");
}

BOOST_AUTO_TEST_CASE(stand_in_the_element_that_holds_the_value) {
  const page::Page page = page_with_labels("<dl hidden><dt>Born<dd>1985</dl>");
  BOOST_REQUIRE_EQUAL(page.facts.size(), 1);
  BOOST_TEST((page.nodes[page.facts[0].node].tag == page::Tag::dd));
  BOOST_TEST(page.facts[0].hidden);
}

BOOST_AUTO_TEST_CASE(are_read_in_plain_text) {
  BOOST_TEST(summary(page_with_labels("Name: Anna\nBorn: 1985\n\nTown:\nHull\n", "text/plain")) ==
             "Name=Anna | Born=1985 | Town=Hull");
}

BOOST_AUTO_TEST_CASE(cost_no_square) {
  const std::vector<std::string> hostile{"<table>" + repeated("<tr><th>a<td>b", 100'000),
                                         "<table><tr>" + repeated("<th>a<td>b", 100'000),
                                         "<dl>" + repeated("<dt>a<dd>b", 100'000),
                                         "<dl><dt>a" + repeated("<dd>b", 200'000),
                                         repeated("<dl><dt>a<dd>", 100) + "x",
                                         "<p>" + repeated("a: b | ", 200'000),
                                         "<p>" + repeated("a:<br>", 200'000),
                                         "<p>" + std::string(2'000'000, ':'),
                                         repeated("<p>a:", 200'000),
                                         repeated("<label for=a>b</label><input id=a value=c>", 50'000),
                                         repeated("<div><b class=label>a</b><div class=value>", 100) + "x"};
  for (const std::string& html : hostile) {
    page::Page page = page::read_page(html, "text/html").page;
    const auto begun = std::chrono::steady_clock::now();
    tests::forget_facts(page);
    page::read_labels(page);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    BOOST_TEST(took.count() < 2.0 * tests::patience, html.substr(0, 40));
  }
}

BOOST_AUTO_TEST_SUITE_END()
