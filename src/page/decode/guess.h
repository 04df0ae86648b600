// What unlabelled bytes that are no UTF-8 most likely are.
#pragma once

#include <string_view>

#include "page/decode/encodings.h"

namespace gh::page {

/// An encoding of Japanese, Chinese, Korean or Russian when much of the words is written outside ASCII and
/// ICU's statistics of letters are plain about it; else windows-1252, as browsers do. Looks at the first
/// 8,000 bytes.
const Encoding& guess_encoding(std::string_view bytes);

}  // namespace gh::page
