// The forms in which one person's name is written. Pure; what belongs to which language is in
// data/search.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "discover/search_book.h"

namespace gh::discover {

/// `text` as it goes into a query: no control characters, no quotation marks (they would end the phrase),
/// plain apostrophes and hyphens, single blanks.
std::string plain_words(std::string_view text);

/// The ways in which people write a name: as given; hyphens as blanks (and a double surname with a hyphen);
/// apostrophes left out; accents left off; Mc as Mac and the other way round; middle names left out. The name
/// as given comes first, with plain quotes and single blanks; at most `most` forms. Empty for an empty name.
std::vector<std::string> name_forms(std::string_view name, const SearchBook& book, std::size_t most = 6);

/// A name cut where the surname begins: "Maria van der Berg" is "Maria", "van der Berg". `given` is empty for
/// a single word.
struct NameParts {
  std::string given;
  std::string surname;
};
NameParts name_parts(std::string_view name, const SearchBook& book);

}  // namespace gh::discover
