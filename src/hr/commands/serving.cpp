#include "hr/commands/serving.h"

#include <CLI/CLI.hpp>

#include "base/text.h"

namespace gh::hr {

void add_listen(CLI::App& command, Listen& listen) {
  command.add_option("--listen", listen.place, "Address and port of this machine")->capture_default_str();
  command.add_option("--host", listen.hosts, "The name that your proxy goes by, as browsers send it");
  command.add_flag("--behind-proxy", listen.behind_proxy, "Believe the proxy's X-Forwarded-For");
}

base::Result<serve::Options> serving(const Listen& listen) {
  serve::Options options;
  const std::size_t colon = listen.place.rfind(':');
  const std::string port = colon == std::string::npos ? "" : listen.place.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(port) > 65'535)
    return base::Error{base::ErrorKind::usage,
                       "\"" + base::for_terminal(listen.place) + "\" is no place to listen", "--listen",
                       "write an address of this machine and a port, like 127.0.0.1:8477"};
  options.address = listen.place.substr(0, colon);
  options.port = static_cast<std::uint16_t>(std::stoi(port));
  options.hosts = listen.hosts;
  options.behind_proxy = listen.behind_proxy;
  return options;
}

}  // namespace gh::hr
