// `glasshouse-hr serve`: the dashboard.
#include "hr/desk/desk.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

#include "hr/commands/commands.h"
#include "hr/commands/serving.h"
#include "hr/users.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<Answer> listen(const Setting& setting, const Listen& listen) {
  auto options = serving(listen);
  if (!options) return options.error();
  options->max_body_bytes = std::size_t{17} << 20;  // the list of a hundred thousand, or all their receipts
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto known = users(ledger);
    if (!known) return known.error();
    if (known->empty())
      return Error{ErrorKind::bad_configuration, "nobody may log in yet", "",
                   "let somebody in first: glasshouse-hr users add NAME"};
    auto desk = Desk::open(ledger, setting, {.secure = listen.behind_proxy});
    if (!desk) return desk.error();
    auto server =
        serve::Server::listen(*options, [&](const serve::Request& request) { return desk->answer(request); });
    if (!server) return server.error();
    std::cerr << fmt::format("The dashboard is at {}:{}; write that into a browser. Stop with Ctrl-C.\n",
                             options->address, server->port())
              << std::flush;
    server->run();
    return Answer{};
  });
}

}  // namespace

void add_desk(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Listen>(Listen{"127.0.0.1:8478"});
  CLI::App* command = app.add_subcommand("serve", "The dashboard, in a browser");
  command->footer(
      "It listens on this machine only. To use it from others, put your own reverse proxy with TLS before "
      "it,\n"
      "and write --behind-proxy and --host NAME.\n"
      "Example:\n"
      "  glasshouse-hr users add mina.okafor\n"
      "  glasshouse-hr serve");
  add_listen(*command, *typed);
  command->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return listen(setting, *typed); }; });
}

}  // namespace gh::hr
