#include "detect/name_order.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "detect/birth_dates.h"
#include "detect/sentence.h"

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

constexpr std::size_t most_surnames = 3, most_given = 3;  // words
constexpr std::size_t longest_rest = 25;                  // bytes behind a name that stands alone

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

struct NameWord {
  std::string_view letters;  // without the mark behind it
  char mark = 0;             // ',' where one follows
  std::size_t end = 0;       // behind both
};

// The word with a capital at byte `at`; its letters are empty when none stands there.
NameWord word_at(std::string_view words, std::size_t at) {
  const std::size_t begin = at;
  while (at < words.size() &&
         (is_upper(words[at]) || is_lower(words[at]) || words[at] == '\'' || words[at] == '-'))
    ++at;
  NameWord word{words.substr(begin, at - begin), 0, at};
  if (word.letters.empty() || !is_upper(word.letters[0]) || word.letters.ends_with('-')) return {};
  if (at < words.size() && words[at] == '.' && word.letters.size() == 1) word.end = ++at;
  if (at < words.size() && words[at] == ',') {
    word.mark = ',';
    word.end = at + 1;
  } else if (at < words.size() && words[at] != ' ' && words[at] != '\n' && words[at] != '.' &&
             words[at] != '(') {
    return {};
  }
  return word;
}

bool is_capitals(std::string_view letters) {
  // "McGARRITY"
  for (const std::string_view begin : {"Mc", "Mac"}) {
    if (letters.size() > begin.size() + 2 && letters.starts_with(begin)) letters.remove_prefix(begin.size());
  }
  return letters.size() > 1 && std::none_of(letters.begin(), letters.end(), is_lower);
}

std::size_t next_word(std::string_view words, std::size_t at) {
  while (at < words.size() && words[at] == ' ') ++at;
  return at;
}

void add_word(std::vector<std::string>& list, std::string_view letters) {
  list.push_back(base::fold(letters));
  const std::string whole = list.back();
  if (whole.find('-') == std::string::npos) return;
  for (const std::string_view part : base::split(whole, '-')) list.emplace_back(part);
}

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_own_surname(const Material& material, const ReversedName& name) {
  return std::any_of(name.surname.begin(), name.surname.end(), [&](const std::string& word) {
    return holds(material.person_words, word) && !holds(material.first_names, word);
  });
}

bool is_own_given(const Material& material, const ReversedName& name) {
  return may_be_own_name(material, name.given.front()) ||
         std::any_of(name.given.begin(), name.given.end(),
                     [&](const std::string& word) { return holds(material.first_names, word); });
}

// "1985", 0 for anything else.
int year_at(std::string_view text, std::size_t at) {
  if (at + 4 > text.size() || !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                           text.begin() + static_cast<std::ptrdiff_t>(at) + 4, is_digit))
    return 0;
  return std::atoi(std::string(text.substr(at, 4)).c_str());
}

// Behind the year a dash, and no other year: "1985-", "1985- (illustrator)".
bool is_open(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '-') return false;
  at = next_word(text, at + 1);
  return at >= text.size() || text[at] == '\n' || text[at] == '(' || text[at] == ')' || text[at] == '.' ||
         text[at] == ',' || text[at] == ';';
}

// Years of an office, which are no lives: "Garside, Mo, 1989-1998".
bool has_terms(const Material& material) {
  constexpr int shortest_life = 18;
  return std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
    const std::string_view text = in.folded.text;
    if (!in.has(lexicon::digit)) return false;
    for (std::size_t at = text.find('-', 5); at != std::string_view::npos; at = text.find('-', at + 1)) {
      const int first = year_at(text, at - 4), last = year_at(text, at + 1);
      if (text[at - 5] == ' ' && first > 0 && last > first && last - first < shortest_life) return true;
    }
    return false;
  });
}

}  // namespace

std::optional<ReversedName> reversed_name_at_begin(std::string_view words) {
  std::vector<NameWord> found;
  for (std::size_t at = 0; found.size() <= most_surnames; at = next_word(words, found.back().end)) {
    const NameWord word = word_at(words, at);
    if (word.letters.empty()) break;
    found.push_back(word);
    if (word.mark != 0) break;
  }
  const auto small = std::find_if(found.begin(), found.end(),
                                  [](const NameWord& word) { return !is_capitals(word.letters); });
  const bool capitals =
      small != found.begin() && small != found.end() && (small - 1)->mark == 0 && small->letters.size() > 1;
  const bool comma = !found.empty() && found.back().mark == ',' && found.size() <= most_surnames;
  if (!capitals && !comma) return std::nullopt;
  ReversedName name;
  const auto last = capitals ? small : found.end();
  for (auto word = found.begin(); word != last; ++word) add_word(name.surname, word->letters);
  name.capitals =
      std::all_of(found.begin(), last, [](const NameWord& word) { return is_capitals(word.letters); });
  std::size_t at = next_word(words, (last - 1)->end);
  for (std::size_t i = 0; i < most_given; ++i) {
    const NameWord word = word_at(words, at);
    if (word.letters.empty()) break;
    add_word(name.given, word.letters);
    name.end = word.end - (word.mark == 0 ? 0 : 1);
    at = next_word(words, word.end);
    if (word.mark != 0) break;
  }
  return name.given.empty() ? std::nullopt : std::optional(std::move(name));
}

std::optional<Whose> whose_name(const Material& material, const ReversedName& name) {
  const bool has_first = std::any_of(name.surname.begin(), name.surname.end(), [&](const std::string& word) {
    return holds(material.first_names, word) || (material.people.of(word) & PeopleWords::titles) != 0;
  });
  if (has_first) return std::nullopt;  // "Robin Ashdown, Deputy", "Robin, Hull"
  const bool given = is_own_given(material, name);
  const bool known = (material.people.of(name.given.front()) & PeopleWords::given_names) != 0;
  if (!is_own_surname(material, name)) {
    // "Hello, Robin" greets.
    const std::string& word = name.surname.front();
    const bool plain =
        word.size() > 2 && (material.people.of(word) & ~std::uint64_t{PeopleWords::given_names}) == 0;
    return plain && (given || known) ? std::optional(Whose::other) : std::nullopt;
  }
  if (given) return Whose::self;
  // "ASHDOWN, Defne", whatever her name is; "Ashdown, Deputy" is none.
  const bool initial = name.given.front().size() == 1;
  return known || initial || name.capitals ? std::optional(Whose::other) : std::nullopt;
}

std::optional<Whose> whose_reversed(const Material& material, std::string_view words) {
  constexpr std::size_t longest = 80;
  words = base::trim(words);
  if (words.size() > longest) return std::nullopt;
  const auto name = reversed_name_at_begin(words);
  if (!name) return std::nullopt;
  const std::string_view rest = base::trim(words.substr(name->end));
  if (rest.size() > longest_rest || (!rest.empty() && is_lower(rest[0]))) return std::nullopt;
  return whose_name(material, *name);
}

std::vector<Finding> births_in_catalogue(const Material& material, const FoldedPassage& in,
                                         std::string_view clause) {
  std::vector<Finding> found;
  const std::string_view text = in.folded.text;
  if (!in.has(lexicon::digit) || text.find(", ") == std::string_view::npos) return found;
  for (std::size_t dash = text.find('-', 8); dash != std::string_view::npos;
       dash = text.find('-', dash + 1)) {
    const std::size_t at = dash - 4;
    const int year = year_at(text, at);
    if (year == 0 || text[at - 1] != ' ' || text[at - 2] != ',' || !is_open(text, dash)) continue;
    // The line up to there is a name, behind "Author: " perhaps.
    std::size_t begin = text.rfind('\n', at);
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    const std::size_t label = text.substr(begin, at - begin).rfind(": ");
    if (label != std::string_view::npos) begin += label + 2;
    const std::size_t from = in.folded.origin[begin], to = in.folded.origin[at - 2];
    const std::string_view words = std::string_view(in.passage->text.words()).substr(from, to - from);
    const auto name = reversed_name_at_begin(words);
    if (!name || name->end != words.size() || has_terms(material)) continue;
    const auto whose = whose_name(material, *name);
    if (!whose) continue;
    if (auto finding = birth_date_at(material, in, at, at + 4, {year, 0, 0}, *whose, Certainty::likely,
                                     "birth-date.catalogue", clause))
      found.push_back(std::move(*finding));
  }
  return found;
}

}  // namespace gh::detect
