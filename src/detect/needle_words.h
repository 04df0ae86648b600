// What needles are made of (needles.h): words of which one must stand somewhere, and how often they do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace gh::detect {

/// Words of which one at least must stand in a text, inside other words too. In small letters.
using AnyOf = std::vector<std::string>;

/// Among the words of an AnyOf: any digit.
inline constexpr std::string_view any_digit = "\x01";

/// Before or behind a word: no letter from a to z stands there.
inline constexpr char edge = '\x02';

inline constexpr std::size_t most_words = 1200;  // of one AnyOf

inline bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Without edges.
std::size_t bare_size(std::string_view word);

/// True for words that rule something out: ", " stands everywhere.
bool can_tell(const AnyOf& words);

/// Sorts them, each once.
void sort_and_unite(AnyOf& words);

/// Each up to the first digit behind something else: "turned 3" for "turned 30" to "turned 39".
void cut_numbers(AnyOf& words);

/// Without those that hold another: where "my son" stands, so does "son".
AnyOf shortened(AnyOf words);

/// How often needles stand in a text, about: as many begin at a byte of it.
class Frequencies {
 public:
  /// in:  `words`, which must outlive this
  explicit Frequencies(const lexicon::WordFrequencies& words) : words_(words) {}

  double of(const AnyOf& words) const;

 private:
  double of_word(const std::string& word) const;

  const lexicon::WordFrequencies& words_;
};

}  // namespace gh::detect
