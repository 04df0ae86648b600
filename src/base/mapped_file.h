// A file's bytes without reading them: pages come from the disk, or the cache, when they are looked at.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.h"

namespace gh::base {

class MappedFile {
 public:
  /// err: no_input when there is no such file; failed when it cannot be mapped. An empty file has no bytes.
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// Good while this lives. The file must not be cut short meanwhile: ours are replaced whole (write_file).
  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

}  // namespace gh::base
