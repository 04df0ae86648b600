// One look at all the person's pages: announced, fetched, read, kept. An account that fails never ends the
// scan, and each result is in the vault before the next one is told.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/page_reader.h"
#include "assess/audit.h"
#include "fetch/fetch.h"

namespace gh::app {

struct ScanOptions {
  std::vector<net::AllowedHost> allowed_hosts;
  std::string ca_file;             // more trusted certificates (PEM), for intranets and tests
  std::vector<std::int64_t> only;  // numbers of accounts; empty for all
  fetch::Manners manners;
};

/// What a scan is going to do, before it does it.
struct ScanPlan {
  struct Target {
    assess::Account account;
    bool fetch = false;
    std::string reason;  // why it is not fetched: "import_only", "no_address"
    std::string detail;
  };
  std::vector<Target> targets;     // without rejected accounts
  std::vector<std::string> hosts;  // every host that will be asked, sorted, each once
};
base::Result<ScanPlan> plan_scan(const House& house, const PageReader& reader, const ScanOptions& options);

/// Told which new places an account's page points to as its owner's: unconfirmed accounts now.
using OnLinked = std::function<void(const assess::Account& from, const std::vector<assess::Account>& places)>;

/// Fetches and reads what the plan says, and keeps it as one audit.
/// out: `on_result` is called after each account's result is in the vault
/// err: what the vault's trouble is; network trouble is a result, not an error
base::Result<assess::Audit> run_scan(const House& house, const PageReader& reader, const ScanPlan& plan,
                                     const ScanOptions& options,
                                     const std::function<void(const assess::AccountResult&)>& on_result,
                                     const OnLinked& on_linked = {});

/// {"schema":1,"account":N,"platform","url","state","reason","detail","findings":[…]}
std::string result_json(const assess::AccountResult& result);

}  // namespace gh::app
