// The words of a photo's file, which may be in any of four encodings, as UTF-8 traced to the file.
#pragma once

#include <cstddef>

#include "page/image/parts.h"
#include "page/text.h"

namespace gh::page {

/// Each takes bytes [begin, end) of a strand. Blanks and NULs at both ends are off.
/// ISO 8859-1; control characters are kept, but a NUL is a blank.
Text words_in_latin_1(const Strand& strand, std::size_t begin, std::size_t end);
/// UTF-8 when the bytes are, else ISO 8859-1: EXIF says ASCII, and programs write both.
Text words_in_utf_8(const Strand& strand, std::size_t begin, std::size_t end);
/// UTF-16, a byte-order mark going before `order`; up to the first NUL; half a pair is U+FFFD.
Text words_in_utf_16(const Strand& strand, std::size_t begin, std::size_t end, ByteOrder order);

}  // namespace gh::page
