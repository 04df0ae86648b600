// Transfers against real sockets: what they say, how much they take, when they give up, where they never go.
#include "net/transfer.h"

#include <atomic>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <list>
#include <map>
#include <optional>
#include <thread>

#include "support/cases.h"
#include "support/loopback_server.h"

namespace bdata = boost::unit_test::data;
using namespace gh::net;
using namespace gh::tests;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

/// Short patience, and the ports of these servers open.
Policy policy_for(const std::vector<std::uint16_t>& ports) {
  Policy policy;
  policy.user_agent = "Tester/1";
  policy.limits.connect_timeout = 1000ms;
  policy.limits.total_timeout = 2000ms;
  policy.limits.low_speed_time = 1s;
  for (const std::uint16_t port : ports) policy.allowed_hosts.push_back({"localhost", port});
  return policy;
}

Response get(const std::string& url, const Policy& policy) {
  Transfers transfers(policy);
  std::optional<Response> answer;
  transfers.get(url, [&](Response response) { answer = std::move(response); });
  transfers.run();
  BOOST_REQUIRE(answer.has_value());
  return *answer;
}

Response get_from(const LoopbackServer& server) { return get(server.url("/"), policy_for({server.port()})); }

bool is(const Response& response, Outcome outcome) {
  if (response.outcome == outcome) return true;
  BOOST_TEST_MESSAGE("outcome: " << name(response.outcome) << ", " << response.detail);
  return false;
}

/// Writes a deflate stream (RFC 1951) bit by bit: one block with the fixed code, of "a" and then runs of 258
/// times the same. 13 bytes of it are 2,064 bytes of page, for as long as anybody reads.
class Deflate {
 public:
  explicit Deflate(std::size_t rounds) {
    put(1, 1, false);  // the last block
    put(1, 2, false);  // fixed code
    put(0x30 + 'a', 8, true);
    for (std::size_t i = 0; i < rounds * 8; ++i) {
      put(0b11000101, 8, true);  // length 258
      put(0, 5, true);           // distance 1
    }
  }

  /// In a gzip envelope (RFC 1952) without an end.
  std::string gzip() const { return std::string("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03", 10) + bytes_; }

 private:
  void put(unsigned value, int bits, bool high_bit_first) {
    for (int i = 0; i < bits; ++i) {
      const unsigned bit = value >> (high_bit_first ? bits - 1 - i : i) & 1u;
      if (used_ % 8 == 0) bytes_ += '\0';
      bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | bit << (used_++ % 8));
    }
  }

  std::string bytes_;
  std::size_t used_ = 0;
};

/// A server that sends `head`, then `piece` every `pause` for ever.
LoopbackServer::Handler endless(std::string head, std::string piece, std::chrono::milliseconds pause) {
  return [=](const Request&, Connection& to) {
    to.send(head);
    while (to.send(piece) && to.wait(pause)) continue;
  };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(transfer)

BOOST_AUTO_TEST_CASE(reads_a_page_with_its_headers) {
  const LoopbackServer server(
      answer(200, "<p>hello", {"Content-Type: text/html", "X-Twice: 1", "X-TWICE: 2"}));
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::answered));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "<p>hello");
  BOOST_TEST(response.header("content-type") == "text/html");
  BOOST_TEST(response.header("x-twice") == "2");
  BOOST_TEST(response.header("x-none") == "");
  BOOST_TEST(response.detail == "");
  BOOST_TEST(response.url == server.url("/"));
}

BOOST_AUTO_TEST_CASE(posts_what_it_is_given) {
  const LoopbackServer server(answer(409, "no"));
  Transfers transfers(policy_for({server.port()}));
  Response response;
  transfers.post(server.url("/receipts"), {"application/jose", "a.b.c"},
                 [&](Response one) { response = std::move(one); });
  transfers.run();
  BOOST_TEST(is(response, Outcome::answered));
  BOOST_TEST(response.status == 409);
  BOOST_REQUIRE(server.requests().size() == 1u);
  const Request asked = server.requests().front();
  BOOST_TEST(asked.method == "POST");
  BOOST_TEST(asked.headers.at("content-type") == "application/jose");
  BOOST_TEST(asked.headers.at("content-length") == "5");
}

BOOST_AUTO_TEST_CASE(says_who_it_is_and_nothing_about_the_person) {
  setenv("http_proxy", "http://127.0.0.1:9", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:9", 1);
  const LoopbackServer server(answer(200, "x", {"Set-Cookie: a=b", "WWW-Authenticate: Basic realm=x"}));
  const Policy policy = policy_for({server.port()});
  Transfers transfers(policy);
  for (int i = 0; i < 2; ++i) transfers.get(server.url("/me?x=1#part"), [](Response) {});
  transfers.run();
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
  BOOST_REQUIRE(server.requests().size() == 2);
  for (const Request& request : server.requests()) {
    std::string names;
    for (const auto& [name, value] : request.headers) names += name + " ";
    BOOST_TEST(names == "accept accept-encoding host user-agent ");
    BOOST_TEST(request.headers.at("user-agent") == "Tester/1");
    BOOST_TEST(request.headers.at("accept-encoding") == "gzip, deflate, br");
    BOOST_TEST(request.method == "GET");
    BOOST_TEST(request.target == "/me?x=1");
  }
}

BOOST_AUTO_TEST_CASE(follows_no_redirect_by_itself) {
  const LoopbackServer server(redirect(302, "/elsewhere"));
  const Response response = get_from(server);
  BOOST_TEST(response.status == 302);
  BOOST_TEST(response.header("location") == "/elsewhere");
  BOOST_TEST(server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(keeps_the_headers_of_the_final_answer_only) {
  const LoopbackServer server("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" +
                              answer(200, "page", {"X-Final: 1", " X-Folded: 1", "no colon"}));
  const Response response = get_from(server);
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("x-early") == "");
  BOOST_TEST(response.header("x-folded") == "");
  BOOST_TEST(response.header("x-final") == "1");
}

BOOST_AUTO_TEST_CASE(takes_no_header_from_behind_the_body) {
  const LoopbackServer server(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Location\r\n\r\n4\r\npage\r\n0\r\n"
      "Location: http://elsewhere.test/\r\nHTTP/1.1 404 Gone: x\r\n\r\n");
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::answered));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "page");
  BOOST_TEST(response.header("location") == "");
}

// --- how much --------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_page_of_just_the_longest_length_is_whole) {
  const LoopbackServer server(answer(200, std::string(1000, 'x')));
  Policy policy = policy_for({server.port()});
  policy.limits.max_body_bytes = 1000;
  BOOST_TEST(is(get(server.url("/"), policy), Outcome::answered));
  policy.limits.max_body_bytes = 999;
  const Response cut = get(server.url("/"), policy);
  BOOST_TEST(is(cut, Outcome::cut));
  BOOST_TEST(cut.body.size() == 999u);
}

BOOST_AUTO_TEST_CASE(cuts_an_endless_page) {
  const LoopbackServer server(endless("HTTP/1.1 200 OK\r\n\r\n", std::string(1 << 16, 'x'), 0ms));
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::cut));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body.size() == Limits{}.max_body_bytes);
  BOOST_TEST(!response.detail.empty());
}

BOOST_AUTO_TEST_CASE(cuts_a_gzip_bomb_by_what_it_unpacks_to) {
  const std::string bomb = Deflate(100'000).gzip();  // 1.3 MB for 206 MB
  const LoopbackServer server(answer(200, bomb, {"Content-Encoding: gzip"}));
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::cut));
  BOOST_TEST(response.body.size() == Limits{}.max_body_bytes);
  BOOST_TEST(response.body.substr(0, 9) == "aaaaaaaaa");
}

// net/bomb.br: 809 bytes that unpack to 1 GiB of "a".
BOOST_AUTO_TEST_CASE(cuts_a_brotli_bomb_by_what_it_unpacks_to) {
  const LoopbackServer server(answer(200, fixture("net/bomb.br"), {"Content-Encoding: br"}));
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::cut));
  BOOST_TEST(response.body.size() == Limits{}.max_body_bytes);
}

BOOST_AUTO_TEST_CASE(refuses_a_pile_of_codings) {
  std::string codings = "Content-Encoding: gzip";
  for (int i = 0; i < 20; ++i) codings += ", gzip";
  const LoopbackServer server(answer(200, "x", {codings}));
  BOOST_TEST(is(get_from(server), Outcome::broken));
}

BOOST_AUTO_TEST_CASE(gives_up_on_a_flood_of_headers) {
  const LoopbackServer server(
      endless("HTTP/1.1 200 OK\r\n", "X-More: " + std::string(1000, 'x') + "\r\n", 0ms));
  BOOST_TEST(is(get_from(server), Outcome::broken));
}

// Early answers count too.
BOOST_AUTO_TEST_CASE(takes_so_many_headers_and_no_more) {
  const std::string early = "HTTP/1.1 103 Early Hints\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n";
  const LoopbackServer bearable(early + early + answer(200, "page", {"X: " + std::string(20'000, 'x')}));
  BOOST_TEST(is(get_from(bearable), Outcome::answered));
  const LoopbackServer unbearable(early + early + answer(200, "page", {"X: " + std::string(30'000, 'x')}));
  BOOST_TEST(is(get_from(unbearable), Outcome::broken));
}

BOOST_AUTO_TEST_CASE(gives_up_on_a_flood_of_early_answers) {
  const LoopbackServer server(
      endless("", "HTTP/1.1 103 Early Hints\r\nX: " + std::string(500, 'x') + "\r\n\r\n", 0ms));
  BOOST_TEST(is(get_from(server), Outcome::broken));
}

// --- how long --------------------------------------------------------------------------------------------

struct Slow {
  const char* what;
  LoopbackServer::Handler handler;
  Outcome outcome;
};

BOOST_AUTO_TEST_CASE(slow_servers_cost_no_more_than_the_deadline) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
  const std::vector<Slow> rows = {
      {"no byte at all", [](const Request&, Connection& to) { to.wait(30s); }, Outcome::too_slow},
      {"stops inside the headers", endless("HTTP/1.1 200 OK\r\nX: ", "", 10ms), Outcome::too_slow},
      {"stops inside the body", endless(head + "some", "", 10ms), Outcome::too_slow},
      {"a byte at a time", endless(head, "x", 100ms), Outcome::too_slow},
      {"a header at a time", endless("HTTP/1.1 200 OK\r\n", "X: 1234567890\r\n", 20ms), Outcome::too_slow},
      {"fast enough to go on, too long to wait", endless(head, std::string(20, 'x'), 100ms),
       Outcome::timed_out},
  };
  std::list<LoopbackServer> servers;
  std::vector<std::uint16_t> ports;
  for (const Slow& row : rows) ports.push_back(servers.emplace_back(row.handler).port());
  Policy policy = policy_for(ports);
  policy.limits.total_timeout = 2500ms;
  Transfers transfers(policy);
  std::map<std::string, Response> answers;
  for (const LoopbackServer& server : servers)
    transfers.get(server.url("/"),
                  [&](Response response) { answers[server.url("/")] = std::move(response); });
  const auto began = Clock::now();
  transfers.run();
  BOOST_TEST((Clock::now() - began < policy.limits.total_timeout + 1s));
  auto server = servers.begin();
  for (const Slow& row : rows) {
    BOOST_TEST_CONTEXT(row.what) {
      const Response& response = answers[(server++)->url("/")];
      BOOST_TEST(is(response, row.outcome));
      BOOST_TEST(response.body == "");
      BOOST_TEST(!response.detail.empty());
    }
  }
}

// --- what is broken --------------------------------------------------------------------------------------

struct Broken {
  const char* what;
  std::string bytes;
};
std::ostream& operator<<(std::ostream& out, const Broken& row) { return out << row.what; }

const std::string gzipped_head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
const std::vector<Broken> broken_answers = {
    {"nothing", ""},
    {"not HTTP", "SSH-2.0-OpenSSH_9.2\r\n"},
    {"an HTML page without headers", "<html>hello</html>"},
    {"half a status line", "HTTP/1.1 2"},
    {"headers without an end", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"},
    {"a redirect without an end", "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n"},
    {"an early answer and no other", "HTTP/1.1 103 Early Hints\r\n\r\n"},
    {"less than promised", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"},
    {"a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort"},
    {"a chunk without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort"},
    {"a chunk with a length that is no number",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort"},
    {"gzip that is none", gzipped_head + "this is not gzip at all"},
    {"gzip with damage inside", gzipped_head + Deflate(3).gzip().substr(0, 30) + std::string(40, '\x07')},
    {"brotli that is none", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\xFF\xFF\xFF\xFF\xFF\xFF"},
    {"a coding nobody knows", "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\n\r\nuryyb"},
};

BOOST_DATA_TEST_CASE(a_broken_answer_is_never_a_page, bdata::make(broken_answers), row) {
  const LoopbackServer server(row.bytes);
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::broken));
  BOOST_TEST(response.body == "");
  BOOST_TEST(!response.detail.empty());
}

BOOST_AUTO_TEST_CASE(reads_what_a_half_closed_server_sent) {
  const LoopbackServer server([](const Request&, Connection& to) {
    to.send("HTTP/1.1 200 OK\r\n\r\nwhole page");
    to.finish_sending();
    to.wait(5s);
  });
  const Response response = get_from(server);
  BOOST_TEST(is(response, Outcome::answered));
  BOOST_TEST(response.body == "whole page");
}

BOOST_AUTO_TEST_CASE(takes_no_more_than_was_promised) {
  const LoopbackServer server(
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage and HTTP/1.1 200 OK\r\n\r\nmore");
  BOOST_TEST(get_from(server).body == "page");
}

// --- where -----------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(goes_to_no_private_address_unless_it_was_opened) {
  const LoopbackServer server(answer(200, "secret"));
  const std::string port = std::to_string(server.port());
  for (const char* host : {"127.0.0.1", "localhost", "LOCALHOST", "a.localhost", "127.1", "0x7f000001",
                           "2130706433", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
                           "[::127.0.0.1]", "127.255.255.254", "①②⑦.⓪.⓪.①"}) {
    BOOST_TEST_CONTEXT(host) {
      const Response response = get("http://" + std::string(host) + ":" + port + "/", policy_for({}));
      BOOST_TEST(is(response, Outcome::address_refused));
      BOOST_TEST(!response.detail.empty());
      BOOST_TEST(response.status == 0);
    }
  }
  for (const char* url :
       {"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://172.16.0.1/", "http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://255.255.255.255/"}) {
    BOOST_TEST_CONTEXT(url) { BOOST_TEST(is(get(url, policy_for({})), Outcome::address_refused)); }
  }
  BOOST_TEST(server.connections() == 0);
}

BOOST_AUTO_TEST_CASE(opens_exactly_the_port_that_was_asked_for) {
  const LoopbackServer opened(answer(200, "open"));
  const LoopbackServer other(answer(200, "secret"));
  const Policy policy = policy_for({opened.port()});
  BOOST_TEST(get(opened.url("/"), policy).body == "open");
  BOOST_TEST(get(opened.url("/", "blog.localhost"), policy).body == "open");
  BOOST_TEST(get(opened.url("/", "127.0.0.1"), policy).body == "open");
  BOOST_TEST(is(get(other.url("/"), policy), Outcome::address_refused));
  BOOST_TEST(is(get(opened.url("/", "127.0.0.2"), policy), Outcome::address_refused));
  BOOST_TEST(is(get(opened.url("/", "0.0.0.0"), policy), Outcome::address_refused));
  BOOST_TEST(other.connections() == 0);
}

BOOST_AUTO_TEST_CASE(a_literal_opens_its_address_only) {
  const LoopbackServer server(answer(200, "open"));
  Policy policy = policy_for({});
  policy.allowed_hosts = {{"127.0.0.1", server.port()}, {"no-such-host.invalid", server.port()}};
  BOOST_TEST(get(server.url("/", "127.0.0.1"), policy).body == "open");
  BOOST_TEST(get(server.url("/", "localhost"), policy).body == "open");
  policy.allowed_hosts = {{"Blog.localhost", server.port()}};  // a name that libcurl looks up by itself
  BOOST_TEST(get(server.url("/", "blog.localhost"), policy).body == "open");
  policy.allowed_hosts = {{"127.0.0.2", server.port()}};
  BOOST_TEST(is(get(server.url("/", "127.0.0.1"), policy), Outcome::address_refused));
}

BOOST_AUTO_TEST_CASE(tells_nobody_there_from_no_such_name) {
  const std::uint16_t port = closed_port();
  const Response refused = get("http://localhost:" + std::to_string(port) + "/", policy_for({port}));
  BOOST_TEST(is(refused, Outcome::cannot_connect));
  const Response unknown = get("http://something.invalid/", policy_for({}));
  BOOST_TEST(is(unknown, Outcome::host_not_found));
  BOOST_TEST(unknown.detail.find("something.invalid") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(asks_for_web_addresses_only) {
  const std::vector<Case> addresses = cases_in("net/address.tsv", 2);
  for (const Case& row : addresses) {
    if (row.columns[1] != "-") continue;
    BOOST_TEST_CONTEXT(row) {
      const Response response = get(row.columns[0], policy_for({}));
      BOOST_TEST(is(response, Outcome::bad_url));
      BOOST_TEST(response.url == row.columns[0]);
      BOOST_TEST(!response.detail.empty());
    }
  }
}

// --- whom ------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(trusts_nobody_who_signed_for_themself) {
  const TlsServer server;
  const std::string port = std::to_string(server.port());
  Policy policy = policy_for({server.port()});
  const Response stranger = get("https://localhost:" + port + "/", policy);
  BOOST_TEST(is(stranger, Outcome::tls_failed));
  BOOST_TEST(stranger.body == "");

  policy.ca_file = server.certificate();
  const Response friendly = get("https://localhost:" + port + "/", policy);
  BOOST_TEST(is(friendly, Outcome::answered));
  BOOST_TEST(friendly.body.find("s_server") != std::string::npos);

  // The certificate is for localhost and for nobody else.
  BOOST_TEST(is(get("https://127.0.0.1:" + port + "/", policy), Outcome::tls_failed));
  BOOST_TEST(is(get("https://a.localhost:" + port + "/", policy), Outcome::tls_failed));
  policy.ca_file = "/no/such/file.pem";
  BOOST_TEST(is(get("https://localhost:" + port + "/", policy), Outcome::tls_failed));
}

// It waits for the end of a request that never comes in plain text.
BOOST_AUTO_TEST_CASE(a_handshake_that_hangs_ends_with_the_connect_timeout) {
  const LoopbackServer server(answer(200, "plain"));
  Policy policy = policy_for({server.port()});
  policy.limits.connect_timeout = 300ms;
  const auto began = Clock::now();
  const Response response = get("https://localhost:" + std::to_string(server.port()) + "/", policy);
  BOOST_TEST(is(response, Outcome::timed_out));
  BOOST_TEST((Clock::now() - began < 1300ms));
}

// --- many ------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(never_has_more_under_way_than_allowed) {
  std::atomic<int> now{0};
  std::atomic<int> most{0};
  const LoopbackServer server([&](const Request&, Connection& to) {
    const int count = ++now;
    most = std::max<int>(most, count);
    to.wait(20ms);
    --now;
    to.send(answer(200, "x"));
  });
  Policy policy = policy_for({server.port()});
  policy.max_under_way = 3;
  Transfers transfers(policy);
  int done = 0;
  for (int i = 0; i < 20; ++i) transfers.get(server.url("/"), [&](Response) { ++done; });
  transfers.run();
  BOOST_TEST(done == 20);
  BOOST_TEST(most == 3);
}

BOOST_AUTO_TEST_CASE(begins_no_sooner_than_asked) {
  const LoopbackServer server(answer(200, "x"));
  Transfers transfers(policy_for({server.port()}));
  std::string order;
  const auto began = Clock::now();
  transfers.get(
      server.url("/"), [&](Response) { order += "b"; }, 200ms);
  transfers.get(server.url("/"), [&](Response) { order += "a"; });
  transfers.run();
  BOOST_TEST(order == "ab");
  BOOST_REQUIRE(server.requests().size() == 2u);
  BOOST_TEST((server.requests()[1].began - began >= 200ms));
  BOOST_TEST((server.requests()[1].began - began < 700ms));
}

BOOST_AUTO_TEST_CASE(one_leads_to_the_next_until_stopped) {
  const LoopbackServer server(answer(200, "x"));
  Transfers transfers(policy_for({server.port()}));
  int count = 0;
  std::function<void(Response)> again = [&](Response) {
    if (++count == 5) transfers.stop();
    transfers.get(server.url("/"), again);
  };
  transfers.get("no address", again);
  transfers.get(
      server.url("/"), [&](Response) { ++count; }, 60s);
  transfers.run();
  BOOST_TEST(count == 5);
  BOOST_TEST(server.requests().size() == 4u);
}

BOOST_AUTO_TEST_CASE(nothing_is_reported_after_the_stop) {
  std::atomic<int> asked{0};
  std::atomic<bool> first_is_out{false};
  const LoopbackServer server([&](const Request& request, Connection& to) {
    ++asked;
    const bool is_first = request.target == "/first";
    while ((is_first ? asked < 8 : !first_is_out) && to.wait(1ms)) continue;
    to.wait(is_first ? 0ms : 20ms);
    to.send(answer(200, "x"));
    if (is_first) first_is_out = true;
  });
  Transfers transfers(policy_for({server.port()}));
  int count = 0;
  transfers.get(server.url("/first"), [](Response) { std::this_thread::sleep_for(200ms); });
  for (int i = 0; i < 7; ++i) {  // all seven have their answers when the loop looks again
    transfers.get(server.url("/"), [&](Response) {
      ++count;
      transfers.stop();
    });
  }
  transfers.run();
  BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(ends_at_once_when_there_is_nothing_to_do) {
  const auto began = Clock::now();
  Transfers transfers(policy_for({}));
  transfers.run();
  transfers.get("no address", [](Response) {});
  transfers.run();
  BOOST_TEST((Clock::now() - began < 300ms));
}

BOOST_AUTO_TEST_CASE(an_exception_in_done_leaves_by_the_front_door) {
  const LoopbackServer server(answer(200, "x"));
  Transfers transfers(policy_for({server.port()}));
  for (int i = 0; i < 3; ++i)
    transfers.get(server.url("/"), [](Response) { throw std::runtime_error("ours"); });
  BOOST_CHECK_THROW(transfers.run(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(names_its_libraries) {
  BOOST_TEST(library_versions().starts_with("libcurl "));
  BOOST_TEST(library_versions().find("OpenSSL") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
