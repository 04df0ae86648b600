#include "detect/prefilter.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <re2/re2.h>

using namespace gh::detect;

BOOST_AUTO_TEST_SUITE(prefilter)

BOOST_AUTO_TEST_CASE(spots_words_inside_and_across_others) {
  const WordSpotter spotter({"he", "she", "his", "hers", "\xF0\x9F\x93\x8D"});
  const auto spotted = [&](std::string_view text) {
    std::vector<int> found = spotter.spot(text);
    std::sort(found.begin(), found.end());
    return found;
  };
  BOOST_TEST(spotted("ushers") == (std::vector<int>{0, 1, 3}), boost::test_tools::per_element());
  BOOST_TEST(spotted("hishe he") == (std::vector<int>{0, 1, 2}), boost::test_tools::per_element());
  BOOST_TEST(spotted("\xF0\x9F\x93\x8D") == (std::vector<int>{4}), boost::test_tools::per_element());
  BOOST_TEST(spotted("\xF0\x9F\x93 h s").empty());
  BOOST_TEST(WordSpotter({}).spot("anything").empty());
}

BOOST_AUTO_TEST_CASE(lets_through_every_pattern_that_matches) {
  Prefilter filter;
  std::string error;
  const std::vector<std::string> patterns{"grew up in", "(?:born|raised) (?:and bred )?in", "^[a-z]+ lass",
                                          "f.om", "\\d"};
  for (const std::string& pattern : patterns) BOOST_REQUIRE(filter.add(pattern, error) >= 0);
  BOOST_TEST(filter.add("(", error) == -1);
  BOOST_TEST(!error.empty());
  filter.compile();
  for (std::string_view text :
       {"i grew up in hull", "raised in hull", "yorkshire lass", "from", "7", "", "nothing"}) {
    const std::vector<int> numbers = filter.may_match(text);
    for (int i = 0; i < static_cast<int>(patterns.size()); ++i) {
      if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), filter.pattern(i)))
        BOOST_TEST(std::count(numbers.begin(), numbers.end(), i) == 1, text << " " << patterns[i]);
    }
  }
  BOOST_TEST(filter.may_match("nothing").size() == 1u);  // "\d" has no word
  BOOST_TEST(filter.always().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
