// Bytes as served to UTF-8. What a browser would do, in its order: byte-order mark, the HTTP header's
// charset, the page's own <meta> or XML declaration, else UTF-8 when it is valid, else windows-1252
// (https://html.spec.whatwg.org/#determining-the-character-encoding).
//
// It differs from a browser where a label lies, because a reader of what a page says about somebody wants the
// words and not the mojibake. Each such reading is marked unsure:
// - claimed UTF-8, and more of it is broken than whole: windows-1252, or what guess.h says;
// - claimed another encoding than UTF-8, and all of it is valid UTF-8 beyond ASCII: UTF-8;
// - every other byte a zero, and no mark: UTF-16; claimed UTF-16, and not a single zero: as if unlabelled.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gh::page {

struct Decoded {
  std::string text;     // always valid UTF-8, without NUL and without a byte-order mark
  std::string charset;  // as used, by the standard's name: "UTF-8", "windows-1252", ...
  bool unsure = false;  // guessed, a label that lied, or bytes that do not fit it
  bool cut = false;     // more of it than max_bytes was left unread
};

/// Decodes at most `max_bytes` of UTF-8; what comes behind is not looked at.
/// in:  `content_type` as sent with the bytes ("text/html; charset=iso-8859-1"), or empty
/// out: ill-formed sequences are U+FFFD. NUL is left out of text, as the HTML parser does, and U+FFFD inside
/// a tag,
///      so that "<scr NUL ipt>" does not become a script.
Decoded decode(std::string_view bytes, std::string_view content_type,
               std::size_t max_bytes = std::string_view::npos);

}  // namespace gh::page
