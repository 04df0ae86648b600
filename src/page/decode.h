// Bytes as served to UTF-8. What a browser would do, in its order: byte-order mark, the HTTP header's
// charset, the page's own <meta>, else UTF-8 when it is valid, else windows-1252
// (https://html.spec.whatwg.org/#determining-the-character-encoding).
#pragma once

#include <string>
#include <string_view>

namespace gh::page {

struct Decoded {
  std::string text;     // always valid UTF-8, without NUL and without a byte-order mark
  std::string charset;  // as used: "UTF-8", "windows-1252", ...
  bool unsure = false;  // no label, an unknown one, or bytes that do not fit it
};

/// `content_type` as sent with the bytes ("text/html; charset=iso-8859-1"), or empty.
Decoded decode(std::string_view bytes, std::string_view content_type);

}  // namespace gh::page
