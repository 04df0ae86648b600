// A page saved as one file in MHTML ("Webpage, single file"): the root page of a MIME multipart/related
// document, with the address that it was saved from. The pictures and frames beside it are not read.
// src: https://www.rfc-editor.org/rfc/rfc2557, https://www.rfc-editor.org/rfc/rfc2045
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gh::takeout {

struct MhtmlPage {
  std::string bytes;         // of the page, transfer encoding undone, in its own character set
  std::string content_type;  // "text/html; charset=utf-8"
  std::string
      address;  // Content-Location of the page, or Snapshot-Content-Location of the whole; may be empty
};

/// True when the bytes begin with the headers of a MIME document.
bool looks_like_mhtml(std::string_view head);

/// The page in it. err: bad_data when there is none
base::Result<MhtmlPage> read_mhtml(std::string_view bytes);

}  // namespace gh::takeout
