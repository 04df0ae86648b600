#include "detect/role_grammar.h"

#include <algorithm>
#include <array>

namespace gh::detect {
namespace {

enum PartOfRole : std::uint32_t {
  role = 1u << 0,
  shared_role = 1u << 1,
  modifier = 1u << 2,
  subject = 1u << 3,
  area = 1u << 4,
  area_head = 1u << 5,
  taught = 1u << 6,
  year_word = 1u << 7,
  of_word = 1u << 8,
  teach_word = 1u << 9,
  capitals = 1u << 10,
  before_subject = 1u << 11,
};

constexpr int most_parts = 6;
constexpr std::size_t longest_joined = 60;  // bytes of "deputy head and SENCO"

std::string_view near(std::string_view folded, std::size_t from) {
  return folded.substr(0, std::min(folded.size(), from + 64));
}

// "Year 4 / 5 teacher", "Teacher & SENCO", "part-time teacher".
bool continues(std::string_view folded, std::size_t end, std::size_t begin) {
  const std::string_view gap = folded.substr(end, begin - end);
  return gap == " " || gap == "-" || gap == "/" || gap == " / " || gap == "\n" || gap == " - ";
}

bool is_number(std::string_view word) {
  return !word.empty() && word.size() <= 2 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view text_of(std::string_view folded, const Token& token) {
  return folded.substr(token.begin, token.end - token.begin);
}

bool is_and(const Token& token) {
  static const std::uint64_t hash = hash_of("and");
  return token.hash == hash;
}

}  // namespace

RoleGrammar::RoleGrammar(const lexicon::RoleWords& words) {
  const auto add = [&](const std::vector<std::string>& list, std::uint32_t classes, bool begins) {
    phrases_.add_all(list, classes);
    for (const std::string& phrase : list) {
      if (const auto first = token_from(phrase, 0); first && begins) add_beginning(word_of(phrase, *first));
    }
  };
  add(words.roles, role, true);
  add(words.shared_roles, shared_role, true);
  add(words.modifiers, modifier, true);
  add(words.subjects, subject, true);
  add(words.areas, area, true);
  add(words.area_heads, area_head, true);
  add(words.taught, taught, false);
  add(words.years, year_word, false);
  joining_.add_all(words.capitals, capitals);
  joining_.add_all(words.of, of_word);
  joining_.add_all(words.before_subject, before_subject);
  joining_.add_all(words.teach, teach_word);
  for (const std::string& word : words.teach) add_beginning(word);
  for (const std::string& year : words.years) {
    for (const char* number : {"", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"}) {
      years_.add(hash_of(year + number));
      add_beginning(year + number);
    }
  }
}

void RoleGrammar::add_beginning(std::string_view word) {
  begins_.add(hash_of(word));
  begin_words_.add(lexicon::hash_of(word));
}

// "year 4", "y4", "P7", "KS2", "years 3 and 4": its end.
std::optional<std::size_t> RoleGrammar::year_at(std::string_view folded, const Token& token) const {
  if (!years_.may_have(token.hash)) return std::nullopt;
  const std::string_view word = text_of(folded, token);
  const std::size_t digits = word.find_first_of("0123456789");
  std::size_t end = 0;
  if (digits != std::string_view::npos) {
    if (digits == 0 || !is_number(word.substr(digits))) return std::nullopt;
    end = token.end;
  } else {
    const auto year = phrases_.at(folded, token, year_word);
    if (!year) return std::nullopt;
    const auto number = token_from(near(folded, year->end), year->end);
    if (!number || number->begin > year->end + 1 || !is_number(text_of(folded, *number))) return std::nullopt;
    end = number->end;
  }
  for (int i = 0; i < 2; ++i) {  // "3/4", "5 and 6", "5 & 6"
    auto next = token_from(near(folded, end), end);
    if (next && is_and(*next)) next = token_from(near(folded, next->end), next->end);
    if (!next || next->begin > end + 5 || !is_number(text_of(folded, *next))) break;
    end = next->end;
  }
  return end;
}

// Subjects, years and areas joined by "and" from `end` on; where they end, or `end`.
std::size_t RoleGrammar::areas_from(std::string_view folded, std::size_t end, std::uint32_t classes) const {
  std::size_t reached = end;
  for (int i = 0; i < most_parts; ++i) {
    auto next = token_from(near(folded, end), end);
    if (next && is_and(*next) && i > 0) next = token_from(near(folded, next->end), next->end);
    if (!next || next->begin > end + 5) break;
    const std::string_view gap = folded.substr(end, next->begin - end);
    if (gap.find_first_of(".!?\n|;:") != std::string_view::npos) break;
    if (const auto year = year_at(folded, *next)) {
      end = reached = *year;
      continue;
    }
    const auto match = phrases_.at(folded, *next, classes);
    if (!match) break;
    end = reached = match->end;
  }
  return reached;
}

std::optional<Role> RoleGrammar::one_role(std::string_view folded, const Token& token) const {
  std::optional<Role> best;
  bool of_school = false, has_area = false;
  Token next = token;
  for (int i = 0; i < most_parts; ++i) {
    std::uint32_t classes = 0;
    std::size_t end = next.end;
    if (const auto year = year_at(folded, next)) {
      end = *year;
      classes = area;
    } else if (const auto match =
                   phrases_.at(folded, next, role | shared_role | modifier | subject | area | area_head)) {
      end = match->end;
      classes = match->classes;
    } else if (!(is_and(next) && has_area)) {  // "art and design lead"
      break;
    }
    const bool heads_area = (classes & area_head) != 0;
    if ((classes & (role | shared_role)) != 0 || (heads_area && has_area)) {
      best = Role{token.begin, end, (classes & role) == 0 && !of_school && !has_area, false, false};
    }
    if ((classes & (role | shared_role | area_head)) != 0) {
      const auto of = token_from(near(folded, end), end);
      if (of && of->begin == end + 1 && joining_.at(folded, *of, of_word)) {
        const std::size_t reached = areas_from(folded, of->end, subject | area);
        if (reached > of->end) return Role{token.begin, reached, false, false, false};
      }
    }
    if ((classes & role) != 0 && joining_.at(folded, next, before_subject)) {
      const std::size_t reached = areas_from(folded, end, subject);
      if (reached > end && folded[end] == ' ') return Role{token.begin, reached, false, false, false};
    }
    of_school = of_school || (classes & modifier) != 0;
    has_area = has_area || (classes & (subject | area)) != 0;
    const auto following = token_from(near(folded, end), end);
    if (!following || !(continues(folded, end, following->begin) || text_of(folded, *following) == "&"))
      break;
    // "Fenby High School - Head of Chemistry": what only comes before a job ends at a dash.
    if (!best && (classes & modifier) != 0 && following->begin == end + 3) break;
    next = *following;
  }
  return best;
}

std::optional<Role> RoleGrammar::teaching(std::string_view folded, const Token& token) const {
  if (!joining_.at(folded, token, teach_word)) return std::nullopt;
  const std::size_t reached = areas_from(folded, token.end, subject | taught);
  if (reached == token.end) return std::nullopt;
  return Role{token.begin, reached, false, true, false};
}

std::optional<Role> RoleGrammar::role_at(std::string_view folded, const Token& token) const {
  if (!may_begin(token)) return std::nullopt;
  if (auto teach = teaching(folded, token)) return teach;
  auto first = one_role(folded, token);
  while (first && first->end - first->begin < longest_joined) {  // "deputy head and SENCO", "teacher/DSL"
    auto next = token_from(near(folded, first->end), first->end);
    if (!next || next->begin > first->end + 3) break;
    const std::string_view gap = folded.substr(first->end, next->begin - first->end);
    const bool joined = is_and(*next) || gap == "/" || gap == " / " || gap == " + " || gap == "+";
    if (!joined) break;
    if (is_and(*next)) next = token_from(near(folded, next->end), next->end);
    if (!next || next->begin > first->end + 6) break;
    const auto second = one_role(folded, *next);
    if (!second) break;
    first->end = second->end;
    first->shared = first->shared && second->shared;
  }
  if (first) first->capitals = first->end == token.end && joining_.at(folded, token, capitals).has_value();
  return first;
}

}  // namespace gh::detect
