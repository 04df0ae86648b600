// Object and array literals as scripts write them: JSON, and what JavaScript allows beside it (keys without
// quotes, single quotes, templates, comments, `undefined`, commas at the end). Nothing is run: a value that
// is an expression or a function is left out, by brackets and strings, and the rest of the literal is read.
#pragma once

#include <string_view>
#include <vector>

#include "page/facts/json.h"

namespace gh::page {

/// What stands at one place of a script.
struct JsLiteral {
  Json json;                  // offsets count from the text's begin plus base; broken when it is no literal
  std::size_t end = 0;        // behind the literal, or where reading stopped
  bool unfinished = false;    // broken only because the script ends too soon
  std::vector<Span> skipped;  // longer expressions that were left out, as offsets into the text
};

/// Reads the literal whose "{" or "[" is text[at]; nesting at most `max_depth`.
JsLiteral read_js_literal(std::string_view text, std::size_t at, std::uint32_t base = 0,
                          std::size_t max_depth = 64);

/// The words between a pair of quotes that opens at text[at]: a span inside them, or an empty one that ends
/// at text.size() when the string does not end.
Span js_string_at(std::string_view text, std::size_t at);

}  // namespace gh::page
