// Receipts from files and from a folder that they are dropped into.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hr/receipts/take.h"

namespace gh::hr {

/// One receipt, and where it came from.
struct Handed {
  std::string where;
  Taken taken;
};

/// All receipts in a text; a text without any counts as one that is none.
base::Result<std::vector<Handed>> take_text(Ledger& ledger, std::string_view bytes, const std::string& where,
                                            const std::string& route, base::Day today);

/// The same for a file of at most 16 MiB: the receipt as it was made, a mail, a text with many.
base::Result<std::vector<Handed>> take_file(Ledger& ledger, const std::filesystem::path& file,
                                            base::Day today);

/// Takes every file of the folder and moves it into its taken/ or refused/. Files that were changed in the
/// last `quiet` seconds are left for the next time: somebody may still be writing them.
base::Result<std::vector<Handed>> take_folder(Ledger& ledger, const std::filesystem::path& folder,
                                              std::chrono::seconds quiet, base::Day today);

}  // namespace gh::hr
