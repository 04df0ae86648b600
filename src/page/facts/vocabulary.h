// Names as vocabularies spell them: "https://schema.org/Person", "schema:Person" and "Person" are one.
#pragma once

#include <string>
#include <string_view>

namespace gh::page {

/// The name without its vocabulary: what stands behind the last slash or hash of an address, or behind a
/// prefix. A view into `term`; the whole of it when nothing would be left.
std::string_view local_name(std::string_view term);

/// The local names of terms between blanks, one blank between; each once, eight at most.
std::string local_names(std::string_view terms);

/// The next word of `text` from `at` on, `at` moved behind it; empty when there is none. For attributes that
/// hold names between blanks.
std::string_view next_word(std::string_view text, std::size_t& at);

/// Adds the name to others between blanks, once, and no more than eight.
void add_name(std::string& names, std::string_view name);

}  // namespace gh::page
