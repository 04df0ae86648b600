// Decoders of the encodings that are not UTF-8, as the standard writes them. What ends or breaks a character
// too early becomes U+FFFD, and an ASCII byte that did it is read again: mark-up cannot hide behind half a
// character. src: https://encoding.spec.whatwg.org/
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "page/decode/encodings.h"

namespace gh::page {

/// Appends what `bytes` say in an encoding to `out` (UTF-8; NUL stays), and stops once it has more than
/// `enough` bytes. Not for UTF-8 itself.
void decode_legacy(const Encoding& encoding, std::string_view bytes, std::string& out, std::size_t enough);

}  // namespace gh::page
