// What the commands that listen have in common: where, and behind which proxy.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "serve/server.h"

namespace CLI {
class App;
}

namespace gh::hr {

struct Listen {
  std::string place;  // "127.0.0.1:8477"
  std::vector<std::string> hosts = {};
  bool behind_proxy = false;
};

/// --listen, --host and --behind-proxy.
void add_listen(CLI::App& command, Listen& listen);

/// err: usage for what is no place to listen
base::Result<serve::Options> serving(const Listen& listen);

}  // namespace gh::hr
