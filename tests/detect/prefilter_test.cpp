#include "detect/prefilter.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <re2/re2.h>
#include <string>
#include <vector>

using namespace gh::detect;

namespace {

const std::vector<std::string> patterns{"grew up in",
                                        "(?:born|raised) (?:and bred )?in",
                                        "^[a-z]+ lass",
                                        "\\bdd\\b",
                                        "(?:^|[^a-z])dob(?:$|[^a-z0-9])",
                                        "birthday|bday",
                                        "\\bmy (?:[a-z]+ )*(?:son|dog)\\b",
                                        "\\d(?:st|nd|rd|th)\\b",
                                        "(?:turned|is) \\d\\d",
                                        "\xF0\x9F\x93\x8D ?home",
                                        "'s own",
                                        "(?:a|b)ct"};

const std::vector<std::string> texts{"",
                                     "i grew up in hull",
                                     "raised in hull, born and bred in york",
                                     "a yorkshire lass",
                                     "yorkshire lass",
                                     "dd and ds",
                                     "(dd)",
                                     "added",
                                     "dob: 4 july",
                                     "adobe",
                                     "dob2",
                                     "happybirthdaytome",
                                     "my son's dog",
                                     "my very own dog",
                                     "my person",
                                     "the 4th",
                                     "1st",
                                     "turned 30",
                                     "is 5",
                                     "\xF0\x9F\x93\x8Dhome",
                                     "it's own",
                                     "act",
                                     "bct",
                                     "ct",
                                     "a line\nmy dog",
                                     "x"};

}  // namespace

BOOST_AUTO_TEST_SUITE(prefilter)

BOOST_AUTO_TEST_CASE(lets_through_every_pattern_that_matches) {
  Prefilter filter;
  std::vector<std::optional<Prefilter::Number>> of_pattern;
  for (const std::string& pattern : patterns) {
    const std::string_view one[] = {pattern};
    of_pattern.push_back(filter.add(one));
    BOOST_TEST(of_pattern.back().has_value(), pattern);
  }
  filter.finish();
  Prefilter::Scan scan(filter);
  std::size_t through = 0, matching = 0;
  for (const std::string& text : texts) {
    std::vector<Prefilter::Number> numbers;
    scan.read(text);
    scan.finish(numbers);
    BOOST_TEST(std::is_sorted(numbers.begin(), numbers.end()));
    through += numbers.size();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (!RE2::PartialMatch(text, RE2(patterns[i]))) continue;
      ++matching;
      BOOST_TEST(std::count(numbers.begin(), numbers.end(), *of_pattern[i]) == 1,
                 text << " ~ " << patterns[i]);
    }
  }
  BOOST_TEST(matching > 15u);
  BOOST_TEST(through < matching + 8);  // and few others
}

BOOST_AUTO_TEST_CASE(forgets_one_text_before_the_next_and_reads_parts_as_one) {
  Prefilter filter;
  const std::string_view both[] = {"mum.*maiden", "name"};
  const auto number = filter.add(both);
  BOOST_TEST(filter.size() == 1u);
  filter.finish();
  Prefilter::Scan scan(filter);
  const auto found = [&](std::vector<std::string_view> parts) {
    std::vector<Prefilter::Number> numbers;
    for (const std::string_view part : parts) scan.read(part);
    scan.finish(numbers);
    return !numbers.empty() && numbers.front() == *number;
  };
  BOOST_TEST(found({"mum's maiden name"}));
  BOOST_TEST(!found({"maiden name"}));
  BOOST_TEST(!found({"mum's maiden"}));
  BOOST_TEST(found({"mum:", "her maiden name"}));
}

BOOST_AUTO_TEST_CASE(tells_of_patterns_that_no_word_rules_out) {
  Prefilter filter;
  const std::string_view any[] = {"[a-z]+"};
  BOOST_TEST(!filter.add(any).has_value());
  filter.finish();
  Prefilter::Scan scan(filter);
  std::vector<Prefilter::Number> numbers;
  scan.read("words 1 2 3");
  scan.finish(numbers);
  BOOST_TEST(numbers.empty());
}

BOOST_AUTO_TEST_SUITE_END()
