// Which passages can matter to a detector, told while their words are cut: every detector names the words
// that it cannot do without, and looks only at passages that hold one. A word costs one look into four
// kilobytes, however many detectors there are.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/words.h"

namespace gh::detect {

/// A set of groups of words, a bit each; and the signs that a text holds.
using Triggers = std::uint64_t;

namespace trigger {
inline constexpr Triggers digit = lexicon::Sign::digit, at_sign = lexicon::Sign::at_sign,
                          number_sign = lexicon::Sign::number_sign,
                          beyond_ascii = lexicon::Sign::beyond_ascii;
}

/// The groups of all detectors. Filled while they are loaded, only read afterwards.
class TriggerWords {
 public:
  /// A group of words: one word of letters and digits each, in any spelling of capitals; "birthday*" stands
  /// for all that begins so (four letters at least in front of the star). A word run together with others
  /// ("#happybirthday") is none of them: ask for trigger::number_sign too where that matters.
  /// out: its bit. Past 56 groups some share one, which costs time and changes nothing else.
  Triggers add(std::span<const std::string> words);
  Triggers add(std::initializer_list<std::string_view> words);

  /// The groups that these words of `folded` belong to.
  Triggers groups_in(std::string_view folded, std::span<const lexicon::Word> words) const;

 private:
  struct Beginning {
    std::string letters;
    Triggers groups = 0;
  };
  void add_word(std::string_view word, Triggers group);
  Triggers look_up(std::string_view folded, const lexicon::Word& word) const;

  static constexpr std::uint32_t filter_bits = 1u << 15;
  std::array<std::uint64_t, filter_bits / 64> filter_{};  // of hashes; lets one word in thirty through
  std::unordered_map<std::uint32_t, Triggers> whole_;     // by Word::hash
  std::unordered_map<std::uint32_t, std::vector<Beginning>> beginnings_;  // by Word::prefix
  int next_group_ = 8;                                                    // the bits below are for signs
};

}  // namespace gh::detect
