#include "lexicon/words.h"

#include <array>
#include <bit>

namespace gh::lexicon {
namespace {

// Classes of bytes; the low ones and the letters are Signs.
constexpr Signs in_word = 32, apostrophe = 64, ampersand = 128;
constexpr int first_letter = 32;  // its bit
constexpr Signs all_letters = ((Signs{1} << 26) - 1) << first_letter;
constexpr Signs signs = digit | at_sign | number_sign | beyond_ascii | underscore | all_letters;

constexpr std::array<Signs, 256> classes = [] {
  std::array<Signs, 256> all{};
  for (int c = 'a'; c <= 'z'; ++c)
    all[static_cast<std::size_t>(c)] = in_word | Signs{1} << (first_letter + c - 'a');
  for (int c = '0'; c <= '9'; ++c) all[static_cast<std::size_t>(c)] = in_word | digit;
  for (std::size_t c = 0x80; c < 0x100; ++c) all[c] = in_word | beyond_ascii;
  all['\''] = apostrophe;
  all['&'] = ampersand;
  all['@'] = at_sign;
  all['#'] = number_sign;
  all['_'] = underscore;
  return all;
}();

Signs class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

// Words of up to twelve letters keep all their bits until mix(): a step is two cycles where a multiplication
// for each letter takes five.
std::uint64_t step(std::uint64_t hash, char c) { return std::rotl(hash, 5) ^ static_cast<unsigned char>(c); }
std::uint32_t mix(std::uint64_t hash) {
  hash *= 0x9E3779B97F4A7C15u;  // 2^64 / the golden ratio: Knuth's multiplicative hashing
  return static_cast<std::uint32_t>(hash >> 32);
}

constexpr int prefix_letters = 4;

// The bytes of a sign that is no letter though it lies beyond ASCII: U+0080 to U+00BF ("·"), U+2000 to U+2FFF
// ("—"), U+1F000 to U+1FFFF ("📖"); 0 for letters.
std::size_t sign_length(std::string_view folded, std::size_t at) {
  const auto lead = static_cast<unsigned char>(folded[at]);
  const std::size_t left = folded.size() - at;
  if (lead == 0xC2 && left >= 2) return 2;
  if (lead == 0xE2 && left >= 3) return 3;
  if (lead == 0xF0 && left >= 4 && static_cast<unsigned char>(folded[at + 1]) == 0x9F) return 4;
  return 0;
}

bool letter_at(std::string_view folded, std::size_t at) {
  const Signs kind = class_of(folded[at]);
  return (kind & in_word) != 0 && ((kind & beyond_ascii) == 0 || sign_length(folded, at) == 0);
}

// A word of nothing but small letters from `at` on, which is what nearly all are; it may go on behind them.
Word read_letters(std::string_view folded, std::size_t& at, Signs& seen) {
  Word word;
  const char* const begin = folded.data() + at;
  const char* const end = folded.data() + folded.size();
  const char* letter = begin;
  std::uint64_t hash = 0;
  for (; letter != end && *letter >= 'a' && *letter <= 'z'; ++letter) {
    hash = step(hash, *letter);
    seen |= class_of(*letter);
  }
  word.begin = static_cast<std::uint32_t>(at);
  at += static_cast<std::size_t>(letter - begin);
  word.end = static_cast<std::uint32_t>(at);
  word.hash = mix(hash);
  word.prefix = word.hash;
  if (letter - begin >= prefix_letters) {
    std::uint64_t prefix = 0;
    for (int i = 0; i < prefix_letters; ++i) prefix = step(prefix, begin[i]);
    word.prefix = mix(prefix);
  }
  word.plain = true;
  return word;
}

// Reads one word from `at` on, which is in one.
Word read_word(std::string_view folded, std::size_t& at, Signs& seen) {
  Word word;
  word.begin = static_cast<std::uint32_t>(at);
  std::uint64_t hash = 0, prefix = 0;
  int letters = 0;
  Signs here = 0;
  for (; at < folded.size(); ++at) {
    const Signs kind = class_of(folded[at]);
    if (kind == apostrophe && at + 1 < folded.size() && letter_at(folded, at + 1)) {
      here |= kind;
      continue;
    }
    if ((kind & in_word) == 0) break;
    if ((kind & beyond_ascii) != 0 && sign_length(folded, at) > 0) break;
    here |= kind;
    hash = step(hash, folded[at]);
    if (++letters == prefix_letters) prefix = hash;
  }
  seen |= here;
  word.plain = (here & ~all_letters) == in_word;
  word.end = static_cast<std::uint32_t>(at);
  word.hash = mix(hash);
  word.prefix = letters < prefix_letters ? word.hash : mix(prefix);
  return word;
}

Word first_word(std::string_view word) {
  std::size_t at = 0;
  Signs seen = 0;
  return read_word(word, at, seen);
}

}  // namespace

Signs append_words(std::string_view folded, std::vector<Word>& words) {
  if (folded.size() > UINT32_MAX) return 0;
  Signs seen = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const Signs kind = class_of(folded[at]);
    if ((kind & (in_word | ampersand)) == 0) {
      seen |= kind;
      ++at;
      continue;
    }
    if ((kind & all_letters) != 0) {
      std::size_t end = at;
      const Word word = read_letters(folded, end, seen);
      const Signs behind = end < folded.size() ? class_of(folded[end]) : 0;
      if ((behind & (in_word | apostrophe)) == 0) {
        words.push_back(word);
        at = end;
        continue;
      }
    }
    const std::size_t sign = (kind & beyond_ascii) != 0 ? sign_length(folded, at) : 0;
    if (sign > 0) {
      seen |= beyond_ascii;
      at += sign;
      continue;
    }
    if ((kind & in_word) != 0) {
      words.push_back(read_word(folded, at, seen));
      continue;
    }
    if (at == 0 || folded[at - 1] != '&') {
      const auto begin = static_cast<std::uint32_t>(at);
      const std::uint32_t hash = hash_of("and");
      words.push_back({begin, begin + 1, hash, hash});
    }
    ++at;
  }
  return seen & signs;
}

Signs signs_in(std::string_view folded) {
  Signs seen = 0;
  for (const char c : folded) seen |= class_of(c);
  return seen & signs;
}

Signs letters_in(std::string_view folded) { return signs_in(folded) & all_letters; }

std::uint32_t hash_of(std::string_view word) { return first_word(word).hash; }
std::uint32_t prefix_of(std::string_view word) { return first_word(word).prefix; }

}  // namespace gh::lexicon
