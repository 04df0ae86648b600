#include "net/outcome.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "base/text.h"

namespace gh::net {
namespace {

struct OutcomeRow {
  Outcome outcome;
  std::string_view name;
  std::string_view sentence;  // {} is the host
};
const OutcomeRow outcomes[] = {
    {Outcome::answered, "answered", ""},
    {Outcome::cut, "cut", "The page at {} is longer than we read, so only its beginning was looked at."},
    {Outcome::bad_url, "bad_url",
     "This is not a web address that we can open; copy it again from your browser's address bar."},
    {Outcome::host_not_found, "host_not_found",
     "No site called {} could be found; check the spelling, and that this computer is online."},
    {Outcome::address_refused, "address_refused",
     "{} is a place inside this computer or its own network and not on the public internet, so we stayed "
     "away."},
    {Outcome::cannot_connect, "cannot_connect", "{} let nobody connect; try again later."},
    {Outcome::tls_failed, "tls_failed",
     "No secure connection to {} could be made (it could not prove to be that site), so nothing was read."},
    {Outcome::timed_out, "timed_out", "{} did not answer in the time we wait; try again later."},
    {Outcome::too_slow, "too_slow", "{} sent its page too slowly to wait for the end; try again later."},
    {Outcome::broken, "broken",
     "{} broke off its answer, or sent something that a browser could not read either; try again later."},
};

struct CodeRow {
  CURLcode code;
  Outcome outcome;
};
const CodeRow codes[] = {
    {CURLE_OK, Outcome::answered},
    {CURLE_URL_MALFORMAT, Outcome::bad_url},
    {CURLE_COULDNT_RESOLVE_HOST, Outcome::host_not_found},
    {CURLE_COULDNT_CONNECT, Outcome::cannot_connect},
    {CURLE_OPERATION_TIMEDOUT, Outcome::timed_out},
    {CURLE_SSL_CONNECT_ERROR, Outcome::tls_failed},
    {CURLE_SSL_CERTPROBLEM, Outcome::tls_failed},
    {CURLE_SSL_CIPHER, Outcome::tls_failed},
    {CURLE_PEER_FAILED_VERIFICATION, Outcome::tls_failed},
    {CURLE_SSL_CACERT_BADFILE, Outcome::tls_failed},
    {CURLE_SSL_CRL_BADFILE, Outcome::tls_failed},
    {CURLE_SSL_ISSUER_ERROR, Outcome::tls_failed},
    {CURLE_SSL_INVALIDCERTSTATUS, Outcome::tls_failed},
    {CURLE_SSL_CLIENTCERT, Outcome::tls_failed},
};

const OutcomeRow& row_of(Outcome outcome) {
  return *std::find_if(std::begin(outcomes), std::end(outcomes),
                       [&](const OutcomeRow& row) { return row.outcome == outcome; });
}

}  // namespace

std::string_view name(Outcome outcome) { return row_of(outcome).name; }

Outcome outcome_of(CURLcode code) {
  const auto row =
      std::find_if(std::begin(codes), std::end(codes), [&](const CodeRow& r) { return r.code == code; });
  return row == std::end(codes) ? Outcome::broken : row->outcome;
}

std::string sentence(Outcome outcome, std::string_view host) {
  return fmt::format(fmt::runtime(row_of(outcome).sentence), base::shorten(base::for_terminal(host), 80));
}

}  // namespace gh::net
