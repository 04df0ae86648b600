// What an answer means, and the file of walls. No network.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/file.h"
#include "base/text.h"
#include "fetch/fetch.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::fetch;
using gh::base::State;
using gh::net::Outcome;
using gh::net::Response;
using gh::tests::cases_in;

namespace {

const std::string here = "http://a.test/me";

const std::vector<Wall>& our_walls() {
  static const std::vector<Wall> walls = [] {
    const std::string file = std::string(GH_ROOT) + "/data/walls.toml";
    return read_walls(gh::base::read_file(file).value(), file).value();
  }();
  return walls;
}

Response page(const std::string& url, long status = 200) {
  Response response;
  response.outcome = Outcome::answered;
  response.url = url;
  response.status = status;
  response.body = "<p>page";
  return response;
}

void add_headers(Response& response, const std::string& lines) {
  for (const std::string_view line : gh::base::split(lines, '|')) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos)
      response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
}

/// "state reason".
std::string summary(const Fetched& fetched) {
  return std::string(gh::base::name(fetched.state)) + " " + fetched.reason;
}

bool is_a_sentence(const std::string& text) {
  return text.size() > 20 && text.back() == '.' && text.find("{}") == std::string::npos &&
         text.find("http_") == std::string::npos;
}

std::string problems_of(const std::string& toml) {
  const auto walls = read_walls(toml, "walls.toml");
  return walls ? "" : walls.error().what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(judging)

BOOST_DATA_TEST_CASE(tells_answers_apart, bdata::make(cases_in("fetch/answers.tsv", 5)), row) {
  Response response = page(here, std::stol(row.columns[0]));
  add_headers(response, row.columns[1]);
  response.body = row.columns[2];
  const Fetched fetched = judge(here, response, {here}, our_walls());
  BOOST_TEST(summary(fetched) == row.columns[3] + " " + row.columns[4]);
  BOOST_TEST(is_a_sentence(fetched.detail), fetched.detail);
}

BOOST_DATA_TEST_CASE(knows_walls_by_where_a_redirect_led, bdata::make(cases_in("fetch/walls.tsv", 4)), row) {
  const std::string& asked = row.columns[0];
  const std::string& led_to = row.columns[1];
  const Fetched fetched = judge(asked, page(led_to), {asked, led_to}, our_walls());
  BOOST_TEST(summary(fetched) == row.columns[2] + " " + row.columns[3]);
  BOOST_TEST(fetched.asked == asked);
  BOOST_TEST(fetched.url == led_to);
  BOOST_TEST(is_a_sentence(fetched.detail), fetched.detail);
}

// Without a redirect no address is a wall.
BOOST_DATA_TEST_CASE(a_page_that_lives_there_is_a_page, bdata::make(cases_in("fetch/walls.tsv", 4)), row) {
  const std::string& url = row.columns[1];
  BOOST_TEST(summary(judge(url, page(url), {url}, our_walls())) == "found ");
}

// A wall that says 404 or 500 at its own address says nothing about the page that was asked for.
BOOST_AUTO_TEST_CASE(a_wall_decides_before_the_status) {
  const std::string login = "http://a.test/login";
  for (const long status : {200L, 403L, 404L, 410L, 500L})
    BOOST_TEST(summary(judge(here, page(login, status), {here, login}, our_walls())) ==
               "login_wall login_redirect");
}

BOOST_AUTO_TEST_CASE(no_network_trouble_is_ever_a_page_or_an_absence) {
  const std::pair<Outcome, std::string> rows[] = {
      {Outcome::bad_url, "not_checked bad_url"},
      {Outcome::host_not_found, "network_error unknown_host"},
      {Outcome::address_refused, "network_error address_refused"},
      {Outcome::cannot_connect, "network_error cannot_connect"},
      {Outcome::tls_failed, "network_error tls_failure"},
      {Outcome::timed_out, "network_error timed_out"},
      {Outcome::too_slow, "network_error too_slow"},
      {Outcome::broken, "network_error broken_answer"},
  };
  for (const auto& [outcome, expected] : rows) {
    for (const long status : {0L, 200L, 404L}) {
      Response response = page(here, status);
      response.outcome = outcome;
      response.detail = "What the network said.";
      const Fetched fetched = judge(here, response, {here}, our_walls());
      BOOST_TEST(summary(fetched) == expected);
      BOOST_TEST(fetched.detail == "What the network said.");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_long_page_is_cut_and_not_found) {
  Response response = page(here);
  response.outcome = Outcome::cut;
  response.detail = "It is too long.";
  BOOST_TEST(summary(judge(here, response, {here}, our_walls())) == "cut too_long");
  response.status = 404;
  BOOST_TEST(summary(judge(here, response, {here}, our_walls())) == "absent http_404");
}

BOOST_AUTO_TEST_CASE(says_how_long_the_site_asks_to_wait) {
  const std::pair<const char*, const char*> rows[] = {
      {"retry-after: 30", "wait 30 seconds."},
      {"retry-after: 119", "wait 119 seconds."},
      {"retry-after: 120", "wait 2 minutes."},
      {"retry-after: 121", "wait 3 minutes."},
      {"retry-after: -1", "try again tomorrow."},
      {"retry-after: 99999999999999999999", "try again tomorrow."},
      {"x: y", "Try again later."}};
  for (const auto& [header, expected] : rows) {
    Response response = page(here, 429);
    add_headers(response, header);
    BOOST_TEST(judge(here, response, {here}, {}).detail.ends_with(expected), header);
  }
}

BOOST_AUTO_TEST_CASE(says_when_the_secure_connection_was_left) {
  const std::string secure = "https://a.test/me";
  const auto detail = [&](const std::vector<std::string>& hops) {
    return judge(hops.front(), page(hops.back()), hops, {}).detail;
  };
  BOOST_TEST(detail({secure, here}).find("https to http") != std::string::npos);
  BOOST_TEST(detail({here, secure}).find("https to http") == std::string::npos);
  BOOST_TEST(detail({here}).find("https to http") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(repeats_no_control_characters_of_a_site) {
  Response response = page(here);
  response.headers.emplace_back("content-type", "image/\x1B[31mpng");
  BOOST_TEST(judge(here, response, {here}, {}).detail.find('\x1B') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(hands_on_what_came) {
  Response response = page(here, 404);
  response.headers.emplace_back("content-type", "Text/HTML; charset=utf-8");
  const Fetched fetched = judge("http://a.test", response, {"http://a.test", here}, {});
  BOOST_TEST(fetched.status == 404);
  BOOST_TEST(fetched.content_type == "Text/HTML; charset=utf-8");
  BOOST_TEST(fetched.body == "<p>page");
  BOOST_TEST(fetched.hops.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(walls)

BOOST_AUTO_TEST_CASE(reads_every_key) {
  const auto walls = read_walls(R"([[wall]]
state = "age_wall"
reason = "age_2"
path_contains = "/over18"
host_is = ".example.test"
status = 451
header = "x-age: asked"
redirected = true
)",
                                "walls.toml");
  BOOST_REQUIRE(walls);
  BOOST_REQUIRE(walls->size() == 1u);
  const Wall& wall = walls->front();
  BOOST_TEST((wall.state == State::age_wall));
  BOOST_TEST(wall.reason == "age_2");
  BOOST_TEST(wall.path_contains == "/over18");
  BOOST_TEST(wall.host_is == ".example.test");
  BOOST_TEST(wall.status == 451);
  BOOST_TEST(wall.header == "x-age: asked");
  BOOST_TEST(wall.redirected);

  Response response = page("http://www.example.test/over18", 451);
  response.headers.emplace_back("x-age", "was Asked");
  const auto judged = [&] { return summary(judge(here, response, {here, response.url}, *walls)); };
  BOOST_TEST(judged() == "age_wall age_2");
  response.url = "http://example.test/over18";
  BOOST_TEST(judged() == "age_wall age_2");
  response.url = "http://notexample.test/over18";
  BOOST_TEST(judged() == "bot_wall http_451");
  response.url = "http://example.test/over18";
  response.status = 403;
  BOOST_TEST(judged() == "bot_wall http_403");
}

BOOST_AUTO_TEST_CASE(the_first_row_decides) {
  const auto walls = read_walls(
      "[[wall]]\nstate = \"age_wall\"\nreason = \"one\"\nstatus = 403\n"
      "[[wall]]\nstate = \"login_wall\"\nreason = \"two\"\nstatus = 403\n",
      "walls.toml");
  BOOST_REQUIRE(walls);
  BOOST_TEST(summary(judge(here, page(here, 403), {here}, *walls)) == "age_wall one");
}

BOOST_AUTO_TEST_CASE(says_where_a_file_of_walls_is_wrong) {
  const std::pair<std::string, std::string> rows[] = {
      {"state = \"found\"\nreason = \"r\"\nstatus = 200", "walls.toml:2:"},
      {"state = \"nonsense\"\nreason = \"r\"\nstatus = 200", "\"nonsense\""},
      {"reason = \"r\"\nstatus = 200", "'state' is missing"},
      {"state = \"bot_wall\"\nstatus = 200", "'reason' is missing"},
      {"state = \"bot_wall\"\nreason = \"Bad Word\"\nstatus = 200", "walls.toml:3:"},
      {"state = \"bot_wall\"\nreason = \"r\"", "would fit every page"},
      {"state = \"bot_wall\"\nreason = \"r\"\nredirected = true", "would fit every page"},
      {"state = \"bot_wall\"\nreason = \"r\"\nheader = \"a: b\"\nredirected = true", "walls.toml:5:"},
      {"state = \"bot_wall\"\nreason = \"r\"\nstatus = 99", "walls.toml:4:"},
      {"state = \"bot_wall\"\nreason = \"r\"\nstatus = 0", "walls.toml:4:"},
      {"state = \"bot_wall\"\nreason = \"r\"\nstatus = \"403\"", "walls.toml:4:"},
      {"state = \"bot_wall\"\nreason = \"r\"\nheader = \"cf-mitigated\"", "name: part of the value"},
      {"state = \"bot_wall\"\nreason = \"r\"\nheader = \"x: \"", "name: part of the value"},
      {"state = \"bot_wall\"\nreason = \"r\"\npath_contains = \"/Login\"", "small letters"},
      {"state = \"bot_wall\"\nreason = \"r\"\nhost_is = \"A.test\"", "small letters"},
      {"state = \"bot_wall\"\nreason = \"r\"\npath_contain = \"/login\"", "path_contains"},
      {"state = ", "walls.toml:2:"},
  };
  for (const auto& [lines, expected] : rows) {
    const std::string what = problems_of("[[wall]]\n" + lines + "\n");
    BOOST_TEST(what.find(expected) != std::string::npos, lines + "\n-> " + what);
  }
  BOOST_TEST(problems_of("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
