// References made absolute, as a page's reader needs them: text in, text out, nothing looked up or fetched,
// no host checked. What may be fetched, and from where, is for net/transfer.h to judge.
#pragma once

#include <string>
#include <string_view>

namespace gh::base {

/// The address that `reference` names on a page at `base`: "../a?b" at "http://h.test/x/y/z" is
/// "http://h.test/x/a?b". Blanks around it are off and those inside are "%20", line breaks and tabs inside
/// are dropped, and "\" is read as "/" where base is http or https, as browsers do. What is left is not
/// normalised further: an empty reference is `base` without its fragment, letter by letter. out: the
/// reference itself where `base` is not absolute, or has no path to be relative to ("mailto:...") src:
/// https://www.rfc-editor.org/rfc/rfc3986#section-5.2 and, for blanks and "\", https://url.spec.whatwg.org/
std::string join_url(std::string_view base, std::string_view reference);

}  // namespace gh::base
