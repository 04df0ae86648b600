// The signs of the zodiac share out the year among them, and no words.
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/definition.h"
#include "base/file.h"
#include "base/text.h"

using namespace gh;

BOOST_AUTO_TEST_SUITE(zodiac)

BOOST_AUTO_TEST_CASE(signs_follow_each_other_through_the_year) {
  const std::string file = std::string(GH_ROOT) + "/data/lexicon/zodiac.toml";
  const auto toml = base::read_file(file);
  BOOST_TEST_REQUIRE(toml.has_value());
  base::DefinitionFile definition(*toml, file);
  base::DefinitionTable root = definition.root();
  root.integer("schema", 1);
  BOOST_TEST(!root.texts("cues").empty());
  std::set<std::string> words;
  std::vector<std::pair<base::Day, base::Day>> ranges;
  for (base::DefinitionTable sign : root.tables("sign")) {
    BOOST_TEST(!sign.required_text("name").empty());
    const auto from = base::parse_day("2023-" + sign.required_text("from"));
    auto to = base::parse_day("2023-" + sign.required_text("to"));
    BOOST_TEST_REQUIRE((from && to));
    if (*to < *from) *to += std::chrono::days{365};
    ranges.emplace_back(*from, *to);
    for (const std::string& word : sign.texts("words"))
      BOOST_TEST(words.insert(base::fold(word)).second, word << " stands twice");
  }
  BOOST_TEST(!definition.error().has_value());
  BOOST_TEST_REQUIRE(ranges.size() == 12u);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    base::Day next = ranges[(i + 1) % ranges.size()].first;
    if (next < ranges[i].second) next += std::chrono::days{365};
    BOOST_TEST((next == ranges[i].second + std::chrono::days{1}));
  }
}

BOOST_AUTO_TEST_SUITE_END()
