#include "detect/age_words.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace gh::detect {
namespace {

// "a|b|c" of the number words from `first` to `last` in steps; those of one word.
std::string number_words(const lexicon::DateWords& words, int first, int last, int step) {
  std::vector<std::string> chosen;
  for (const auto& [word, value] : words.numbers) {
    const bool simple = word.find_first_of("- ") == std::string::npos;
    if (simple && value >= first && value <= last && (value - first) % step == 0) chosen.push_back(word);
  }
  // "sixteen" before "six", so that the longer is read.
  std::sort(chosen.begin(), chosen.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return base::join(chosen, "|");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string with_age(std::string pattern, const lexicon::DateWords& words) {
  const std::string units = number_words(words, 1, 9, 1);
  const std::string group = "(?P<age>\\d{2}|\\d ?- ?[\\do]|(?:" + number_words(words, 20, 90, 10) +
                            ")(?:[- ](?:" + units + "))?|" + number_words(words, 10, 19, 1) + "|(?:" + units +
                            ")[- ]oh?)";
  for (std::size_t at = pattern.find("{age}"); at != std::string::npos; at = pattern.find("{age}", at)) {
    pattern.replace(at, 5, group);
    at += group.size();
  }
  return pattern;
}

int age_in(std::string_view captured, const lexicon::DateWords& words) {
  if (captured.empty()) return 0;
  if (const auto found = words.numbers.find(std::string(captured)); found != words.numbers.end())
    return found->second;
  if (!is_digit(captured[0])) {  // "five-oh"
    const auto unit = words.numbers.find(std::string(captured.substr(0, captured.find_first_of("- "))));
    return unit == words.numbers.end() ? 0 : unit->second * 10;
  }
  int value = 0;
  for (char c : captured) {
    if (is_digit(c)) value = value * 10 + (c - '0');
    if (c == 'o') value *= 10;
  }
  return value;
}

}  // namespace gh::detect
