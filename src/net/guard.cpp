#include "net/guard.h"

#include <algorithm>
#include <memory>
#include <netdb.h>
#include <string>

#include "base/text.h"
#include "net/curl.h"

namespace gh::net {
namespace {

using Found = std::unique_ptr<addrinfo, Closer<freeaddrinfo>>;

Found look_up(const std::string& host, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) return nullptr;
  return Found(found);
}

/// libcurl sends localhost and every name under it to the two loopback addresses without asking anybody
/// (RFC 6761, section 6.3); so must we.
std::vector<std::string> places_of(const AllowedHost& allowed) {
  const std::string host = base::lower_ascii(allowed.host);
  if (host == "localhost" || host.ends_with(".localhost")) return {"127.0.0.1", "::1"};
  if (host.size() > 2 && host.front() == '[') return {host.substr(1, host.size() - 2)};
  return {host};
}

}  // namespace

Guard::Guard(const std::vector<AllowedHost>& opened) {
  for (const AllowedHost& allowed : opened) {
    for (const std::string& place : places_of(allowed)) {
      const Found found = look_up(place, allowed.port);
      for (const addrinfo* at = found.get(); at != nullptr; at = at->ai_next) {
        std::pair<AddressBytes, std::uint16_t> entry;
        if (read_socket_address(*at->ai_addr, entry.first, entry.second)) opened_.push_back(entry);
      }
    }
  }
}

bool Guard::permits(const sockaddr& to) const {
  std::pair<AddressBytes, std::uint16_t> entry;
  if (!read_socket_address(to, entry.first, entry.second)) return false;
  return is_public(entry.first) || std::find(opened_.begin(), opened_.end(), entry) != opened_.end();
}

}  // namespace gh::net
