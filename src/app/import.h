// Pages that the person saved themself, read as the account that they show. No network.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/page_reader.h"
#include "assess/audit.h"

namespace gh::app {

struct ImportOptions {
  std::string account;  // number, address or platform:handle of the account; "" to recognise it from the page
  std::string url;      // the page's address, where the file does not tell
};

/// What became of one file.
struct Imported {
  std::string file;
  assess::AccountResult result;
  bool new_account = false;
};

/// Reads one file or every page in a folder, and keeps each as a result of the latest audit (or of a new
/// one). A file that cannot be read gives its error; the ones before it are kept.
base::Result<std::vector<Imported>> import_pages(const House& house, const PageReader& reader,
                                                 const std::filesystem::path& file_or_folder,
                                                 const ImportOptions& options);

}  // namespace gh::app
