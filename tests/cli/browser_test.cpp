#include "cli/browser.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "base/text.h"
#include "cli/browser_stand_in.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

BOOST_AUTO_TEST_SUITE(browser)

// Columns: $BROWSER, the command lines with "|" between words and " then " between commands.
BOOST_DATA_TEST_CASE(reads_the_variable_as_words, bdata::make(tests::cases_in("cli/browsers.tsv", 2)), row) {
  std::vector<std::string> lines;
  for (const auto& command : cli::browser_commands(row.columns[0], "https://a.example/?q=x;y"))
    lines.push_back(base::join(command, "|"));
  BOOST_TEST(base::join(lines, " then ") == row.columns[1]);
}

// Whatever stands in an address, it arrives as one argument and nothing runs.
BOOST_AUTO_TEST_CASE(hands_over_one_argument_untouched_by_any_shell) {
  const tests::BrowserStandIn browser;
  const std::string address = "https://a.example/?q=$(touch%20x)`id`;rm&'\"*\\%s";
  BOOST_REQUIRE(cli::open_in_browser(address).has_value());
  BOOST_TEST(browser.opened() == address + "\n");
}

BOOST_AUTO_TEST_CASE(goes_on_to_the_next_browser_when_one_fails) {
  const tests::BrowserStandIn browser;
  browser.use("/no/such/browser:false:" + browser.command() + " --new-window:" + browser.command());
  BOOST_REQUIRE(cli::open_in_browser("https://a.example/").has_value());
  BOOST_TEST(browser.opened() == "--new-window\nhttps://a.example/\n");
}

BOOST_AUTO_TEST_CASE(says_when_no_browser_could_be_started) {
  const tests::BrowserStandIn browser;
  browser.use("/no/such/browser:false");
  const auto opened = cli::open_in_browser("https://a.example/");
  BOOST_REQUIRE(!opened);
  BOOST_TEST((opened.error().kind == base::ErrorKind::failed));
  BOOST_TEST(opened.error().hint.find("BROWSER") != std::string::npos);
}

// A browser that stays open must not hold up the person: ours writes the address and then sleeps.
BOOST_AUTO_TEST_CASE(does_not_wait_for_the_browser_to_be_closed) {
  const tests::BrowserStandIn browser;
  std::ofstream(browser.command(), std::ios::app) << "exec sleep 20\n";
  const auto begun = std::chrono::steady_clock::now();
  BOOST_TEST(cli::open_in_browser("https://a.example/").has_value());
  BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds(10)));
  BOOST_TEST(browser.opened() == "https://a.example/\n");
}

BOOST_AUTO_TEST_SUITE_END()
