// The words of folded text, one after the other and without a list of them: a page of megabytes has a
// million. And phrases to look for in them, found by a hash of their first word.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gh::detect {

/// One word: letters and digits, apostrophes inside left out of what is compared. "&" is the word "and".
struct Token {
  std::uint32_t begin = 0;  // bytes of the folded text
  std::uint32_t end = 0;
  std::uint64_t hash = 0;     // of the word without apostrophes
  std::uint32_t letters = 0;  // a bit for each letter that occurs
};

/// A byte of a word: a to z, 0 to 9, or part of any other letter.
bool is_word_byte(char c);

/// The word that begins at or after `from`; nothing when there is none.
std::optional<Token> token_from(std::string_view folded, std::size_t from);

/// The word that ends at or before `to`.
std::optional<Token> token_before(std::string_view folded, std::size_t to);

/// The token's letters without apostrophes.
std::string word_of(std::string_view folded, const Token& token);

std::uint64_t hash_of(std::string_view word);

/// A set of hashes that is asked about millions of times and mostly says no.
class HashFilter {
 public:
  void add(std::uint64_t hash) { bits_.set(hash % size); }
  bool may_have(std::uint64_t hash) const { return bits_.test(hash % size); }

 private:
  static constexpr std::size_t size = 16384;
  std::bitset<size> bits_;
};

/// Phrases of one or more words, each in some classes (bits).
class Phrases {
 public:
  void add(std::string_view phrase, std::uint32_t classes);
  void add_all(const std::vector<std::string>& phrases, std::uint32_t classes);

  struct Match {
    std::uint32_t end = 0;  // bytes
    std::uint32_t classes = 0;
  };
  bool may_begin(const Token& token) const { return first_.may_have(token.hash); }

  /// The longest phrase of one of the `wanted` classes that begins with this word; its words may stand apart
  /// by blanks, hyphens and the like, by no end of a sentence.
  std::optional<Match> at(std::string_view folded, const Token& token, std::uint32_t wanted) const;

 private:
  struct Phrase {
    std::vector<std::uint64_t> rest;  // hashes of the words after the first
    std::uint32_t classes = 0;
  };
  HashFilter first_;
  std::unordered_map<std::uint64_t, std::vector<Phrase>> phrases_;
};

/// True when what stands between two words of one name may stand there: blanks, a line break, a hyphen, an
/// underscore, brackets, a point after a short word ("St. Mary's").
bool joins(std::string_view folded, const Token& before, const Token& after);

}  // namespace gh::detect
