// What a JSON text says in words and numbers, as facts: one item an object, the key as the name. State that
// pages embed for their scripts is full of what nobody but the script wants (hashes, style classes, addresses
// of files, flags); that is left out. JSON inside a JSON string is read as well.
#pragma once

#include <string_view>

#include "page/facts/fact_writer.h"
#include "page/facts/json.h"

namespace gh::page {

/// Where a JSON text stands in its page.
struct JsonPlace {
  std::string_view name;        // of its outermost value: an id, a variable; may be empty
  std::uint32_t node = 0;       // element that carries it
  const Text* outer = nullptr;  // the text whose words the JSON was read from; null for the source itself
};

/// False for what only a script wants: hashes, addresses of files, drawings, what is longer than any value.
bool says_something(std::string_view words);

/// Writes down the facts of `json`, traced to the source. Only objects that state something, and those around
/// them, become items; a document (Syntax::json) states all its values, flags and long texts too; the type is
/// what "@type" or "__typename" says. False when the bounds are reached.
bool write_json_facts(Page& page, Syntax syntax, const Json& json, const JsonPlace& place);

}  // namespace gh::page
