#include "cli/accounts_command.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/accounts.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"

namespace gh::cli {
namespace {

using base::ExitCode;

ExitCode add_accounts(const app::House& house, const app::PageReader& reader, const AccountsOptions& options,
                      const Streams& streams) {
  if (options.what.empty())
    return fail(streams, usage("nothing to add", "give the address of your page, or platform:handle"));
  bool banned = false;
  for (const std::string& typed : options.what) {
    const auto added = app::add_account(house, reader, typed, options.platform);
    if (!added) return fail(streams, added.error());
    streams.out << fmt::format("{} {}: {}\n", added->was_known ? "Known already," : "Added",
                               added->account.id, base::for_terminal(app::describe(added->account)));
    if (added->fetch != scrape::FetchPolicy::automatic) {
      streams.out << "  " << added->platform_name
                  << " asks programs to stay out: save your page from a private window and use: glasshouse "
                     "import FILE\n";
    }
    for (const detect::Finding& finding : added->findings) {
      banned = true;
      streams.out << fmt::format(
          "  The name \"{}\" holds the name of your trust or school. The policy does not allow that ({}): "
          "change it.\n",
          base::for_terminal(finding.value), finding.clause);
    }
  }
  return banned ? ExitCode::exposed : ExitCode::done;
}

ExitCode list_accounts(const app::House& house, bool json, const Streams& streams) {
  const auto accounts = app::list_accounts(house);
  if (!accounts) return fail(streams, accounts.error());
  auto rows = nlohmann::ordered_json::array();
  for (const assess::Account& account : *accounts) {
    rows.push_back({{"account", account.id},
                    {"platform", account.platform},
                    {"handle", account.handle},
                    {"url", account.url},
                    {"ownership", assess::name(account.ownership)},
                    {"added", base::format_day(account.added)}});
    if (!json) {
      streams.out << fmt::format("{:>4}  {:<11}  {}\n", account.id, assess::name(account.ownership),
                                 base::for_terminal(app::describe(account)));
    }
  }
  if (json) streams.out << base::write_json({{"schema", base::json_schema}, {"accounts", rows}}) << '\n';
  if (!json && accounts->empty())
    streams.out << "No accounts yet. Add one with: glasshouse accounts add ADDRESS\n";
  return ExitCode::done;
}

ExitCode change_accounts(const app::House& house, const AccountsOptions& options, const Streams& streams) {
  if (options.what.empty())
    return fail(streams, usage("which account?", "give its number from: glasshouse accounts list"));
  for (const std::string& typed : options.what) {
    const auto account = app::find_account(house, typed);
    if (!account) return fail(streams, account.error());
    const auto done = options.action == "remove"
                          ? app::remove_account(house, *account)
                          : app::set_ownership(house, *account,
                                               options.action == "confirm" ? assess::Ownership::confirmed
                                                                           : assess::Ownership::rejected);
    if (!done) return fail(streams, done.error());
    streams.out << fmt::format("{}: {}\n",
                               options.action == "remove"    ? "Removed"
                               : options.action == "confirm" ? "Yours"
                                                             : "Not yours",
                               base::for_terminal(app::describe(*account)));
  }
  return ExitCode::done;
}

}  // namespace

ExitCode run_accounts(const app::House& house, const AccountsOptions& options, const Streams& streams) {
  if (options.action == "list") return list_accounts(house, options.json, streams);
  if (options.action != "add") return change_accounts(house, options, streams);
  const auto reader = app::PageReader::load(house);
  if (!reader) return fail(streams, reader.error());
  return add_accounts(house, *reader, options, streams);
}

}  // namespace gh::cli
