// The address guard: may a socket to this resolved address be opened? Names are not asked: what counts is
// where the connection would really go, so no spelling, redirect or name server can talk us into a private
// address.
#pragma once

#include <sys/socket.h>
#include <utility>
#include <vector>

#include "net/public_address.h"
#include "net/transfer.h"

namespace gh::net {

class Guard {
 public:
  /// Looks up the opened hosts once, now: what their names lead to later opens nothing more. A host that has
  /// no address opens nothing.
  explicit Guard(const std::vector<AllowedHost>& opened);

  bool permits(const sockaddr& to) const;

 private:
  std::vector<std::pair<AddressBytes, std::uint16_t>> opened_;
};

}  // namespace gh::net
