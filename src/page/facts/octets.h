// Text that comes as encoded bytes (percent signs, base64, quoted-printable), decoded with the place of every
// character.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/text.h"

namespace gh::page {

/// "a%20b" decoded; a '%' without two digits is itself.
Text percent_decoded(const Text& text, std::size_t begin);

/// Base64 from words[begin] on, blanks allowed; what does not fit it ends the text.
Text base64_decoded(const Text& text, std::size_t begin);

/// "J=C3=BCrgen" decoded.
Text quoted_printable_decoded(const Text& text, std::size_t begin);

}  // namespace gh::page
