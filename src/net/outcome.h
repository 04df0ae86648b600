// What libcurl's result codes mean to us, and how we say it. Stays inside src/net.
#pragma once

#include <string>
#include <string_view>

#include "net/curl.h"
#include "net/transfer.h"

namespace gh::net {

/// The outcome of a transfer that libcurl ended with `code`; what only our own callbacks know (cut, address
/// refused, too slow) is decided by the exchange.
Outcome outcome_of(CURLcode code);

/// One sentence for a person about `host`; empty for Outcome::answered.
std::string sentence(Outcome outcome, std::string_view host);

}  // namespace gh::net
