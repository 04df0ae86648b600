// The blocks are those of the IANA registries of special-purpose addresses (RFC 6890, as updated to 2025):
//   https://www.iana.org/assignments/iana-ipv4-special-registry/
//   https://www.iana.org/assignments/iana-ipv6-special-registry/
// with multicast (RFC 5771, RFC 4291). Where a registry lists single anycast addresses inside a refused block
// as reachable (192.0.0.9, 2001:1::1, AS112, ...), we refuse them too: no person's page lives there.
#include "net/public_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <string>

#include "net/transfer.h"

namespace gh::net {
namespace {

struct Block {
  AddressBytes prefix;
  int bits;
};

constexpr int mapped_bits = 96;
constexpr AddressBytes mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

constexpr Block v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, int bits) {
  return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d}, mapped_bits + bits};
}

constexpr Block v6(std::uint16_t a, std::uint16_t b, std::uint16_t c, int bits) {
  return {{static_cast<std::uint8_t>(a >> 8), static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b >> 8),
           static_cast<std::uint8_t>(b), static_cast<std::uint8_t>(c >> 8), static_cast<std::uint8_t>(c)},
          bits};
}

constexpr Block refused_v4[] = {
    v4(0, 0, 0, 0, 8),        // this host on this network, RFC 791
    v4(10, 0, 0, 0, 8),       // private, RFC 1918
    v4(100, 64, 0, 0, 10),    // shared (carrier-grade NAT), RFC 6598
    v4(127, 0, 0, 0, 8),      // loopback, RFC 1122
    v4(169, 254, 0, 0, 16),   // link-local (cloud metadata), RFC 3927
    v4(172, 16, 0, 0, 12),    // private, RFC 1918
    v4(192, 0, 0, 0, 24),     // IETF protocol assignments, RFC 6890
    v4(192, 0, 2, 0, 24),     // documentation, RFC 5737
    v4(192, 31, 196, 0, 24),  // AS112, RFC 7535
    v4(192, 52, 193, 0, 24),  // AMT, RFC 7450
    v4(192, 88, 99, 0, 24),   // former 6to4 relays, RFC 7526
    v4(192, 168, 0, 0, 16),   // private, RFC 1918
    v4(192, 175, 48, 0, 24),  // AS112, RFC 7534
    v4(198, 18, 0, 0, 15),    // benchmarking, RFC 2544
    v4(198, 51, 100, 0, 24),  // documentation, RFC 5737
    v4(203, 0, 113, 0, 24),   // documentation, RFC 5737
    v4(224, 0, 0, 0, 4),      // multicast, RFC 5771
    v4(240, 0, 0, 0, 4),      // reserved, and 255.255.255.255, RFC 1112, RFC 8190
};

// Everything outside 2000::/3 is refused already: ::, ::1, ::/96, 64:ff9b:1::/48, 100::/64, 5f00::/16,
// fc00::/7, fe80::/10, fec0::/10, ff00::/8 and what is not assigned yet (RFC 4291, section 2.4).
constexpr Block global_unicast = v6(0x2000, 0, 0, 3);
constexpr Block refused_v6[] = {
    v6(0x2001, 0x0000, 0, 23),       // IETF protocol assignments with Teredo and ORCHID, RFC 2928
    v6(0x2001, 0x0DB8, 0, 32),       // documentation, RFC 3849
    v6(0x2620, 0x004F, 0x8000, 48),  // AS112, RFC 7534
    v6(0x3FFF, 0x0000, 0, 20),       // documentation, RFC 9637
};

/// IPv6 addresses that are an IPv4 address in a wrapper; that address decides.
struct Wrapper {
  Block block;
  std::size_t at;  // where its four bytes begin
};
constexpr Wrapper wrappers[] = {
    {v6(0x2002, 0, 0, 16), 2},        // 6to4, RFC 3056
    {v6(0x0064, 0xFF9B, 0, 96), 12},  // NAT64, RFC 6052
};

bool is_in(const AddressBytes& address, const Block& block) {
  const int whole = block.bits / 8;
  const int rest = block.bits % 8;
  if (!std::equal(address.begin(), address.begin() + whole, block.prefix.begin())) return false;
  if (rest == 0) return true;
  const int mask = 0xFF << (8 - rest);
  const auto at = static_cast<std::size_t>(whole);
  return (address[at] & mask) == (block.prefix[at] & mask);
}

template <std::size_t n>
bool is_in_any(const AddressBytes& address, const Block (&blocks)[n]) {
  return std::any_of(std::begin(blocks), std::end(blocks), [&](const Block& b) { return is_in(address, b); });
}

AddressBytes mapped(const std::uint8_t* four) {
  AddressBytes address = mapped_prefix;
  std::copy(four, four + 4, address.begin() + 12);
  return address;
}

}  // namespace

bool read_socket_address(const sockaddr& from, AddressBytes& address, std::uint16_t& port) {
  if (from.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &from, sizeof in);
    std::uint8_t four[4];
    std::memcpy(four, &in.sin_addr, sizeof four);
    address = mapped(four);
    port = ntohs(in.sin_port);
    return true;
  }
  if (from.sa_family != AF_INET6) return false;
  sockaddr_in6 in6{};
  std::memcpy(&in6, &from, sizeof in6);
  std::memcpy(address.data(), &in6.sin6_addr, address.size());
  port = ntohs(in6.sin6_port);
  return true;
}

bool is_public(const AddressBytes& address) {
  if (is_in(address, {mapped_prefix, mapped_bits})) return !is_in_any(address, refused_v4);
  for (const Wrapper& wrapper : wrappers) {
    if (is_in(address, wrapper.block)) return is_public(mapped(address.data() + wrapper.at));
  }
  return is_in(address, global_unicast) && !is_in_any(address, refused_v6);
}

bool is_public_address(std::string_view literal) {
  if (literal.size() > 2 && literal.front() == '[' && literal.back() == ']')
    literal = literal.substr(1, literal.size() - 2);
  const std::string text(literal);
  std::uint8_t four[4];
  AddressBytes sixteen{};
  if (inet_pton(AF_INET, text.c_str(), four) == 1) return is_public(mapped(four));
  return inet_pton(AF_INET6, text.c_str(), sixteen.data()) == 1 && is_public(sixteen);
}

}  // namespace gh::net
