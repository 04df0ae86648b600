#include "base/definition_file.h"

#include "base/file.h"

namespace gh::base {

Result<DefinitionFile> open_definition(const std::filesystem::path& path) {
  const auto toml = read_file(path, std::size_t{16} << 20);
  if (!toml) return toml.error();
  return DefinitionFile(*toml, path.string());
}

}  // namespace gh::base
