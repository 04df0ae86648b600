// The words of folded text, one after the other and without a list of them: a page of megabytes has a
// million. And phrases to look for in them, found by a hash of their first word.
#pragma once

#include <array>
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

namespace tokens {  // what token_from is made of, in sight of the compiler: it runs over every byte of every
                    // page

enum ByteClass : std::uint8_t { between, letter, high };  // high: part of a letter or sign beyond ASCII

constexpr std::array<std::uint8_t, 256> byte_classes = [] {
  std::array<std::uint8_t, 256> all{};
  for (int c = 'a'; c <= 'z'; ++c) all[static_cast<std::size_t>(c)] = letter;
  for (int c = '0'; c <= '9'; ++c) all[static_cast<std::size_t>(c)] = letter;
  for (std::size_t c = 0x80; c < 256; ++c) all[c] = high;
  return all;
}();

constexpr std::uint64_t hash_begin = 0xcbf29ce484222325u, hash_step = 0x100000001b3u;  // FNV-1a

inline std::uint8_t class_at(std::string_view text, std::size_t at) {
  return byte_classes[static_cast<unsigned char>(text[at])];
}

/// Finishes a token of letters beyond ASCII or apostrophes; `at` is where the plain part ended.
void read_on(std::string_view folded, std::size_t at, Token& token);

/// Bytes of a sign ("📖", "·", "—") that stands at a high byte; 0 when it is a letter.
std::size_t sign_length(std::string_view folded, std::size_t at);

}  // namespace tokens

/// A byte of a word: a to z, 0 to 9, or part of any other letter.
inline bool is_word_byte(char c) {
  return tokens::byte_classes[static_cast<unsigned char>(c)] != tokens::between;
}

/// Reads the word that begins at or after `from`; false when there is none.
inline bool next_token(std::string_view folded, std::size_t from, Token& token) {
  std::size_t at = from;
  while (true) {
    while (at < folded.size() && tokens::class_at(folded, at) == tokens::between && folded[at] != '&') ++at;
    if (at >= folded.size()) return false;
    if (tokens::class_at(folded, at) != tokens::high) break;
    const std::size_t sign = tokens::sign_length(folded, at);
    if (sign == 0) break;
    at += sign;
  }
  token.begin = static_cast<std::uint32_t>(at);
  token.hash = tokens::hash_begin;
  token.letters = 0;
  while (at < folded.size() && tokens::class_at(folded, at) == tokens::letter) {
    const auto c = static_cast<unsigned char>(folded[at]);
    token.hash = (token.hash ^ c) * tokens::hash_step;
    token.letters |= std::uint32_t{1} << (c & 31u);
    ++at;
  }
  const bool more = at < folded.size() &&
                    (folded[at] == '\'' || folded[at] == '&' || tokens::class_at(folded, at) == tokens::high);
  if (more) {
    tokens::read_on(folded, at, token);
    return true;
  }
  token.end = static_cast<std::uint32_t>(at);
  token.hash ^= token.hash >> 29;
  return true;
}

namespace tokens {

/// Where the word at `at` ends, without looking at what it is; false when it holds more than plain letters.
inline bool skip_plain(std::string_view folded, std::size_t at, Token& token) {
  std::size_t end = at;
  while (end < folded.size() && class_at(folded, end) == letter) ++end;
  if (end < folded.size() && (folded[end] == '\'' || folded[end] == '&' || class_at(folded, end) == high))
    return false;
  token = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  return true;
}

}  // namespace tokens

/// The word that begins at or after `from`; nothing when there is none.
inline std::optional<Token> token_from(std::string_view folded, std::size_t from) {
  Token token;
  return next_token(folded, from, token) ? std::optional(token) : std::nullopt;
}

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
