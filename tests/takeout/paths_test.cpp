#include "takeout/paths.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "support/cases.h"

using namespace gh;
namespace bdata = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(paths)

BOOST_DATA_TEST_CASE(leads_where_pointers_lead, bdata::make(tests::cases_in("takeout/paths.tsv", 3)), row) {
  // "a b" is a key with a blank: pointers are separated by " /".
  std::vector<std::string> pointers;
  for (std::string_view rest = row.columns[0]; !rest.empty();) {
    const std::size_t end = std::min(rest.find(" /"), rest.size());
    pointers.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  takeout::Paths paths;
  for (std::uint32_t i = 0; i < pointers.size(); ++i) paths.add(pointers[i], i);
  takeout::Paths::Places at = takeout::Paths::start(), next;
  for (const std::string_view step : base::split(row.columns[1], '/')) {
    paths.step(at, step == "[" ? "" : step, step == "[", next);
    at = next;
  }
  std::vector<std::string> ends;
  paths.each_end(at, [&](std::uint32_t end) { ends.push_back(pointers[end]); });
  BOOST_TEST((ends.empty() ? "-" : base::join(ends, " ")) == row.columns[2]);
  BOOST_TEST(paths.ends(at) == !ends.empty());
}

BOOST_AUTO_TEST_SUITE_END()
