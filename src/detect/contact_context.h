// What the words around a place in a passage say of it: the nearest ones on both sides, inside the same
// sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "detect/contact_words.h"
#include "detect/material.h"

namespace gh::detect {

/// One word near a place.
struct NearWord {
  std::string word;        // folded, without apostrophes
  std::uint32_t cues = 0;  // of it, and of the pair that it makes with its neighbour
  bool capital = false;    // as the page writes it
  bool apart = false;      // a comma, a bar or the like stands between it and the place
};

struct Context {
  std::vector<NearWord> before;  // the nearest first
  std::vector<NearWord> behind;

  bool has(std::uint32_t cues) const;
  bool has_before(std::uint32_t cues, std::size_t words = 64) const;

  /// The nearest word of these classes, before the place if there is one, else behind it; null for none.
  const NearWord* nearest(std::uint32_t cues) const;
};

/// in:  the folded bytes [begin, end) of the passage; nothing before `from` is looked at
Context context_of(const FoldedPassage& in, std::size_t begin, std::size_t end, std::size_t from,
                   const ContactWords& words);

/// The classes of all words of a short text, a label or a heading.
std::uint32_t cues_in(std::string_view folded, const ContactWords& words);

}  // namespace gh::detect
