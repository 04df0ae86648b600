// Pages that a person saved from their own browser, or pasted: HTML alone or with a folder of what belongs to
// it, MHTML, what SingleFile and its like write, plain text, JSON.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gh::takeout {

/// One saved page.
struct SavedPage {
  std::string file;
  std::string content_type;  // by the file's ending, or as its MHTML says; "" when neither tells
  std::string address;  // where it was saved from, when the file says so beside the page itself; else empty
  std::string bytes;
};

/// True for files that a page can be read from, by their ending (".html", ".mhtml", ".txt", ".json"), and
/// that no browser put beside a page ("…_files/").
bool may_be_page(std::string_view name);

/// The page in a file of that name. err: bad_data when it is an MHTML without a page
base::Result<SavedPage> saved_page_of(std::string name, std::string bytes);

/// The same of a file on the disk ("-": what is piped in). err: no_input; bad_data when it is longer than a
/// page
base::Result<SavedPage> read_saved_page(const std::filesystem::path& file);

}  // namespace gh::takeout
