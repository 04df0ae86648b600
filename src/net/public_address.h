// Which addresses are on the public internet. Stays inside src/net; the outside asks is_public_address.
#pragma once

#include <array>
#include <cstdint>
#include <sys/socket.h>

namespace gh::net {

/// An address of either family as sixteen bytes; IPv4 lies in the last four, behind the v4-mapped prefix, so
/// that one and the same place always compares equal.
using AddressBytes = std::array<std::uint8_t, 16>;

/// Reads an AF_INET or AF_INET6 address and its port. False for any other family.
bool read_socket_address(const sockaddr& from, AddressBytes& address, std::uint16_t& port);

/// The rule behind is_public_address(literal).
bool is_public(const AddressBytes& address);

}  // namespace gh::net
