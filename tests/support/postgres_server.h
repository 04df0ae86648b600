// A PostgreSQL server of our own, in a temporary folder, reached over a socket in it and nothing else. Needs
// Debian's `postgresql`; run by root it becomes the user "postgres", for the server refuses to be root.
#pragma once

#include <memory>
#include <string>

#include "support/cases.h"

namespace gh::tests {

class PostgresServer {
 public:
  /// The one server of this test program, started when first asked for and stopped at its end. Null when it
  /// is not installed.
  static PostgresServer* get();

  PostgresServer();
  ~PostgresServer();

  /// The address of a fresh, empty database.
  std::string fresh();

 private:
  bool as_user(const std::string& command) const;
  std::string place() const;

  TemporaryFolder folder_;
  bool runs_ = false;
  int databases_ = 0;
};

}  // namespace gh::tests
