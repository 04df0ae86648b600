#include "app/typed.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::app;

namespace {

std::string read(const std::string& meant, const std::string& text) {
  const gh::base::Day today = *gh::base::parse_day("2025-09-01");
  if (meant == "domain") return read_domain(text).value_or("-");
  BOOST_REQUIRE(meant == "birth");
  const auto date = read_birth_date(text, today);
  return date ? format_edtf(*date) : "-";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(typed)

BOOST_DATA_TEST_CASE(reads_what_people_type, bdata::make(gh::tests::cases_in("app/typed.tsv", 3)), row) {
  BOOST_TEST(read(row.columns[0], row.columns[1]) == row.columns[2]);
}

BOOST_AUTO_TEST_CASE(says_what_to_write_instead) {
  const auto refused = read_birth_date("soon\x1B[2J", *gh::base::parse_day("2025-09-01"));
  BOOST_REQUIRE(!refused);
  BOOST_TEST(sentence(refused.error()) ==
             "\"soon[2J\" is no date; write it like 4 July 1985, or as much of it as you like");
}

BOOST_AUTO_TEST_SUITE_END()
