// Base64 (https://www.rfc-editor.org/rfc/rfc4648#section-4).
#pragma once

#include <string>
#include <string_view>

namespace gh::base {

/// With padding, in one line.
std::string base64(std::string_view bytes);

/// Takes what mail systems write: line breaks and whatever else is no digit are passed over, padding or none.
std::string from_base64(std::string_view text);

}  // namespace gh::base
