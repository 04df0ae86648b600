// The files of data/report/, compiled in by src/CMakeLists.txt, so that rendering touches no disk.
#pragma once

#include <span>
#include <string_view>

namespace gh::report {

struct File {
  std::string_view name;  // "style.css"
  std::string_view bytes;
};

/// All of them, by name.
std::span<const File> files();

}  // namespace gh::report
