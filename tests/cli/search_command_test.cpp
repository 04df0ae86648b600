#include "cli/search_command.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/search.h"
#include "cli/browser_stand_in.h"

using namespace gh;
using base::ExitCode;
using cli::SearchOptions;

namespace {

struct Desk {
  tests::TemporaryFolder folder;
  tests::BrowserStandIn browser;
  app::House house{base::home_in(folder.path()), GH_ROOT, *base::day_of(2026, 11, 22)};
  SearchOptions options;
  std::ostringstream out, err;

  Desk() {
    base::Person person;
    person.names = {"Hannah Brackenbury"};
    person.usernames = {"hanb_85"};
    BOOST_REQUIRE(app::save_person(house, person).has_value());
  }
  ExitCode run(const std::string& typed = "") {
    std::istringstream in(typed);
    out.str("");
    err.str("");
    return cli::run_search(house, options, in, out, err);
  }
  ExitCode mark(const std::string& address, const std::string& verdict) {
    options.action = SearchOptions::Action::mark;
    options.address = address;
    options.verdict = verdict;
    return run();
  }
  std::vector<store::SearchHit> kept() { return app::search_hits(house).value(); }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
bool has(const std::ostringstream& stream, const std::string& part) { return has(stream.str(), part); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(search_command, Desk)

BOOST_AUTO_TEST_CASE(prints_the_searches_and_opens_nothing) {
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(has(out, " 1. \"Hannah Brackenbury\"\n"));
  BOOST_TEST(has(out, "    https://www.google.com/search?q=%22Hannah+Brackenbury%22\n"));
  BOOST_TEST(!has(out, "bing"));
  BOOST_TEST(has(err, "Nothing has left this computer"));
  BOOST_TEST(has(err, "www.google.com"));
  BOOST_TEST(has(err, "private window"));
  BOOST_TEST(browser.opened() == "");
}

BOOST_AUTO_TEST_CASE(takes_another_engine_or_all) {
  options.engine = "mojeek";
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(has(out, "    https://www.mojeek.com/search?q=%22Hannah+Brackenbury%22\n"));
  BOOST_TEST(!has(out, "google"));
  options.all_engines = true;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(has(out, "    Google: https://www.google.com/"));
  BOOST_TEST(has(out, "    Mojeek: https://www.mojeek.com/"));
}

BOOST_AUTO_TEST_CASE(says_all_of_it_to_machines) {
  options.json = true;
  options.all_engines = true;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(err.str() == "");
  const auto json = nlohmann::json::parse(out.str());
  BOOST_TEST(json["schema"] == 1);
  BOOST_TEST(json["engines"][0]["host"] == "www.google.com");
  BOOST_TEST(json["searches"][0]["number"] == 1);
  BOOST_TEST(json["searches"][0]["words"] == "\"Hannah Brackenbury\"");
  BOOST_TEST(json["searches"][0]["addresses"]["duckduckgo"] ==
             "https://duckduckgo.com/?q=%22Hannah+Brackenbury%22");
}

BOOST_AUTO_TEST_CASE(opens_the_search_of_that_number) {
  options.open = true;
  options.open_number = 1;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(browser.opened() == "https://www.google.com/search?q=%22Hannah+Brackenbury%22\n");
  BOOST_TEST(has(out, "Opening Google (www.google.com)."));
  options.all_engines = true;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(has(browser.opened(), "https://www.bing.com/"));
}

BOOST_AUTO_TEST_CASE(asks_after_opening_what_was_found) {
  options.open = true;
  options.open_number = 1;
  options.ask_for_hits = true;
  BOOST_TEST((run("https://a.example/hannah#x\nmaybe\nm\nnot an address\nhttps://b.example/\nn\n\n") ==
              ExitCode::done));
  const auto hits = kept();
  BOOST_REQUIRE(hits.size() == 2u);
  BOOST_TEST((hits[0] == store::SearchHit{"https://a.example/hannah", "\"Hannah Brackenbury\"",
                                          store::Verdict::me, house.today}));
  BOOST_TEST((hits[1].verdict == store::Verdict::not_me));
  BOOST_TEST(has(out, "glasshouse accounts add 'https://a.example/hannah'"));
  BOOST_TEST(!has(out, "accounts add 'https://b.example/'"));
}

BOOST_AUTO_TEST_CASE(goes_through_them_one_at_a_time) {
  options.open = true;
  options.ask_for_hits = true;
  options.plain = true;
  BOOST_TEST((run("s\nwhat\n\nhttps://a.example/x\nu\n\nq\n") == ExitCode::done));
  BOOST_TEST(browser.opened() != "");
  BOOST_TEST(!has(browser.opened(), "q=%22Hannah+Brackenbury%22\n"));  // the first was skipped
  BOOST_TEST(has(out, "Search 3 of "));
  BOOST_TEST(!has(out, "Search 4 of "));
  BOOST_REQUIRE(kept().size() == 1u);
  BOOST_TEST((kept()[0].verdict == store::Verdict::not_sure));
}

// Ctrl-D, or a terminal that is closed, ends it; what was said is there.
BOOST_AUTO_TEST_CASE(keeps_what_was_said_when_the_input_ends) {
  options.open = true;
  options.ask_for_hits = true;
  BOOST_TEST((run("\nhttps://a.example/x\nm\nhttps://b.example/x\n") == ExitCode::done));
  BOOST_REQUIRE(kept().size() == 1u);
  BOOST_TEST(kept()[0].url == "https://a.example/x");
}

BOOST_AUTO_TEST_CASE(a_person_without_a_browser_can_copy_the_address) {
  options.open = true;
  options.open_number = 1;
  browser.use("/no/such/browser");
  BOOST_TEST((run() == ExitCode::failed));
  BOOST_TEST(has(out, "https://www.google.com/search?q=%22Hannah+Brackenbury%22"));
  BOOST_TEST(has(err, "no browser could be started"));
  options.open_number = 0;
  options.ask_for_hits = true;
  BOOST_TEST((run("\nhttps://a.example/x\nm\n\nq\n") == ExitCode::done));
  BOOST_TEST(kept().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_script_must_say_which) {
  options.open = true;
  BOOST_TEST((run() == ExitCode::usage));
  BOOST_TEST(has(err, "--open 1"));
  options.open_number = 9999;
  BOOST_TEST((run() == ExitCode::usage));
  BOOST_TEST(has(err, "there is no search 9999; write a number from 1 to "));
  BOOST_TEST(browser.opened() == "");
}

BOOST_AUTO_TEST_CASE(marks_a_page_and_lists_it) {
  options.query = 1;
  BOOST_TEST((mark("https://a.example/hannah", "me") == ExitCode::done));
  BOOST_TEST(out.str() == "Kept: me, https://a.example/hannah\n");
  BOOST_TEST(has(err, "glasshouse accounts add"));
  BOOST_TEST((mark("https://b.example/", "not-sure") == ExitCode::done));
  BOOST_TEST(err.str() == "");
  options = {};
  options.action = SearchOptions::Action::hits;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(has(
      out, "me        2026-11-22  https://a.example/hannah\n          found with \"Hannah Brackenbury\"\n"));
  options.json = true;
  BOOST_TEST((run() == ExitCode::done));
  const auto json = nlohmann::json::parse(out.str());
  BOOST_TEST(json["hits"].size() == 2u);
  BOOST_TEST(json["hits"][1]["verdict"] == "not_sure");
}

BOOST_AUTO_TEST_CASE(says_what_to_write_instead) {
  BOOST_TEST((mark("https://a.example/", "perhaps") == ExitCode::usage));
  BOOST_TEST(has(err, "write me, not-me or not-sure"));
  BOOST_TEST((mark("javascript:alert(1)", "me") != ExitCode::done));
  BOOST_TEST(has(err, "this is not a web address"));
  options.query = 9999;
  BOOST_TEST((mark("https://a.example/", "me") == ExitCode::usage));
  BOOST_TEST(kept().empty());
  options = {};
  options.engine = "altavista";
  BOOST_TEST((run() == ExitCode::usage));
  std::filesystem::remove(house.home.me());
  options = {};
  BOOST_TEST((run() == ExitCode::no_input));
  BOOST_TEST(has(err, "glasshouse me"));
}

// A page's address is written by whoever made the page.
BOOST_AUTO_TEST_CASE(lets_no_address_or_name_move_the_cursor) {
  BOOST_TEST((mark("https://a.example/\x1B[2J", "me") != ExitCode::done));
  BOOST_TEST(!has(err, "\x1B"));
  auto vault = app::open_vault(house);
  BOOST_REQUIRE(
      vault->save_hit({"https://a.example/\x1B[2J", "\x1B]0;x\x07", store::Verdict::me, house.today})
          .has_value());
  options = {};
  options.action = SearchOptions::Action::hits;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(!has(out, "\x1B"));
}

BOOST_AUTO_TEST_SUITE_END()
