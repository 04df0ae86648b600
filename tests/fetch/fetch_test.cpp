// Whole fetches against real sockets: pace, redirects, and that one bad page never ends the run.
#include "fetch/fetch.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <map>

#include "support/cases.h"
#include "support/loopback_server.h"

namespace bdata = boost::unit_test::data;
using namespace gh::fetch;
using namespace gh::tests;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using gh::net::Policy;

namespace {

const std::string html = "Content-Type: text/html";

Policy policy_for(const std::vector<std::uint16_t>& ports) {
  Policy policy;
  policy.user_agent = user_agent();
  policy.limits.connect_timeout = 1000ms;
  policy.limits.total_timeout = 1500ms;
  policy.limits.low_speed_time = 5s;
  for (const std::uint16_t port : ports) policy.allowed_hosts.push_back({"localhost", port});
  return policy;
}

Manners quick() {
  Manners manners;
  manners.pause = 0ms;
  return manners;
}

using Answers = std::map<std::string, Fetched>;

Answers fetch(const std::vector<std::string>& urls, const Policy& policy, const Manners& manners = quick(),
              const std::vector<Wall>& walls = {}) {
  Answers answers;
  fetch_all(urls, policy, manners, walls, [&](Fetched fetched) {
    BOOST_TEST(answers.count(fetched.asked) == 0u);
    answers[fetched.asked] = std::move(fetched);
  });
  return answers;
}

std::string summary(const Fetched& fetched) {
  return std::string(gh::base::name(fetched.state)) + " " + fetched.reason;
}

std::string with_port(std::string text, std::uint16_t port) {
  const std::size_t at = text.find("PORT");
  return at == std::string::npos ? text : text.replace(at, 4, std::to_string(port));
}

/// "/3" leads to "/2", that to "/1", and that is a page.
void count_down(const Request& request, Connection& to) {
  const int left = std::atoi(request.target.c_str() + 1);
  to.send(left > 1 ? redirect(302, "/" + std::to_string(left - 1)) : answer(200, "the end", {html}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fetching)

// --- redirects -------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(follows_redirects_of_every_kind_to_the_page) {
  for (const int status : {301, 302, 303, 307, 308}) {
    const LoopbackServer server([&](const Request& request, Connection& to) {
      to.send(request.target == "/me" ? redirect(status, "you?x=1#part") : answer(200, "page", {html}));
    });
    const Fetched fetched =
        fetch({server.url("/me#top")}, policy_for({server.port()}))[server.url("/me#top")];
    BOOST_TEST(summary(fetched) == "found ");
    BOOST_TEST(fetched.body == "page");
    BOOST_TEST(fetched.url == server.url("/you?x=1"));
    const std::vector<std::string> hops = {server.url("/me#top"), server.url("/you?x=1")};
    BOOST_TEST(fetched.hops == hops, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(takes_no_other_status_for_a_redirect) {
  for (const int status : {200, 201, 300, 304, 305, 306, 404}) {
    const LoopbackServer server(answer(status, status == 304 ? "" : "page", {html, "Location: /elsewhere"}));
    const Answers answers = fetch({server.url("/")}, policy_for({server.port()}));
    BOOST_TEST(answers.size() == 1u);
    BOOST_TEST(server.requests().size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(follows_as_many_redirects_as_allowed_and_no_more) {
  const LoopbackServer server(count_down);
  const Policy policy = policy_for({server.port()});
  Answers answers = fetch({server.url("/6")}, policy);
  BOOST_TEST(summary(answers[server.url("/6")]) == "found ");
  BOOST_TEST(answers[server.url("/6")].hops.size() == 6u);
  answers = fetch({server.url("/7")}, policy);
  const Fetched& stopped = answers[server.url("/7")];
  BOOST_TEST(summary(stopped) == "network_error too_many_redirects");
  BOOST_TEST(!stopped.detail.empty());
  BOOST_TEST(server.requests().size() == 12u);
}

BOOST_AUTO_TEST_CASE(comes_out_of_a_loop) {
  const LoopbackServer server(redirect(302, "/again"));
  const Fetched fetched = fetch({server.url("/again")}, policy_for({server.port()}))[server.url("/again")];
  BOOST_TEST(summary(fetched) == "network_error too_many_redirects");
  BOOST_TEST(server.requests().size() == 6u);
}

BOOST_AUTO_TEST_CASE(follows_to_another_host_and_says_which) {
  const LoopbackServer target(answer(200, "page", {html}));
  const LoopbackServer start(redirect(301, target.url("/there", "two.localhost")));
  const Fetched fetched = fetch({start.url("/")}, policy_for({start.port(), target.port()}))[start.url("/")];
  BOOST_TEST(summary(fetched) == "found ");
  BOOST_TEST(fetched.url == target.url("/there", "two.localhost"));
  BOOST_TEST(target.requests().at(0).host() == "two.localhost:" + std::to_string(target.port()));
}

BOOST_DATA_TEST_CASE(no_redirect_opens_an_inside_door, bdata::make(cases_in("fetch/redirects.tsv", 3)), row) {
  const LoopbackServer secret(answer(200, "secret", {html}));
  const LoopbackServer lure(redirect(302, with_port(row.columns[0], secret.port())));
  const Fetched fetched = fetch({lure.url("/")}, policy_for({lure.port()}))[lure.url("/")];
  BOOST_TEST(summary(fetched) == row.columns[1] + " " + row.columns[2]);
  BOOST_TEST(!fetched.detail.empty());
  BOOST_TEST(secret.connections() == 0);
  BOOST_TEST(lure.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(every_hop_says_who_we_are_and_nothing_about_the_person) {
  const LoopbackServer server([](const Request& request, Connection& to) {
    const std::string page = answer(200, "page", {html});
    const std::string hop =
        answer(302, "", {"Location: /page", "Set-Cookie: id=1; Path=/", "WWW-Authenticate: Basic"});
    to.send(request.target == "/page" ? page : hop);
  });
  fetch({server.url("/one"), server.url("/two")}, policy_for({server.port()}));
  BOOST_REQUIRE(server.requests().size() == 4u);
  for (const Request& request : server.requests()) {
    BOOST_TEST(request.headers.at("user-agent") == user_agent());
    for (const char* name : {"cookie", "referer", "authorization", "origin", "from"})
      BOOST_TEST(request.headers.count(name) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(a_redirect_to_a_log_in_is_a_wall) {
  const LoopbackServer server([](const Request& request, Connection& to) {
    to.send(request.target == "/me" ? redirect(302, "/login?next=/me") : answer(200, "log in!", {html}));
  });
  const std::vector<Wall> walls = {
      {gh::base::State::login_wall, "/login", "", 0, "", true, "login_redirect"}};
  const Fetched fetched =
      fetch({server.url("/me")}, policy_for({server.port()}), quick(), walls)[server.url("/me")];
  BOOST_TEST(summary(fetched) == "login_wall login_redirect");
}

// --- pace ------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(one_host_is_asked_one_thing_at_a_time_with_a_pause) {
  const LoopbackServer server([](const Request& request, Connection& to) {
    to.wait(60ms);
    to.send(request.target == "/hop" ? redirect(302, "/page") : answer(200, "page", {html}));
  });
  Manners manners;
  manners.pause = 150ms;
  const Answers answers =
      fetch({server.url("/a"), server.url("/hop"), server.url("/b")}, policy_for({server.port()}), manners);
  BOOST_TEST(answers.size() == 3u);
  const std::vector<Request> requests = server.requests();
  BOOST_REQUIRE(requests.size() == 4u);
  BOOST_TEST(requests[2].target == "/page");  // what was begun comes before what waits
  for (std::size_t i = 1; i < requests.size(); ++i)
    BOOST_TEST((requests[i].began - requests[i - 1].ended >= 150ms));
}

BOOST_AUTO_TEST_CASE(hosts_go_side_by_side) {
  const LoopbackServer server([](const Request&, Connection& to) {
    to.wait(300ms);
    to.send(answer(200, "page", {html}));
  });
  std::vector<std::string> urls;
  for (const char* host : {"one.localhost", "two.localhost", "three.localhost"})
    urls.push_back(server.url("/", host));
  const Answers answers = fetch(urls, policy_for({server.port()}), Manners{});
  BOOST_TEST(answers.size() == 3u);
  const std::vector<Request> requests = server.requests();
  BOOST_REQUIRE(requests.size() == 3u);
  for (const Request& one : requests) {
    for (const Request& other : requests) BOOST_TEST((one.began < other.ended));
  }
}

BOOST_AUTO_TEST_CASE(a_host_that_fails_is_paused_for_too) {
  const LoopbackServer server("not HTTP at all");
  Manners manners;
  manners.pause = 150ms;
  fetch({server.url("/a"), server.url("/b")}, policy_for({server.port()}), manners);
  BOOST_REQUIRE(server.requests().size() == 2u);
  BOOST_TEST((server.requests()[1].began - server.requests()[0].began >= 150ms));
}

// --- the run ---------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(pages_that_fail_never_end_the_run) {
  const LoopbackServer good([](const Request& request, Connection& to) {
    to.send(request.target == "/gone" ? answer(404, "gone", {html}) : answer(200, "page", {html}));
  });
  const LoopbackServer broken("not HTTP at all");
  const LoopbackServer silent([](const Request&, Connection& to) { to.wait(30s); });
  const TlsServer stranger;
  const std::uint16_t nobody = closed_port();
  const std::string at = "http://localhost:";
  const std::string port = std::to_string(nobody);
  const std::map<std::string, std::string> expected = {
      {good.url("/me"), "found "},
      {good.url("/gone"), "absent http_404"},
      {good.url("/last"), "found "},
      {broken.url("/"), "network_error broken_answer"},
      {silent.url("/"), "network_error timed_out"},
      {at + port + "/", "network_error cannot_connect"},
      {"http://something.invalid/", "network_error unknown_host"},
      {"http://192.168.0.1/", "network_error address_refused"},
      {"https://localhost:" + std::to_string(stranger.port()) + "/", "network_error tls_failure"},
      {"no address", "not_checked bad_url"},
      {"ftp://a.test/", "not_checked bad_url"},
      {"", "not_checked bad_url"},
  };
  std::vector<std::string> urls;
  for (const auto& [url, ignored] : expected) urls.push_back(url);
  const Answers answers =
      fetch(urls, policy_for({good.port(), broken.port(), silent.port(), nobody, stranger.port()}));
  BOOST_TEST(answers.size() == expected.size());
  for (const auto& [url, fetched] : answers) {
    BOOST_TEST(summary(fetched) == expected.at(url),
               url << ": " << summary(fetched) << ", " << fetched.detail);
    BOOST_TEST(fetched.detail.ends_with("."), fetched.detail);
    BOOST_TEST(fetched.hops.front() == url);
  }
}

BOOST_AUTO_TEST_CASE(an_address_that_stands_twice_is_asked_once) {
  const LoopbackServer server(answer(200, "page", {html}));
  const Answers answers = fetch({server.url("/a"), server.url("/a")}, policy_for({server.port()}));
  BOOST_TEST(answers.size() == 1u);
  BOOST_TEST(server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(asks_nobody_when_nothing_is_wanted) {
  const auto began = Clock::now();
  BOOST_TEST(fetch({}, policy_for({})).empty());
  BOOST_TEST((Clock::now() - began < 300ms));
}

BOOST_AUTO_TEST_CASE(says_its_name_and_version) {
  BOOST_TEST(user_agent().starts_with("Glasshouse/"));
  BOOST_TEST(user_agent().find("://") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
