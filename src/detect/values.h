// What stands behind a cue: a name from a list, words with capitals, or all words up to a boundary.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "detect/material.h"
#include "lexicon/word_list.h"

namespace gh::detect {

enum class ValueShape {
  list,   // a name of the list
  name,   // words with capitals and what joins them ("Stow on the Wold"), or a name of the list, whichever is
          // longer
  words,  // words up to a boundary (a comma, a full stop, a bracket, the end of a line), or so many of them
  rest,   // the same, but nothing when there are more than that
  field,  // the whole passage, when it has no more words than that
};

struct ValueRule {
  ValueShape shape = ValueShape::name;
  std::size_t most_words = 4;
  const lexicon::WordList* list = nullptr;  // null for none
  // Folded; end a name though they have a capital ("Born In Hull And Proud").
  const std::unordered_set<std::string>* stops = nullptr;
  const std::unordered_set<std::string>* joiners = nullptr;  // may stand inside a name without a capital
};

/// Bytes of the folded text, and the name in the list when it came from there.
struct Value {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<std::uint32_t> name;
};

/// The value that begins at `begin`, blanks and quotation marks left out.
std::optional<Value> value_from(const FoldedPassage& in, std::size_t begin, const ValueRule& rule);

/// The value that ends at `end`.
std::optional<Value> value_up_to(const FoldedPassage& in, std::size_t end, const ValueRule& rule);

/// Names of the list anywhere in the passage, in order, none inside another.
std::vector<Value> names_in(const FoldedPassage& in, const lexicon::WordList& list);

}  // namespace gh::detect
