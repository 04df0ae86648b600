#include "takeout/entry_name.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

using namespace gh;
namespace bdata = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(entry_name)

BOOST_DATA_TEST_CASE(patterns, bdata::make(tests::cases_in("takeout/entry_names.tsv", 3)), row) {
  BOOST_TEST(takeout::matches_name(row.columns[0], row.columns[1]) == (row.columns[2] == "yes"));
}

BOOST_DATA_TEST_CASE(bad_names, bdata::make(tests::cases_in("takeout/bad_names.tsv", 2)), row) {
  std::string name = row.columns[0];
  for (std::size_t at = name.find("\\\\"); at != std::string::npos; at = name.find("\\\\", at + 1))
    name.erase(at, 1);
  const std::string_view trouble = takeout::trouble_with_name(name);
  if (row.columns[1] == "-") {
    BOOST_TEST(trouble == "");
  } else {
    BOOST_TEST(trouble.find(row.columns[1]) != std::string_view::npos);
  }
}

BOOST_AUTO_TEST_CASE(names_without_words) {
  BOOST_TEST(takeout::trouble_with_name("") != "");
  BOOST_TEST(takeout::trouble_with_name(std::string_view("a\0b", 3)) != "");
  BOOST_TEST(takeout::trouble_with_name(std::string(2000, 'x')) != "");
  BOOST_TEST(takeout::shown_name("a\x1B[2Jb\xFF").find('\x1B') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(endings) {
  BOOST_TEST(takeout::ending_of("a.b/C.JSON") == ".json");
  BOOST_TEST(takeout::ending_of("a.b/c") == "");
  BOOST_TEST(takeout::ending_of(".hidden") == "");
}

BOOST_AUTO_TEST_SUITE_END()
