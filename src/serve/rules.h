// What every request must keep, whoever handles it, and what every answer carries. Pure.
//
// A page that is open in somebody's browser may send requests to any server that this browser can reach, and
// may have a name that leads here (DNS rebinding). So: the Host must be one that this server knows itself by;
// a request that changes something and comes from a browser must come from a page of that same host, by its
// Origin and by Sec-Fetch-Site. What browsers do not send (a program's POST has neither) is left to the
// handler, which asks for a session and its token, or for a signature.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "serve/http.h"

namespace gh::serve {

struct Rules {
  std::vector<std::string> hosts;  // as the Host header says them: "127.0.0.1:8080", "hr.example.org"
};

/// The answer for a request that breaks a rule: 421 for a foreign host, 405 for a method, 403 for a foreign
/// page. Nothing when it may be handled.
std::optional<Response> refusal(const Request& request, const Rules& rules);

/// Adds what keeps a page to itself: a Content-Security-Policy without scripts and without foreign content,
/// no sniffing, no referrer for others, no cache, no frame.
void protect(Response& response);

}  // namespace gh::serve
