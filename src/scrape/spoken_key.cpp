#include "scrape/spoken_key.h"

#include <algorithm>

namespace gh::scrape {
namespace {

constexpr std::size_t longest = 60;  // bytes; a longer step is no name of a field

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || is_capital(c); }

// "birthDateISO" is birth, date, iso.
void append_words(std::string_view step, std::vector<std::string>& words) {
  bool inside = false;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const char c = step[i];
    if (!is_word(c)) {
      inside = false;
      continue;
    }
    const bool begins = is_capital(c) && inside && !is_capital(step[i - 1]);
    if (!inside || begins) words.emplace_back();
    words.back() += is_capital(c) ? static_cast<char>(c + 32) : c;
    inside = true;
  }
}

std::vector<std::string> words_of(const std::vector<std::string_view>& steps) {
  std::vector<std::string> words;
  for (const std::string_view step : steps) {
    if (step.size() <= longest) append_words(step, words);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

bool among(const std::string& word, const std::vector<std::string_view>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string spoken_key(const std::vector<std::string_view>& steps) { return joined(words_of(steps)); }

std::string spoken_key_of(const std::vector<std::string_view>& steps, const KeyFillers& fillers) {
  std::vector<std::string> words = words_of(steps);
  const auto is_further = [&](const std::string& word) { return among(word, fillers.further); };
  const bool further = std::any_of(words.begin(), words.end(), is_further);
  std::erase_if(words,
                [&](const std::string& word) { return is_further(word) || among(word, fillers.person); });
  const bool enough = words.size() >= 2 || (words.size() == 1 && !further);
  return enough ? joined(words) : std::string();
}

}  // namespace gh::scrape
