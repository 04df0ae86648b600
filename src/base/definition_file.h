// A definition file from its place on disk.
#pragma once

#include <filesystem>

#include "base/definition.h"

namespace gh::base {

/// Reads and parses a file of at most 16 MiB.
/// err: the file cannot be read; what is wrong inside is among its problems
Result<DefinitionFile> open_definition(const std::filesystem::path& path);

}  // namespace gh::base
