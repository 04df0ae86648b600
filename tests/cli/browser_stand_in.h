// A browser that writes the addresses it is asked to open into a file, one argument a line, and is named by
// $BROWSER for the time of a scope.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "support/cases.h"

namespace gh::tests {

class BrowserStandIn {
 public:
  BrowserStandIn() {
    if (const char* before = std::getenv("BROWSER")) before_ = before;
    const auto script = folder_ / "browser";
    std::ofstream(script) << "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '" << (folder_ / "opened").string()
                          << "'\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    use(script.string());
  }
  ~BrowserStandIn() { before_ ? use(*before_) : void(::unsetenv("BROWSER")); }
  BrowserStandIn(const BrowserStandIn&) = delete;
  BrowserStandIn& operator=(const BrowserStandIn&) = delete;

  std::string command() const { return (folder_ / "browser").string(); }
  void use(const std::string& browser) const { ::setenv("BROWSER", browser.c_str(), 1); }

  /// All that was opened so far, a line an argument.
  std::string opened() const {
    std::stringstream bytes;
    bytes << std::ifstream(folder_ / "opened").rdbuf();
    return bytes.str();
  }

 private:
  TemporaryFolder folder_;
  std::optional<std::string> before_;
};

}  // namespace gh::tests
