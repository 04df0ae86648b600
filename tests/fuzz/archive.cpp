// Zips and tars as they lie on a disk. However many files one has and whatever they claim, their bytes are
// bounded.
#include "takeout/archive.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("fuzz-archive-" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const takeout::Limits limits{.ratio = 200, .ratio_from = 1 << 16};
  auto archive = takeout::open_archive(path, limits);
  if (!archive) return 0;
  std::uint64_t given = 0;
  char block[4096];
  while (true) {
    auto entry = (*archive)->next();
    if (!entry || !*entry) break;
    if ((*entry)->refusal) continue;
    for (auto count = (*archive)->read(block); count && *count > 0; count = (*archive)->read(block))
      given += *count;
    if (given > (size + 1) * 1000 + (1 << 20)) std::abort();
  }
  std::filesystem::remove(path);
  return 0;
}
