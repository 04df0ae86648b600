#include "serve/routes.h"

#include <optional>
#include <set>

#include "base/text.h"

namespace gh::serve {
namespace {

/// What the pattern's "{}" stand for, or nothing when the path is another.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  const auto wanted = base::split(pattern, '/');
  const auto given = base::split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (wanted[at] == "{}" && !given[at].empty()) {
      parts.emplace_back(given[at]);
    } else if (wanted[at] != given[at]) {
      return std::nullopt;
    }
  }
  return parts;
}

Response not_allowed(const std::set<std::string>& methods) {
  Response response = plain(405, "That cannot be done here.");
  std::vector<std::string> allowed(methods.begin(), methods.end());
  if (methods.contains("GET")) allowed.emplace_back("HEAD");
  response.headers.emplace_back("Allow", base::join(allowed, ", "));
  return response;
}

}  // namespace

Handler routed(std::vector<Route> routes) {
  return [routes = std::move(routes)](const Request& request) {
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    std::set<std::string> others;
    for (const Route& route : routes) {
      auto parts = match(route.path, request.path);
      if (!parts) continue;
      if (route.method != method) {
        others.insert(route.method);
        continue;
      }
      Request with_parts = request;
      with_parts.parts = std::move(*parts);
      return route.handle(with_parts);
    }
    return others.empty() ? plain(404, "There is no such page.") : not_allowed(others);
  };
}

}  // namespace gh::serve
