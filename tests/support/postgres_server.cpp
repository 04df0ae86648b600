#include "support/postgres_server.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace gh::tests {
namespace {

namespace fs = std::filesystem;

fs::path programs() {
  std::error_code ignored;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    if (fs::exists(version.path() / "bin" / "initdb")) return version.path() / "bin";
  }
  return {};
}

bool shell(const std::string& command) {
  return std::system(("(" + command + ") > /dev/null 2>&1").c_str()) == 0;
}

}  // namespace

PostgresServer* PostgresServer::get() {
  static std::unique_ptr<PostgresServer> server;
  static bool tried = false;
  if (!tried) server = programs().empty() ? nullptr : std::make_unique<PostgresServer>();
  tried = true;
  if (server == nullptr) BOOST_TEST_MESSAGE("skipped: PostgreSQL is not installed");
  return server.get();
}

std::string PostgresServer::place() const { return folder_.path().string(); }

bool PostgresServer::as_user(const std::string& command) const {
  return shell(::getuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups " + command
                               : command);
}

PostgresServer::PostgresServer() {
  if (::getuid() == 0) shell("chown postgres:postgres " + place());
  const std::string bin = programs().string();
  const std::string options = " -o \"-c listen_addresses='' -c fsync=off -k " + place() + "\"";
  runs_ = as_user(bin + "/initdb -D " + place() + "/data -A trust -U gh --encoding=UTF8 --locale=C") &&
          as_user(bin + "/pg_ctl -D " + place() + "/data" + options + " -w -l " + place() + "/log start");
  BOOST_REQUIRE_MESSAGE(runs_, "PostgreSQL does not start in " + place());
}

PostgresServer::~PostgresServer() {
  if (runs_) as_user(programs().string() + "/pg_ctl -D " + place() + "/data -m immediate -w stop");
}

std::string PostgresServer::fresh() {
  const std::string name = "d" + std::to_string(++databases_);
  BOOST_REQUIRE(as_user(programs().string() + "/createdb -h " + place() + " -U gh " + name));
  return "postgresql://gh@/" + name + "?host=" + place();
}

}  // namespace gh::tests
