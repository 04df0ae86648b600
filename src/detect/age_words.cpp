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

// What is left of "first" to "ninth" without the two letters that figures have, too: "fir", "four".
std::string ordinal_stems(const lexicon::DateWords& words) {
  std::vector<std::string> stems;
  for (const auto& [word, value] : words.ordinals) {
    if (value <= 9) stems.push_back(word.substr(0, word.size() - 2));
  }
  std::sort(stems.begin(), stems.end());
  return base::join(stems, "|");
}

// Of "fortie" (fortieth) and "forty-fir" (forty-first).
int age_of_ordinal(std::string word, const lexicon::DateWords& words) {
  const auto value_of = [](const auto& known, const std::string& of) {
    const auto found = known.find(of);
    return found == known.end() ? 0 : found->second;
  };
  if (word.ends_with("ie")) return value_of(words.numbers, word.replace(word.size() - 2, 2, "y"));
  const std::size_t cut = word.find_first_of("- ");
  if (cut == std::string::npos) return 0;
  for (const char* letters : {"st", "nd", "rd", "th"}) {
    if (const int unit = value_of(words.ordinals, word.substr(cut + 1) + letters); unit > 0)
      return value_of(words.numbers, word.substr(0, cut)) + unit;
  }
  return 0;
}

// Of "three-five".
int age_of_digits(std::string_view word, const lexicon::DateWords& words) {
  const std::size_t cut = word.find('-');
  if (cut == std::string_view::npos) return 0;
  const auto tens = words.numbers.find(std::string(word.substr(0, cut)));
  const auto units = words.numbers.find(std::string(word.substr(cut + 1)));
  if (tens == words.numbers.end() || units == words.numbers.end()) return 0;
  return tens->second <= 9 && units->second <= 9 ? tens->second * 10 + units->second : 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string with_age(std::string pattern, const lexicon::DateWords& words) {
  if (pattern.find("{age}") == std::string::npos && pattern.find("{digits}") == std::string::npos)
    return pattern;
  const std::string units = number_words(words, 1, 9, 1);
  const std::string tens = number_words(words, 20, 90, 10);
  const std::string group = "(?P<age>\\d{2}|\\d ?- ?[\\do]|(?:" + tens + ")(?:[- ](?:" + units +
                            "))?|(?:" + tens + ")[- ](?:" + ordinal_stems(words) +
                            ")|(?:twen|thir|for|fif|six|seven|eigh|nine)tie|" +
                            number_words(words, 10, 19, 1) + "|(?:" + units + ")[- ]oh?)";
  // "the big three-five", "the big four zero", "the big 4 0"
  const std::string digits = group.substr(0, group.size() - 1) + "|\\d [0o]|(?:" + units + ")-(?:" + units +
                             ")|(?:" + units + ")[- ]zero)";
  for (std::size_t at = pattern.find("{digits}"); at != std::string::npos;
       at = pattern.find("{digits}", at)) {
    pattern.replace(at, 8, digits);
    at += digits.size();
  }
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
    if (!captured.ends_with("-o") && !captured.ends_with(" o") && !captured.ends_with("oh") &&
        !captured.ends_with("zero")) {
      const int digits = age_of_digits(captured, words);
      return digits > 0 ? digits : age_of_ordinal(std::string(captured), words);
    }
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
