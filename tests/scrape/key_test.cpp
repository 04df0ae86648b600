#include "scrape/key.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "scrape/clean.h"
#include "scrape/paths.h"
#include "scrape/when.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

BOOST_AUTO_TEST_SUITE(keys)

BOOST_DATA_TEST_CASE(name_values_of_documents, bdata::make(tests::cases_in("scrape/keys.tsv", 3)), row) {
  const auto key = scrape::parse_key(row.columns[0]);
  if (row.columns[2].starts_with('!')) {
    BOOST_REQUIRE(!key);
    BOOST_TEST(key.error().what.find(row.columns[2].substr(1)) != std::string::npos, key.error().what);
    return;
  }
  BOOST_REQUIRE(key);
  const page::Reading reading = page::read_page(row.columns[1], "application/json");
  scrape::Paths paths(reading.page);
  std::vector<std::string> values;
  for (const page::Fact& fact : reading.page.facts) {
    if (paths.fits(*key, fact)) values.emplace_back(reading.page.words(fact));
  }
  BOOST_TEST((values.empty() ? "-" : base::join(values, "|")) == row.columns[2]);
}

// Columns: what is done, the value, what is left.
BOOST_DATA_TEST_CASE(values_are_cleaned, bdata::make(tests::cases_in("scrape/clean.tsv", 3)), row) {
  scrape::Cleaning cleaning;
  if (const auto clean = scrape::clean_named(row.columns[0])) {
    cleaning.steps = {*clean};
  } else {
    const auto match = scrape::Expression::make(row.columns[0], base::Check::patterns);
    BOOST_REQUIRE(match);
    cleaning.match = *match;
  }
  page::Text value;
  value.append(row.columns[1], 100);
  const page::Text left = scrape::cleaned(value, cleaning);
  BOOST_TEST(left.words() == row.columns[2]);
  if (!left.empty())
    BOOST_TEST((left.source().begin >= 100 && left.source().end <= 100 + row.columns[1].size()));
}

BOOST_AUTO_TEST_CASE(a_match_needs_a_group) {
  BOOST_TEST(!scrape::Expression::make("abc", base::Check::patterns));
  BOOST_TEST(!scrape::Expression::make("a(b", base::Check::patterns));
}

// Columns: form, time, day or "-".
BOOST_DATA_TEST_CASE(times_are_read, bdata::make(tests::cases_in("scrape/when.tsv", 3)), row) {
  const auto form = scrape::time_form_named(row.columns[0]);
  BOOST_REQUIRE(form.has_value());
  const auto day = scrape::day_in(row.columns[1], *form);
  BOOST_TEST((day ? base::format_day(*day) : "-") == row.columns[2]);
}

BOOST_AUTO_TEST_SUITE_END()
