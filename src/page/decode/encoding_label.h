// Where bytes say themselves in which encoding they are written: a header's parameter, a page's <meta>, an
// XML declaration, or the zeros that UTF-16 puts between ASCII letters.
#pragma once

#include <string>
#include <string_view>

#include "page/decode/encodings.h"

namespace gh::page {

/// The charset parameter of a Content-Type, without quotes; empty when there is none.
std::string charset_of_header(std::string_view content_type);

/// The encoding that the first 1,024 bytes of a page claim, or null. A <meta> that claims UTF-16 means UTF-8,
/// as it could not have been read otherwise; one that claims x-user-defined means windows-1252. src:
/// https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
const Encoding* encoding_of_markup(std::string_view bytes);

/// UTF-16LE or UTF-16BE when nearly every other byte of the first 1,024 is zero, else null.
const Encoding* utf16_without_mark(std::string_view bytes);

}  // namespace gh::page
