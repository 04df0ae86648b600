// Work e-mail addresses, as mail systems of schools give them out. Narrower than RFC 5321 allows: no quoted
// local parts, no address literals, no letters beyond ASCII. What is refused here could not be mailed safely:
// no blank, comma, line break or second @ gets through.
#pragma once

#include <string>
#include <string_view>

namespace gh::hr {

/// Why `text` is no e-mail address, as the end of a sentence that begins with it ("has no @"); empty when it
/// is one.
std::string_view fault_of_address(std::string_view text);

/// The form to compare addresses by: small letters (no mail system of today tells capitals apart).
std::string address_key(std::string_view address);

}  // namespace gh::hr
