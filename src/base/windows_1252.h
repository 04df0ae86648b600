// The code page that old exports from Windows programs use.
#pragma once

#include <string>
#include <string_view>

namespace gh::base {

/// `bytes` of Windows-1252 as UTF-8. A byte that it does not define becomes U+FFFD.
/// src: https://encoding.spec.whatwg.org/index-windows-1252.txt, less its control characters
std::string from_windows_1252(std::string_view bytes);

}  // namespace gh::base
