// Manners over src/net: who we say we are, one request a host at a time with a pause, own redirects (each hop
// checked), and what an HTTP answer means. Robots.txt, caching and rendering come to this floor later.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/state.h"
#include "net/transfer.h"

namespace gh::fetch {

struct Manners {
  std::chrono::milliseconds pause{2'000};  // between two requests to one host, from the end of the first
  int max_redirects = 5;                   // per page
};

/// Signs of a wall in a final address, a status, a header or a title; read from data/walls.toml.
struct Wall {
  base::State state;
  std::string path_contains;  // of the final address, lower case; "" for any
  std::string host_is;        // a host, or ".example" for all hosts under it
  int status = 0;             // 0 for any
  std::string header;         // "name: value part", lower case
  bool redirected = false;    // only when a redirect led there
  std::string reason;         // machine word: "login_redirect"
};
base::Result<std::vector<Wall>> read_walls(const std::string& toml, const std::string& file);

/// A page, or why there is none.
struct Fetched {
  std::string asked;  // the address asked for
  std::string url;    // where the redirects led
  base::State state =
      base::State::not_checked;  // found, cut, absent, login_wall, rate_limited, network_error, ...
  std::string reason;  // machine word: "http_404", "unknown_host", "tls_failure", "login_redirect", ...
  std::string detail;  // one sentence for a person
  long status = 0;
  std::string content_type;  // as sent: "text/html; charset=utf-8"
  std::string body;
  std::vector<std::string> hops;  // every address asked, in order
};

/// What an answer means, before anybody looks at the page: the table from status, final address and headers
/// to state. Pure.
Fetched judge(std::string asked, const net::Response& last, std::vector<std::string> hops,
              const std::vector<Wall>& walls);

/// One page to ask for.
struct PageRequest {
  std::string url;
  net::Headers headers = {};  // beside our own
};

/// When each host may be asked again: kept by who fetches in several goes.
using Pace = std::map<std::string, std::chrono::steady_clock::time_point>;

/// Fetches each request, hosts side by side, one request a host at a time; `on_done` is called as each ends,
/// in no set order, with the number of its request. A page that fails never ends the run.
void fetch_each(const std::vector<PageRequest>& requests, const net::Policy& policy, const Manners& manners,
                const std::vector<Wall>& walls, Pace& pace,
                const std::function<void(std::size_t, Fetched)>& on_done);

/// Fetches each address once (also one that is listed twice), hosts side by side, one request a host at a
/// time; `on_done` is called as each ends, in no set order. A page that fails never ends the run.
void fetch_all(const std::vector<std::string>& urls, const net::Policy& policy, const Manners& manners,
               const std::vector<Wall>& walls, const std::function<void(Fetched)>& on_done);

/// "Glasshouse/0.1.0 (self-audit; asks for one's own page only)".
std::string user_agent();

}  // namespace gh::fetch
