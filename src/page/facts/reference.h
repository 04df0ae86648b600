// Character references ("&nbsp;", "&#8217;") outside the HTML parser: in feeds, whose HTML comes as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "page/text.h"

namespace gh::page {

struct Reference {
  std::string words;       // what it means, UTF-8
  std::size_t length = 0;  // bytes from '&' to ';'
};

/// The reference that begins at text[at] == '&'; nothing when that is only an ampersand. Knows the names of
/// HTML 4 and XML; numbers as browsers read them (128-159 as windows-1252). src:
/// https://www.w3.org/TR/html401/sgml/entities.html,
///      https://html.spec.whatwg.org/#numeric-character-reference-end-state
std::optional<Reference> reference_at(std::string_view text, std::size_t at);

/// Words [begin, end) of `text` with their references decoded, each traced to where it came from.
void append_decoded(Text& out, const Text& text, std::size_t begin, std::size_t end);

}  // namespace gh::page
