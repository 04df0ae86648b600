// Which pairs of letters stand in a word: a word that lacks one of another's cannot hold it. Tells most
// values of attributes from those that a selector like a[href*="logout"] asks for without a look for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gh::page {

class LetterPairs {
 public:
  LetterPairs() = default;
  explicit LetterPairs(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const auto bit =
          (static_cast<unsigned char>(word[i - 1]) * 31u + static_cast<unsigned char>(word[i])) % 256u;
      bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }

  /// False when the word whose pairs the others are cannot stand in this one.
  bool may_hold(const LetterPairs& others) const {
    return (others.bits_[0] & ~bits_[0]) == 0 && (others.bits_[1] & ~bits_[1]) == 0 &&
           (others.bits_[2] & ~bits_[2]) == 0 && (others.bits_[3] & ~bits_[3]) == 0;
  }

 private:
  std::array<std::uint64_t, 4> bits_{};
};

}  // namespace gh::page
