#include "support/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/cases.h"

namespace gh::tests {

bool matches_golden(const std::string& path, const std::string& written) {
  if (std::getenv("GLASSHOUSE_REWRITE_GOLDEN") == nullptr) return fixture(path) == written;
  const std::filesystem::path file = std::filesystem::path(GH_TESTS) / path;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << written;
  return true;
}

}  // namespace gh::tests
