#include "lexicon/lexicon.h"

#include <boost/test/unit_test.hpp>

#include "base/file.h"
#include "support/cases.h"

using namespace gh;

BOOST_AUTO_TEST_SUITE(lexicon_reading)

BOOST_AUTO_TEST_CASE(reads_the_installed_files) {
  const auto lexicon = lexicon::read_lexicon(std::string(GH_ROOT) + "/data");
  BOOST_REQUIRE(lexicon.has_value());
  BOOST_TEST(lexicon->dates.months.at("july") == 7);
  BOOST_TEST(lexicon->dates.months.at("gorffennaf") == 7);
  BOOST_TEST(lexicon->dates.ordinals.at("twenty-first") == 21);
  BOOST_TEST(lexicon->dates.numbers.at("thirty-four") == 34);
  BOOST_TEST(lexicon->dates.numbers.at("ninety nine") == 99);
  BOOST_TEST(lexicon->dates.numbers.count("hundred") == 0u);
}

BOOST_AUTO_TEST_CASE(knows_given_names_and_what_short_ones_stand_for) {
  const auto names = lexicon::read_given_names(std::string(GH_ROOT) + "/data/lexicon/given_names.toml");
  BOOST_REQUIRE(names.has_value());
  BOOST_TEST(names->names.size() >= 2500u);
  for (const char* name :
       {"siobhan", "eilidh", "osian", "harpreet", "oluwaseun", "agnieszka", "zeynep", "xinyi", "bill"})
    BOOST_TEST(names->has(name), name);
  BOOST_TEST(names->stand_for.at("bill").at(0) == "William");
  BOOST_TEST(!names->only_name("grace"));  // said before a meal, too
  BOOST_TEST(names->only_name("tom"));
}

BOOST_AUTO_TEST_CASE(names_what_is_wrong_in_a_file) {
  const tests::TemporaryFolder folder;
  BOOST_TEST((lexicon::read_lexicon(folder.path()).error().kind == base::ErrorKind::no_input));
  BOOST_TEST(base::write_file(folder / "lexicon/dates.toml", "months = [['jan']]\n", false).has_value());
  const auto lexicon = lexicon::read_lexicon(folder.path());
  BOOST_REQUIRE(!lexicon.has_value());
  BOOST_TEST(lexicon.error().what.find("dates.toml:1:10: 'months' must be twelve lists") != std::string::npos,
             lexicon.error().what);
}

BOOST_AUTO_TEST_SUITE_END()
