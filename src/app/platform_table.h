// What is read of each platform, by which roads, and when somebody last saw it work: the table of the README.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/definitions.h"

namespace gh::app {

/// Markdown, a row a definition, by group and name.
std::string platform_table(const std::vector<DefinitionFrom>& definitions);

/// `text` with what stands between the two marks of the table replaced. err: bad_data when it has no such
/// marks
base::Result<std::string> with_table(const std::string& text, std::string_view table);

}  // namespace gh::app
