// Pages that a person saved from their own browser. Archives and data exports come to this floor later.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace gh::takeout {

/// One saved page, as it lies on the disk.
struct SavedPage {
  std::string file;
  std::string
      content_type;  // by the file's ending: "text/html", "text/plain", "application/json"; "" when unknown
  std::string bytes;
};

/// The files that a page can be read from: a file as it is; of a folder all .html, .htm, .xhtml, .txt and
/// .json in it, but not those of a "…_files" folder that a browser put beside a page.
std::vector<std::filesystem::path> pages_in(const std::filesystem::path& file_or_folder);

/// Reads one file ("-" is standard input). err: no_input, bad_data when it is longer than any page.
base::Result<SavedPage> read_saved_page(const std::filesystem::path& file);

}  // namespace gh::takeout
