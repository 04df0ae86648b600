// One HTTP exchange after another over libcurl's multi interface, each within bounds. No manners (pace,
// robots, which redirects are meant well) and no judgement: that is src/fetch. Every connection passes the
// address guard.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gh::net {

struct Limits {
  std::size_t max_body_bytes = std::size_t{5} << 20;  // decoded, counted as it arrives; a longer body is cut
  std::size_t max_header_bytes = std::size_t{64} << 10;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{30'000};  // of one hop
  std::chrono::seconds low_speed_time{10};  // slower than low_speed_bytes a second for so long: given up
  long low_speed_bytes = 32;
};

/// A private address that the person opened on purpose (--allow-host HOST:PORT); nothing else opens one.
struct AllowedHost {
  std::string host;
  std::uint16_t port = 0;
};
base::Result<AllowedHost> parse_allowed_host(std::string_view text);

struct Policy {
  std::string user_agent;
  Limits limits;
  std::vector<AllowedHost> allowed_hosts;
  int max_under_way = 8;
  std::string ca_file;  // extra trusted certificates (PEM); empty for the system's
};

/// How an exchange ended, as far as the network can tell.
enum class Outcome {
  answered,  // a whole answer, whatever its status
  cut,       // an answer whose body went past max_body_bytes; body holds the beginning
  bad_url,   // not http or https, or no host
  host_not_found,
  address_refused,  // the name leads to an address that is not public
  cannot_connect,
  tls_failed,
  timed_out,  // total or connect timeout
  too_slow,   // low speed
  broken,     // the answer broke off, or is no HTTP, or its coding is damaged
};
std::string_view name(Outcome outcome);  // "answered", "cut", "bad_url", "host_not_found", ...

struct Response {
  Outcome outcome = Outcome::broken;
  std::string url;                                           // as asked
  long status = 0;                                           // 0 without an answer
  std::vector<std::pair<std::string, std::string>> headers;  // of the final answer, names in lower case
  std::string body;                                          // decoded from gzip, deflate, br
  std::string detail;                                        // for a person, when there was no whole answer
  std::chrono::milliseconds took{0};

  /// The last header of that (lower-case) name; empty when there is none.
  std::string_view header(std::string_view name) const;
};

/// Splits an address, lower-cases scheme and host. Only http and https with a host and no user:password@.
struct Address {
  std::string scheme;
  std::string host;
  std::uint16_t port = 0;  // the scheme's own when not written
  std::string path;        // with the query, without the fragment; at least "/"

  std::string url() const;
  std::string host_and_port() const;  // the port only when it is not the scheme's own
};
base::Result<Address> parse_address(std::string_view url);

/// `reference` as seen from the page `base`; an error when the result is no http(s) address.
base::Result<std::string> resolve(std::string_view base, std::string_view reference);

/// True for addresses that are on the public internet (IPv4 or IPv6 literal): not loopback, private,
/// link-local, shared, documentation, multicast, reserved, nor an IPv4 one of those wrapped in IPv6.
bool is_public_address(std::string_view literal);

/// Names in small letters, and values; neither may hold a line break.
using Headers = std::map<std::string, std::string>;

/// What a POST carries.
struct Payload {
  std::string content_type;
  std::string bytes;
};

/// The multi loop. Exchanges begin when they are added (or later), `done` is called from run(), and may add
/// more.
class Transfers {
 public:
  using Done = std::function<void(Response)>;

  explicit Transfers(Policy policy);
  Transfers(Transfers&&) noexcept;
  ~Transfers();

  /// One GET, not before `delay` from now, with these headers beside our own. Redirects are not followed.
  void get(std::string url, Done done, std::chrono::milliseconds delay = std::chrono::milliseconds{0},
           const Headers& headers = {});

  /// One POST, now. What comes back is taken within the same bounds; redirects are not followed.
  void post(std::string url, Payload payload, Done done);

  /// Returns when nothing is left to do, or `stop()` was called from a `done`.
  void run();
  void stop();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// Versions of libcurl and its TLS, for --version.
std::string library_versions();

}  // namespace gh::net
