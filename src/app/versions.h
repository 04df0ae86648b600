#pragma once

#include <string>

namespace gh::app {

/// Name, version, and the versions of the libraries in use, a line each.
std::string versions();

}  // namespace gh::app
