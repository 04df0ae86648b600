// How the vault lies on the disk: its tables, and every change that they have seen.
#pragma once

#include "db/migrate.h"

namespace gh::store {

/// The kind of file that a vault is, with all migrations up to now.
const db::FileKind& vault_kind();

}  // namespace gh::store
