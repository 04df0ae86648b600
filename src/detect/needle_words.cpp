#include "detect/needle_words.h"

#include <algorithm>
#include <array>

namespace gh::detect {
namespace {

constexpr std::size_t shortest_needle = 2;  // bytes; one stands in every text

// A digit without a letter or sign is like any other.
bool is_lone_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_ascii_digit) &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return is_ascii_digit(c) || c == ' ' || c == edge; });
}

// How often letters stand in English text, blanks among them.
double share_of(char c) {
  static constexpr std::string_view common = " etaoinshrdlcumwfgypbvk";
  static constexpr std::array<double, 23> share{.18,  .10,  .075, .065, .06,  .057, .057, .053,
                                                .05,  .048, .034, .033, .022, .023, .02,  .019,
                                                .018, .016, .016, .015, .012, .008, .006};
  const std::size_t at = common.find(c);
  return at == std::string_view::npos ? .002 : share[at];
}

// Letters that go together do so twice as often as chance would have it.
double of_letters(std::string_view letters) {
  double product = 2;
  for (const char c : letters) product *= c == edge ? .4 : share_of(c);
  return std::max(product, lexicon::WordFrequencies::other_word);
}

// ", " stands everywhere, "| " between the parts of some lines.
bool is_punctuation(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !is_small_letter(c) && !is_ascii_digit(c) && c != '|';
  });
}

// Edges count at both ends of a word, and beside letters: "\b'" says that a letter must stand there.
std::string with_outer_edges(const std::string& word) {
  if (word.find(edge) == std::string::npos) return word;
  std::string letters = word;
  std::erase(letters, edge);
  const bool before = word.front() == edge && is_small_letter(letters.front());
  const bool behind = word.back() == edge && is_small_letter(letters.back());
  return (before ? std::string(1, edge) : "") + letters + (behind ? std::string(1, edge) : "");
}

}  // namespace

std::size_t bare_size(std::string_view word) {
  return word.size() - static_cast<std::size_t>(std::count(word.begin(), word.end(), edge));
}

double Frequencies::of(const AnyOf& words) const {
  double sum = 0;
  bool digit = false;
  for (const std::string& word : words) {
    const bool is_one = word == any_digit || is_lone_digit(word);
    if (!is_one || !digit) sum += is_one ? words_.digits : of_word(word);
    digit = digit || is_one;
  }
  return sum;
}

// As often as the rarest of its parts.
double Frequencies::of_word(const std::string& word) const {
  const bool digit = std::any_of(word.begin(), word.end(), is_ascii_digit);
  double rarest = 1;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    while (at < word.size() && is_small_letter(word[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    const bool whole =
        (begin > 0 && !is_ascii_digit(word[begin - 1])) && (at < word.size() && !is_ascii_digit(word[at]));
    rarest = std::min(rarest, whole ? words_.of(word.substr(begin, at - begin))
                                    : of_letters(std::string_view(word).substr(begin, at - begin)));
  }
  const bool has_sign = std::any_of(word.begin(), word.end(), [](char c) {
    return !is_small_letter(c) && !is_ascii_digit(c) && c != ' ' && c != '\'' && c != edge;
  });
  if (rarest == 1 || has_sign) rarest = std::min(rarest, of_letters(word));
  if (!digit) return rarest;
  // A letter or sign stands beside one of four digits, if that.
  constexpr double beside_digit = 4;
  return std::max(words_.digits / 10 * std::min(1., beside_digit * rarest),
                  lexicon::WordFrequencies::other_word);
}

bool can_tell(const AnyOf& words) {
  return !words.empty() && words.size() <= most_words &&
         std::none_of(words.begin(), words.end(), [](const std::string& word) {
           return (bare_size(word) < shortest_needle || is_punctuation(word)) && word != any_digit &&
                  !is_lone_digit(word);
         });
}

void sort_and_unite(AnyOf& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

void cut_numbers(AnyOf& words) {
  for (std::string& word : words) {
    const auto digit = std::find_if(word.begin(), word.end(), is_ascii_digit);
    if (digit != word.end() && !is_lone_digit({word.begin(), digit + 1})) word.erase(digit + 1, word.end());
  }
  sort_and_unite(words);
}

AnyOf shortened(AnyOf words) {
  constexpr std::size_t most_compared = 120;  // by each with each
  for (std::string& word : words) {
    word = is_lone_digit(word) ? std::string(any_digit) : word == any_digit ? word : with_outer_edges(word);
  }
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  const bool any = std::find(words.begin(), words.end(), any_digit) != words.end();
  AnyOf kept;
  for (const std::string& word : words) {
    if (any && std::any_of(word.begin(), word.end(), is_ascii_digit)) continue;
    const bool held =
        words.size() <= most_compared
            ? std::any_of(kept.begin(), kept.end(),
                          [&](const std::string& one) { return word.find(one) != std::string::npos; })
            : !kept.empty() && kept.back() == word;
    if (!held) kept.push_back(word);
  }
  return kept;
}

}  // namespace gh::detect
