#include "serve/rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace gh::serve {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> protections{{
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},  // with "no-referrer" a browser would not say whose form it posts
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
}};

bool is_known(std::string_view host, const Rules& rules) {
  return std::any_of(rules.hosts.begin(), rules.hosts.end(),
                     [&](const std::string& known) { return base::equal_ignoring_case(known, host); });
}

/// "https://hr.example.org" is a page of "hr.example.org". A browser that will not say sends "null".
bool is_own(std::string_view origin, const Rules& rules) {
  const std::size_t slashes = origin.find("://");
  return slashes != std::string_view::npos && is_known(origin.substr(slashes + 3), rules);
}

bool is_from_elsewhere(const Request& request, const Rules& rules) {
  const std::string_view origin = request.header("origin");
  const std::string_view site = request.header("sec-fetch-site");
  return (!origin.empty() && !is_own(origin, rules)) ||
         (!site.empty() && site != "same-origin" && site != "none");
}

bool has(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

}  // namespace

std::optional<Response> refusal(const Request& request, const Rules& rules) {
  if (!is_known(request.header("host"), rules)) return plain(421, "This server does not go by that name.");
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && request.method != "POST") {
    Response response = plain(405, "Only GET, HEAD and POST are understood.");
    response.headers.emplace_back("Allow", "GET, HEAD, POST");
    return response;
  }
  if (!reads && is_from_elsewhere(request, rules)) return plain(403, "This came from another site's page.");
  return std::nullopt;
}

void protect(Response& response) {
  for (const auto& [name, value] : protections) {
    if (!has(response, name)) response.headers.emplace_back(name, value);
  }
}

}  // namespace gh::serve
