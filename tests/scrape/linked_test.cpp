#include "scrape/linked.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

scrape::Passage passage(std::string_view field, std::string_view syntax, std::string_view words) {
  scrape::Passage passage;
  passage.text.append(words, 0);
  passage.field = field;
  passage.syntax = syntax;
  return passage;
}

// "rel nofollow me", or "field NAME SYNTAX", of somebody else or in a post where it says so.
scrape::Profile pointing(const std::string& how, const std::string& what) {
  scrape::Profile profile;
  profile.url = "https://harebell.example/about";
  if (how.starts_with("rel")) {
    profile.links.push_back({what, "words", std::string(base::trim(std::string_view(how).substr(3))), {}});
    return profile;
  }
  const std::vector<std::string_view> parts = base::split(how, ' ');
  scrape::Passage& added = profile.passages.emplace_back(passage(parts[1], parts[2], what));
  if (how.ends_with("of another")) added.about = scrape::About::other;
  if (how.ends_with("in a post")) added.post = 0;
  return profile;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(linked)

// Columns: how the page points, what stands there, the place or "-".
BOOST_DATA_TEST_CASE(what_a_page_calls_its_owners_is_a_place,
                     bdata::make(tests::cases_in("scrape/linked.tsv", 3)), row) {
  const auto places = scrape::linked_addresses(pointing(row.columns[0], row.columns[1]));
  BOOST_REQUIRE(places.size() <= 1u);
  BOOST_TEST((places.empty() ? "-" : places.front()) == row.columns[2]);
}

BOOST_AUTO_TEST_CASE(links_come_before_fields_and_each_place_once) {
  scrape::Profile profile = pointing("field website selector", "blog.example");
  profile.passages.push_back(passage("link", "state", "https://me.example/"));
  profile.passages.push_back(passage("website", "json-ld", "https://blog.example"));
  profile.links.push_back({"https://me.example/", "", "me", {}});
  const std::vector<std::string> wanted{"https://me.example/", "https://blog.example"};
  BOOST_TEST(scrape::linked_addresses(profile) == wanted, boost::test_tools::per_element());
}

// Without the page's own address only what is whole by itself leads anywhere.
BOOST_AUTO_TEST_CASE(a_page_of_no_known_address_has_no_places_beside_it) {
  scrape::Profile profile = pointing("rel me", "/elsewhere");
  profile.url.clear();
  profile.links.push_back({"https://me.example/", "", "me", {}});
  const std::vector<std::string> wanted{"https://me.example/"};
  BOOST_TEST(scrape::linked_addresses(profile) == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_page_full_of_links_gives_the_first_twenty) {
  scrape::Profile profile;
  for (int i = 0; i < 30; ++i)
    profile.links.push_back({"https://me.example/" + std::to_string(i), "", "me", {}});
  const auto places = scrape::linked_addresses(profile);
  BOOST_REQUIRE_EQUAL(places.size(), 20u);
  BOOST_TEST(places.back() == "https://me.example/19");
}

BOOST_AUTO_TEST_CASE(an_address_that_nobody_wrote_by_hand_is_none) {
  const std::string longest = "https://me.example/" + std::string(281, 'a');
  BOOST_REQUIRE_EQUAL(longest.size(), 300u);
  BOOST_TEST(scrape::linked_addresses(pointing("rel me", longest)).size() == 1u);
  BOOST_TEST(scrape::linked_addresses(pointing("rel me", longest + "a")).empty());
}

BOOST_AUTO_TEST_SUITE_END()
