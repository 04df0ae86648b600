// The searches by which a stranger would look somebody up, for the person to do themselves: broad to narrow.
// Pure: words in, words out; opening one is somebody else's business, and reading results a later one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/person.h"
#include "discover/search_book.h"

namespace gh::discover {

struct Query {
  std::string words;  // as typed into the box: "\"Hannah Brackenbury\" teacher"
  std::string why;    // one short sentence

  bool operator==(const Query&) const = default;
};

/// The searches for one person, in the order of asking: every name form; with the town; with the trust and
/// schools; with words for the work; turned round; former names; usernames in quotes; single sites; PDF
/// files. in: `handles` are usernames beyond those in `person` (of their accounts). out: no two alike but for
/// capitals; each kind has its own bound, so a long list of schools never crowds out the rest; empty without
/// any name or username. A former name of one word is read as a former surname.
std::vector<Query> query_pack(const base::Person& person, std::span<const std::string> handles,
                              const SearchBook& book);

/// No pack is longer than this.
inline constexpr std::size_t largest_pack = 60;

}  // namespace gh::discover
