// A data export into the vault: its parts through the detectors, its findings to the accounts they are of.
#pragma once

#include "app/import.h"

namespace gh::app {

/// Reads the archive as a data export; `report` is told what became of each file, and of each account.
/// ImportReport::is_export stays false when no file is one that a definition knows.
/// err: the vault's trouble, or an account that is none of the person's
base::Result<void> import_export(const House& house, const PageReader& reader, const base::Person& person,
                                 takeout::Archive& archive, const ImportOptions& options,
                                 const ImportProgress& progress, ImportReport& report);

}  // namespace gh::app
