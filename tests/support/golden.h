// Golden files: what a program wrote when a person last looked at it and found it right.
#pragma once

#include <string>

namespace gh::tests {

/// True when tests/PATH holds exactly `written`. With GLASSHOUSE_REWRITE_GOLDEN set, `written` is put there
/// instead; then look at the difference before you commit it.
bool matches_golden(const std::string& path, const std::string& written);

}  // namespace gh::tests
