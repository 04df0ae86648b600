#include "base/date.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::base;

BOOST_AUTO_TEST_SUITE(date)

// Columns: text, what it is read as and written back ("-" for nothing). ISO 8601-2 level 1.
BOOST_DATA_TEST_CASE(reads_and_writes_partial_dates, bdata::make(gh::tests::cases_in("base/edtf.tsv", 2)),
                     row) {
  const auto date = parse_edtf(row.columns[0]);
  BOOST_TEST((date ? format_edtf(*date) : "-") == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(refuses_days_that_do_not_exist) {
  BOOST_TEST(!parse_day("2025-02-29"));
  BOOST_TEST(!parse_day("2025-13-01"));
  BOOST_TEST(!parse_day("2025-1-1"));
  BOOST_TEST(!parse_day(""));
  BOOST_TEST(format_day(*parse_day("2024-02-29T10:00:00Z")) == "2024-02-29");
}

BOOST_AUTO_TEST_CASE(counts_whole_years) {
  BOOST_TEST(age_on(*parse_day("1985-07-04"), *parse_day("2025-07-03")) == 39);
  BOOST_TEST(age_on(*parse_day("1985-07-04"), *parse_day("2025-07-04")) == 40);
  BOOST_TEST(age_on(*parse_day("1984-02-29"), *parse_day("2025-02-28")) == 40);
  BOOST_TEST(age_on(*parse_day("1984-02-29"), *parse_day("2025-03-01")) == 41);
}

BOOST_AUTO_TEST_CASE(knows_when_somebody_of_an_age_was_born) {
  const DayRange range = births_with_age(30, *parse_day("2015-06-12"));
  BOOST_TEST(format_day(range.first) == "1984-06-13");
  BOOST_TEST(format_day(range.last) == "1985-06-12");
  BOOST_TEST(age_on(range.first, *parse_day("2015-06-12")) == 30);
  BOOST_TEST(age_on(range.last, *parse_day("2015-06-12")) == 30);
}

BOOST_AUTO_TEST_CASE(joins_what_agrees) {
  BOOST_TEST(format_edtf(*join({0, 7, 4}, {1985, 0, 0})) == "1985-07-04");
  BOOST_TEST(!join({1986, 7, 4}, {1985, 0, 0}));
  BOOST_TEST(!join({0, 2, 29}, {1985, 0, 0}));  // each can exist, both together cannot
}

BOOST_AUTO_TEST_SUITE_END()
