#include "discover/search_book.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "discover/book.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::discover;

BOOST_AUTO_TEST_SUITE(search_book)

BOOST_DATA_TEST_CASE(says_where_a_file_is_wrong,
                     bdata::make(gh::tests::cases_in("discover/bad_books.tsv", 2)), row) {
  const auto book = read_search_book(row.columns[0], "search.toml");
  BOOST_REQUIRE(!book);
  BOOST_TEST((book.error().kind == gh::base::ErrorKind::bad_configuration));
  BOOST_TEST(gh::base::sentence(book.error()).find(row.columns[1]) != std::string::npos,
             gh::base::sentence(book.error()));
}

BOOST_AUTO_TEST_CASE(the_shipped_file_has_the_engines_and_sites_that_people_use) {
  const SearchBook& book = gh::tests::search_book();
  BOOST_TEST(book.engines.size() >= 5u);
  BOOST_TEST(book.sites.size() == 11u);
  BOOST_REQUIRE(book.engine("duckduckgo") != nullptr);
  BOOST_TEST(book.engine("duckduckgo")->name == "DuckDuckGo");
  BOOST_TEST(book.engine("altavista") == nullptr);
}

BOOST_AUTO_TEST_CASE(encodes_words_as_a_form_does) {
  BOOST_TEST(form_encoded("\"Zo\xC3\xAB O'Neil\" a+b&c=d#e/f") ==
             "%22Zo%C3%AB+O%27Neil%22+a%2Bb%26c%3Dd%23e%2Ff");
  BOOST_TEST(form_encoded("aZ09*-._~%") == "aZ09*-._%7E%25");
  BOOST_TEST(form_encoded("") == "");
}

BOOST_AUTO_TEST_CASE(puts_the_words_into_the_address) {
  const Engine engine{"a", "A", "https://a.example/find?q={query}&hl=en"};
  BOOST_TEST(address_at(engine, "\"x y\"") == "https://a.example/find?q=%22x+y%22&hl=en");
  // Words that look like the blank stay words.
  BOOST_TEST(address_at(engine, "{query}") == "https://a.example/find?q=%7Bquery%7D&hl=en");
  BOOST_TEST(host_of(engine) == "a.example");
}

BOOST_AUTO_TEST_SUITE_END()
