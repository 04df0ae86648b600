// `glasshouse accounts`: the person's places online.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

/// `glasshouse accounts`: add, list, confirm, reject, remove.
struct AccountsOptions {
  std::string action = "list";
  std::vector<std::string>
      what;              // addresses or platform:handle for add; numbers, addresses, … for the others
  std::string platform;  // --platform ID: which definition reads the address
  bool json = false;
};
base::ExitCode run_accounts(const app::House& house, const AccountsOptions& options, const Streams& streams);

}  // namespace gh::cli
