#include "base/url.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

BOOST_AUTO_TEST_SUITE(urls)

// Columns: base, reference, the address that it names there.
BOOST_DATA_TEST_CASE(join, bdata::make(tests::cases_in("base/url.tsv", 3)), row) {
  BOOST_TEST(base::join_url(row.columns[0], row.columns[1]) == row.columns[2]);
}

BOOST_AUTO_TEST_CASE(join_what_is_long_in_linear_time) {
  std::string dots;
  for (int i = 0; i < 300'000; ++i) dots += "a/../";
  BOOST_TEST(base::join_url("http://h.test/x", dots + "b") == "http://h.test/b");
}

BOOST_AUTO_TEST_SUITE_END()
