#include "app/versions.h"

#include <fmt/format.h>

#include "base/version.h"
#include "db/database.h"
#include "net/transfer.h"

namespace gh::app {

std::string versions() {
  return fmt::format("glasshouse {}\n{}\nSQLite {}, {}", base::version(), net::library_versions(),
                     db::library_version(), base::library_versions());
}

}  // namespace gh::app
