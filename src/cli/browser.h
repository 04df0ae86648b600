// Opening a page in the person's own browser: the one named by $BROWSER (several with : between them, each
// with options, %s for the address), else xdg-open. Started without a shell, so nothing in an address can be
// a command. The browser runs on its own: it outlives us, and Ctrl-C here does not close it. Browsers that
// live inside the terminal are not served.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gh::cli {

/// The command lines to try in turn for `address`, as words. in: `variable` the value of $BROWSER, may be
/// empty
std::vector<std::vector<std::string>> browser_commands(std::string_view variable, const std::string& address);

/// Opens `address` (http or https). err: failed when no browser could be started, or one gave up at once
base::Result<void> open_in_browser(const std::string& address);

}  // namespace gh::cli
