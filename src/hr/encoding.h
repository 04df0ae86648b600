// What the bytes of an exported file mean: UTF-8, or the Windows code page that old exports use. Decided once
// for a whole file, so that one damaged byte does not change how every name in it reads.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gh::hr {

enum class Encoding { utf8, windows_1252 };
std::string_view name(Encoding encoding);  // "UTF-8", "Windows-1252"

/// How a stream's bytes look, counted in one pass.
struct Census {
  std::size_t bytes = 0;
  std::size_t sequences = 0;  // letters beyond ASCII, well-formed as UTF-8
  std::size_t strays = 0;     // bytes that cannot be UTF-8
  std::string head;           // the first bytes, up to 64 KiB
  char last = '\0';

  /// UTF-8 when it begins with its byte order mark, or more of it speaks for UTF-8 than against it.
  Encoding encoding() const;
};

/// Reads `in` to its end. err: bad_data for what is no text at all: a spreadsheet workbook, UTF-16, nothing
base::Result<Census> take_census(std::istream& in);

/// `bytes` as UTF-8. A byte that Windows-1252 does not define becomes U+FFFD; UTF-8 is handed back as it is.
std::string decode(std::string_view bytes, Encoding encoding);

}  // namespace gh::hr
