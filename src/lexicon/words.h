// The words of a folded text, each with a hash: what every list of words and names is looked up by. One pass
// and no copies, so that a page's words are cut once and looked at by many.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gh::lexicon {

/// Letters and digits, no dashes, quotes or pictures; an apostrophe between two of them belongs to the word
/// ("mary's"), and counts for nothing in the hashes. An "&" is a word, the first of a run of them.
struct Word {
  std::uint32_t begin = 0;  // bytes of the folded text
  std::uint32_t end = 0;
  std::uint32_t hash = 0;    // of the whole word
  std::uint32_t prefix = 0;  // of its first four letters; its hash when it has fewer
  bool plain = false;        // nothing but letters from a to z
};

/// What stands in a text, as bits: these, and a bit for each letter from a to z (letters_in). Many rules need
/// none but one of these, or all letters of a name, to be worth a look.
enum Sign : std::uint8_t { digit = 1, at_sign = 2, number_sign = 4, beyond_ascii = 8, underscore = 16 };
using Signs = std::uint64_t;

/// Appends the words of `folded`, in order. out: all its Signs. Texts of 4 GiB and more are not read.
Signs append_words(std::string_view folded, std::vector<Word>& words);

/// The Signs of a text whose words nobody asks for.
Signs signs_in(std::string_view folded);

/// Those of its Signs that are letters from a to z: what a text must have to hold the words.
Signs letters_in(std::string_view folded);

/// The hash of one folded word as append_words gives it; apostrophes inside count for nothing.
std::uint32_t hash_of(std::string_view word);

/// The hash of its first four letters, as Word::prefix.
std::uint32_t prefix_of(std::string_view word);

}  // namespace gh::lexicon
