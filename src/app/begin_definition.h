// `glasshouse definitions new`: a first draft of a definition from one page, saved or fetched.
#pragma once

#include <functional>
#include <string>

#include "app/house.h"
#include "net/transfer.h"

namespace gh::app {

struct BeginOptions {
  std::string url;  // of a saved page that does not say it
  std::vector<net::AllowedHost> allowed_hosts;
  std::string ca_file;
  bool caged = true;
};

/// in:  `what` is the file of a saved page, or an address, which is fetched once
/// out: TOML that can be checked as it is; `on_host` is told the host before anything is asked of it
/// err: no_input, unavailable when the address gives no page
base::Result<std::string> begin_definition(const House& house, const std::string& what,
                                           const BeginOptions& options,
                                           const std::function<void(const std::string& host)>& on_host);

}  // namespace gh::app
