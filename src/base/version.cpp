#include "base/version.h"

namespace gh::base {

std::string_view version() { return GH_VERSION; }

}  // namespace gh::base
