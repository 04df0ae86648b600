#include "page/facts/label_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace gh::page {
namespace {

constexpr std::size_t longest_marked = 60;  // characters
constexpr std::size_t longest_beside = 40;
constexpr int most_words = 5;
constexpr std::size_t longest_value = 200;  // bytes; more on one line is prose behind a colon

// English words with which a sentence begins or breaks off before a colon, and the name of a value does not.
constexpr std::array<std::string_view, 24> first_words{
    "although", "and",  "as",    "at",    "because", "but",   "by", "for",  "from",  "if",   "or",  "so",
    "that",     "then", "there", "these", "this",    "those", "to", "when", "while", "with", "yes", "yet"};
constexpr std::array<std::string_view, 18> last_words{"and",  "are",  "asked", "because", "but",  "if",
                                                      "is",   "like", "or",    "said",    "says", "so",
                                                      "that", "the",  "told",  "was",     "were", "wrote"};
// Whose presence makes a sentence of any words.
constexpr std::array<std::string_view, 7> subjects{"he", "i", "she", "that", "they", "we", "you"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view known) { return base::equal_ignoring_case(known, word); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
// In characters; UTF-8 has no more than four bytes for one.
std::size_t length_of(std::string_view words) {
  if (words.size() > 4 * longest_marked) return words.size();
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// Begins like a letter beyond ASCII: not Latin-1's signs (U+0080-00BF) nor dashes, quotes and invisible
// characters (U+2000-20FF).
bool is_foreign_letter(std::string_view words) {
  const auto lead = static_cast<unsigned char>(words[0]);
  if (lead < 0xC3) return false;
  return lead != 0xE2 || words.size() < 2 || static_cast<unsigned char>(words[1]) > 0x83;
}

// Bullets, dashes and blanks before the first word.
std::string_view without_bullets(std::string_view words) {
  constexpr std::array<std::string_view, 8> bullets{"•", "·", "–", "—", "►", "-", "*", "▪"};
  for (bool again = true; again;) {
    again = false;
    words = base::trim(words);
    for (std::string_view bullet : bullets) {
      if (!words.starts_with(bullet)) continue;
      words.remove_prefix(bullet.size());
      again = true;
    }
  }
  return words;
}

std::string_view without_colon(std::string_view words) {
  words = base::trim(words);
  for (std::string_view colon : {":", "："}) {
    if (words.ends_with(colon)) words.remove_suffix(colon.size());
  }
  return base::trim(words);
}

bool is_sentence(std::string_view words) {
  int count = 0;
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string_view word = words.substr(at, end - at);
    if (!word.empty() && ++count > most_words) return true;
    if (contains(subjects, word)) return true;
    if ((at == 0 && contains(first_words, word)) || (end == words.size() && contains(last_words, word)))
      return true;
    at = end + 1;
  }
  return false;
}

// Length of the colon at words[at], or of a row of dots that leads to the value ("Born ...... Hull"); 0 when
// none stands there.
std::size_t colon_at(std::string_view words, std::size_t at) {
  constexpr std::size_t shortest_row = 4;  // three end a sentence that trails off
  if (words[at] == '.') {
    const std::size_t end = std::min(words.find_first_not_of('.', at), words.size());
    if (end - at >= shortest_row) return end - at;
  }
  // born = 1966-03-04, of a file of settings
  if (words[at] == '=' && words[at - 1] == ' ' && words.substr(at + 1).starts_with(' ') &&
      words.find(' ') == at - 1)
    return 2;
  // "Current city → Hull"
  for (const std::string_view arrow : {"→ ", "⇒ ", "➜ ", "-> ", "=> "}) {
    if (words[at - 1] == ' ' && words.substr(at).starts_with(arrow)) return arrow.size();
  }
  return words[at] == ':' ? 1 : words.substr(at).starts_with("：") ? std::string_view("：").size() : 0;
}

// A colon between a label and a value, not in a time, an address, a ratio or a verse: a blank follows, or the
// line ends, or a date or an age is written close to it ("DOB:04/07/1985").
bool divides(std::string_view line, std::size_t colon, std::size_t length) {
  if (length > 1) return true;
  const char before = line[colon - 1];
  if (is_digit(before)) return false;
  const std::size_t next = colon + 1;
  return next == line.size() || is_blank(line[next]) || (is_letter(before) && is_digit(line[next]));
}

// Where in the line the next pair begins, behind a bar or a dot; the line's end when none does.
std::size_t next_pair(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at < line.size(); ++at) {
    const std::size_t length = line[at] == '|'                    ? 1
                               : line.substr(at).starts_with("·") ? 2
                               : line.substr(at).starts_with("•") ? 3
                                                                  : 0;
    if (length == 0) continue;
    const std::string_view rest = line.substr(at + length, longest_beside + 4);
    const std::size_t colon = rest.find(':');
    if (colon != std::string_view::npos && !label_in(rest.substr(0, colon), LabelPlace::beside).empty())
      return at;
  }
  return line.size();
}

}  // namespace

std::string_view label_in(std::string_view words, LabelPlace place) {
  words = without_bullets(without_colon(words));
  if (words.empty() || length_of(words) > longest_marked) return {};
  if (place == LabelPlace::marked) return words;
  if (length_of(words) > longest_beside || !is_letter(words[0])) return {};
  if (words.find_first_of(".!,;<>{}=|\"\n") != std::string_view::npos || is_sentence(words)) return {};
  return words;
}

LabelledLine labelled_line(std::string_view line) {
  const std::string_view start = line.substr(0, 4 * longest_beside);
  for (std::size_t at = 1; at < start.size(); ++at) {
    const std::size_t length = colon_at(line, at);
    if (length == 0) continue;
    if (!divides(line, at, length)) return {};
    LabelledLine pair;
    pair.label = label_in(line.substr(0, at), LabelPlace::beside);
    const std::string_view within = line.substr(0, at + length + longest_value);
    const std::size_t stop = next_pair(within, at + length);
    if (stop == within.size() && stop < line.size()) return {};
    const std::string_view value = base::trim(line.substr(at + length, stop - at - length));
    pair.value_begin = value.empty() ? stop : static_cast<std::size_t>(value.data() - line.data());
    pair.value_end = pair.value_begin + value.size();
    return pair;
  }
  return {};
}

bool is_value(std::string_view words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const char c = words[at];
    if (static_cast<unsigned char>(c) < 0x80 ? is_letter(c) || is_digit(c)
                                             : is_foreign_letter(words.substr(at)))
      return true;
  }
  return false;
}

}  // namespace gh::page
