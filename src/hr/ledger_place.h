// Where a ledger may be: an ordinary file of ours alone, or a PostgreSQL server whose certificate is checked.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gh::hr {

bool is_postgresql(std::string_view place);  // postgresql:// or postgres://

/// The address as libpq is given it: with sslmode=verify-full added when it names no sslmode and another
/// machine. Environment variables that could lead elsewhere (PGHOSTADDR, PGSERVICE) are refused.
/// err: not_permitted for another machine with a weaker sslmode, usage for what we do not know how to read
base::Result<std::string> safe_postgresql(const std::string& url);

/// Makes `file` (0600, missing folders 0700) unless it is there; refuses a symbolic link and what is no file.
base::Result<void> prepare_file(const std::string& file);

}  // namespace gh::hr
