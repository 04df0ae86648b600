#include "support/golden.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "report/report.h"
#include "report/sample.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

struct Sample {
  const char* name;
  assess::Assessment (*assessment)();
};

std::ostream& operator<<(std::ostream& out, const Sample& sample) { return out << sample.name; }

const Sample samples[] = {
    {"sample", tests::sample_assessment},
    {"empty", tests::empty_assessment},
    {"unread", tests::unread_assessment},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(golden)

BOOST_DATA_TEST_CASE(writes_what_was_looked_at_last, bdata::make(samples), sample) {
  for (const report::Format& format : report::formats()) {
    const std::string file = std::string("report/golden/") + sample.name + std::string(format.extension);
    BOOST_TEST_CONTEXT(file) {
      BOOST_TEST(tests::matches_golden(file, format.render(sample.assessment(), {})));
    }
  }
}

BOOST_AUTO_TEST_CASE(colours_the_terminal_when_asked) {
  const std::string written = report::render_text(tests::sample_assessment(), {true, 60});
  BOOST_TEST(tests::matches_golden("report/golden/sample.colour.txt", written));
}

BOOST_AUTO_TEST_SUITE_END()
