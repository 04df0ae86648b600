#include "serve/server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/file.h"
#include "serve/rate_limit.h"
#include "serve/rules.h"
#include "serve/sessions.h"
#include "serve/templates.h"
#include "support/cases.h"

using namespace gh;
using namespace gh::serve;
namespace bdata = boost::unit_test::data;

namespace {

Request request(std::string method, std::string path, std::map<std::string, std::string> headers = {},
                std::string body = "") {
  return {std::move(method), std::move(path), {}, std::move(headers), std::move(body), "", {}};
}

/// A running server, and raw talk with it.
class Running {
 public:
  explicit Running(Options options = {})
      : server_(*Server::listen(
            options,
            routed({{"GET", "/", [](const Request&) { return plain(200, "hello"); }},
                    {"GET", "/echo/{}",
                     [](const Request& asked) { return plain(200, asked.parts.front() + asked.remote); }},
                    {"POST", "/count", [this](const Request& asked) {
                       ++posts;
                       return plain(200, asked.body);
                     }}}))) {
    thread_ = std::thread([this] { server_.run(); });
  }
  ~Running() {
    server_.stop();
    thread_.join();
  }

  /// Everything that comes back for these bytes.
  std::string say(const std::string& bytes) const {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    socket.connect({boost::asio::ip::address_v4::loopback(), server_.port()});
    boost::system::error_code ignored;
    boost::asio::write(socket, boost::asio::buffer(bytes), ignored);
    socket.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    std::string back;
    boost::asio::read(socket, boost::asio::dynamic_buffer(back), ignored);
    return back;
  }

  std::string ask(const std::string& line, const std::string& rest = "") const {
    return say(line + " HTTP/1.1\r\nHost: " + host() + "\r\n" + rest + "\r\n");
  }
  std::string host() const { return "127.0.0.1:" + std::to_string(server_.port()); }

  std::atomic<int> posts = 0;

 private:
  Server server_;
  std::thread thread_;
};

}  // namespace

BOOST_DATA_TEST_CASE(keeps_the_rules, bdata::make(tests::cases_in("serve/rules.tsv", 5)), c) {
  std::map<std::string, std::string> headers;
  for (const auto& [name, column] : {std::pair{"host", 1}, {"origin", 2}, {"sec-fetch-site", 3}}) {
    if (!c.columns[column].empty()) headers[name] = c.columns[column];
  }
  const auto refused = refusal(request(c.columns[0], "/", headers), {{"here.test:80"}});
  BOOST_TEST((refused ? refused->status : 0) == std::stoi(c.columns[4]));
}

BOOST_AUTO_TEST_CASE(answers_and_protects) {
  const Running server;
  const std::string page = server.ask("GET /");
  BOOST_TEST(page.starts_with("HTTP/1.1 200"));
  BOOST_TEST(page.ends_with("hello\n"));
  for (const char* header :
       {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin", "Cache-Control: no-store", "X-Frame-Options: DENY"})
    BOOST_TEST_CONTEXT(header) BOOST_TEST(page.find(header) != std::string::npos);
  BOOST_TEST(!server.ask("HEAD /").ends_with("hello\n"));
  BOOST_TEST(server.ask("GET /none").starts_with("HTTP/1.1 404"));
  BOOST_TEST(server.ask("GET /count").starts_with("HTTP/1.1 405"));
  BOOST_TEST(server.ask("GET /count").find("Allow: POST") != std::string::npos);
  BOOST_TEST(server.ask("GET /echo/a%20b").ends_with("a b127.0.0.1\n"));
}

BOOST_AUTO_TEST_CASE(knows_only_its_own_name) {
  const Running server;
  BOOST_TEST(server.say("GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n").starts_with("HTTP/1.1 421"));
  BOOST_TEST(server.say("GET / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 421"));
  BOOST_TEST(server.say("POST /count HTTP/1.1\r\nHost: evil.test\r\nContent-Length: 1\r\n\r\na")
                 .starts_with("HTTP/1.1 421"));
  BOOST_TEST(server.posts == 0);
}

BOOST_AUTO_TEST_CASE(keeps_its_bounds) {
  Options options;
  options.max_header_bytes = 1'000;
  options.max_body_bytes = 100;
  options.patience = std::chrono::milliseconds(300);
  const Running server(options);
  BOOST_TEST(server.ask("GET /" + std::string(5'000, 'a')).starts_with("HTTP/1.1 431"));
  BOOST_TEST(server.ask("POST /count", "Content-Length: 101\r\n").starts_with("HTTP/1.1 413"));
  BOOST_TEST(server.say("nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
  BOOST_TEST(server.say("\x16\x03\x01").starts_with("HTTP/1.1 400"));
  BOOST_TEST(server.ask("POST /count", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")
                 .starts_with("HTTP/1.1 4"));
  BOOST_TEST(server.ask("POST /count", "Content-Length: 50\r\n").empty());  // the rest never came
  BOOST_TEST(server.posts == 0);
  BOOST_TEST(server.ask("GET /").starts_with("HTTP/1.1 200"));
}

BOOST_AUTO_TEST_CASE(slows_down_who_posts_too_often) {
  Options options;
  options.posts = {60'000, 3};
  const Running server(options);
  for (int i = 0; i < 5; ++i) {
    const std::string back = server.ask("POST /count", "Content-Length: 0\r\n");
    BOOST_TEST(back.starts_with(i < 3 ? "HTTP/1.1 200" : "HTTP/1.1 429"));
  }
  BOOST_TEST(server.posts == 3);
  BOOST_TEST(server.ask("GET /").starts_with("HTTP/1.1 200"));
}

BOOST_AUTO_TEST_CASE(believes_a_proxy_only_when_told) {
  const std::string forwarded = "X-Forwarded-For: 1.2.3.4, 9.8.7.6\r\n";
  BOOST_TEST(Running().ask("GET /echo/from-", forwarded).ends_with("from-127.0.0.1\n"));
  Options options;
  options.behind_proxy = true;
  BOOST_TEST(Running(options).ask("GET /echo/from-", forwarded).ends_with("from-9.8.7.6\n"));
}

BOOST_AUTO_TEST_CASE(limits_each_address_by_itself) {
  RateLimit limit({1'000, 2}, 2);
  BOOST_TEST(limit.admits("a", 0));
  BOOST_TEST(limit.admits("a", 0));
  BOOST_TEST(!limit.admits("a", 999));
  BOOST_TEST(limit.admits("b", 999));
  BOOST_TEST(!limit.admits("c", 999));  // no room, and nobody is idle
  BOOST_TEST(limit.admits("a", 1'000));
  BOOST_TEST(limit.admits("c", 60'000));
}

BOOST_AUTO_TEST_CASE(keeps_a_session_by_its_cookie) {
  Sessions sessions(false, {10, 30, 2});
  const auto cookie_of = [](const std::string& set) { return set.substr(0, set.find(';')); };
  const std::string set = sessions.begin("ann", 100);
  BOOST_TEST(set.find("HttpOnly; SameSite=Strict") != std::string::npos);
  const Request asked = request("GET", "/", {{"cookie", "a=b; " + cookie_of(set)}});
  BOOST_REQUIRE(sessions.find(asked, 105) != nullptr);
  BOOST_TEST(sessions.find(asked, 105)->user == "ann");
  BOOST_TEST(sessions.find(request("GET", "/", {{"cookie", cookie_of(set) + "0"}}), 105) == nullptr);
  BOOST_TEST(sessions.find(request("GET", "/"), 105) == nullptr);
  BOOST_TEST(sessions.find(asked, 114) != nullptr);
  BOOST_TEST(sessions.find(asked, 124) != nullptr);
  BOOST_TEST(sessions.find(asked, 131) == nullptr);  // seen often, but over after 30
  const std::string second = sessions.begin("bob", 200);
  const Request later = request("GET", "/", {{"cookie", cookie_of(second)}});
  BOOST_TEST(sessions.find(later, 211) == nullptr);  // idle for too long
  const Request third = request("POST", "/", {{"cookie", cookie_of(sessions.begin("cy", 300))}});
  BOOST_REQUIRE(sessions.find(third, 300) != nullptr);
  sessions.end(third);
  BOOST_TEST(sessions.find(third, 300) == nullptr);
  BOOST_TEST(Sessions(true).begin("d", 0).starts_with("__Host-session="));
}

BOOST_AUTO_TEST_CASE(wants_the_token_of_the_form) {
  Sessions sessions(false);
  const std::string set = sessions.begin("ann", 0);
  const std::map<std::string, std::string> headers{{"cookie", set.substr(0, set.find(';'))},
                                                   {"content-type", "application/x-www-form-urlencoded"}};
  const Session session = *sessions.find(request("POST", "/", headers), 0);
  const std::string good = "name=x&token=" + session.form_token;
  BOOST_TEST(Sessions::carries_token(request("POST", "/", headers, good), session));
  BOOST_TEST(!Sessions::carries_token(request("GET", "/", headers, good), session));
  BOOST_TEST(!Sessions::carries_token(request("POST", "/", headers, good + "0"), session));
  BOOST_TEST(!Sessions::carries_token(request("POST", "/", headers, "token="), session));
  BOOST_TEST(!Sessions::carries_token(request("POST", "/", {{"content-type", "text/plain"}}, good), session));
}

BOOST_AUTO_TEST_CASE(reads_forms) {
  const auto fields = read_fields("a=1&b=x+y%26z&c&=d&a=2&e=%ff%00%4");
  BOOST_TEST(fields.at("a") == "2");
  BOOST_TEST(fields.at("b") == "x y&z");
  BOOST_TEST(fields.at("c") == "");
  BOOST_TEST(fields.at("e") == "\xEF\xBF\xBD\xEF\xBF\xBD%4");
}

BOOST_AUTO_TEST_CASE(escapes_what_goes_into_a_page) {
  const Templates templates({{"page", "<p>{{name}}</p>{{#rows}}<b>{{x}}</b>{{/rows}}{{> foot}}"},
                             {"foot", "{{#show}}<i>{{n}}</i>{{/show}}"},
                             {"bad", "{{#open}}"}});
  const auto page = templates.render(
      "page", {{"name", "<script>&\""}, {"rows", {{{"x", "1"}}, {{"x", "'"}}}}, {"show", true}, {"n", 7}});
  BOOST_REQUIRE(page.has_value());
  BOOST_TEST(*page == "<p>&lt;script&gt;&amp;&quot;</p><b>1</b><b>&#39;</b><i>7</i>");
  BOOST_TEST(!templates.render("none", {}).has_value());
  BOOST_TEST(!templates.render("bad", {}).has_value());
}

BOOST_AUTO_TEST_CASE(serves_the_files_it_has) {
  const tests::TemporaryFolder folder;
  BOOST_REQUIRE(base::write_file(folder / "style.css", "p{}", false).has_value());
  BOOST_REQUIRE(base::write_file(folder / "secret.key", "x", false).has_value());
  const auto files = StaticFiles::load(folder.path());
  BOOST_REQUIRE(files.has_value());
  BOOST_TEST(files->serve("style.css").body == "p{}");
  BOOST_TEST(files->serve("secret.key").status == 404);
  BOOST_TEST(files->serve("../style.css").status == 404);
}
