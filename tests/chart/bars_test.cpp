#include "chart/bars.h"

#include <boost/test/unit_test.hpp>

#include "support/golden.h"

using namespace gh::chart;

namespace {

Bars progress() {
  return {"progress",
          "Questions answered",
          "Section",
          "Answered",
          "Questions",
          {{"Your name and picture", 2, 2},
           {"Keeping yourself and the school from thieves", 9, 15},
           {"At work", 0, 5}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bars)

BOOST_AUTO_TEST_CASE(draws_bars_and_the_table_of_the_same_numbers) {
  BOOST_TEST(gh::tests::matches_golden("chart/golden/progress.html", draw(progress())));
}

BOOST_AUTO_TEST_CASE(draws_nothing_without_bars) { BOOST_TEST(draw({"x", "Nothing", "", "", "", {}}) == ""); }

BOOST_AUTO_TEST_CASE(never_draws_past_the_whole_or_below_nothing) {
  BOOST_TEST(share({"", 7, 5}) == "5 of 5");
  BOOST_TEST(share({"", -1, 5}) == "0 of 5");
  BOOST_TEST(share({"", 3, 0}) == "0 of 0");
  BOOST_TEST(share({"", 3, -2}) == "0 of 0");
  const std::string chart = draw({"x", "t", "", "", "", {{"none", 1, 0}}});
  BOOST_TEST(chart.find("width=\"0.00%\"") != std::string::npos);
  BOOST_TEST(chart.find("nan") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(escapes_every_text) {
  const std::string hostile = "</svg><script>\"'&\x1B\xE2\x80\xAE{{x}}";
  const std::string chart = draw({hostile, hostile, hostile, hostile, hostile, {{hostile, 1, 2}}});
  BOOST_TEST(chart.find("<script") == std::string::npos);
  BOOST_TEST(chart.find("</svg><") == std::string::npos);
  BOOST_TEST(chart.find('\x1B') == std::string::npos);
  BOOST_TEST(chart.find("\xE2\x80\xAE") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(cuts_long_labels_in_the_picture_only) {
  const std::string chart = draw(progress());
  const std::size_t table = chart.find("<table");
  BOOST_TEST(chart.find("Keeping yourself and the school from thieves") > table);
  BOOST_TEST(chart.find("Keeping yourself and the scho…") < table);
}

BOOST_AUTO_TEST_SUITE_END()
