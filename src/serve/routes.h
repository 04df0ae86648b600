// Which handler answers which path. An explicit table: method, path, function. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http.h"

namespace gh::serve {

using Handler = std::function<Response(const Request&)>;

struct Route {
  std::string method;  // "GET" (answers HEAD too) or "POST"
  std::string path;    // "/people/{}/extend": each "{}" is one part, handed on in Request::parts
  Handler handle;
};

/// A handler that looks the request up in `routes`. 404 for a path that nobody has; 405, with the methods
/// that there are, for one that has no such method.
Handler routed(std::vector<Route> routes);

}  // namespace gh::serve
