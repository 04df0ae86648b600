#include "detect/employer_words.h"

#include <algorithm>

namespace gh::detect {
namespace {

constexpr std::size_t reach = 220;        // bytes to each side that cues are looked for in
constexpr std::size_t near_reach = 70;    // bytes before that tell of the past
constexpr std::size_t phrase_reach = 40;  // bytes that the longest phrase before a name takes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The beginning of a word at or after `from`, so that no word is cut.
std::size_t word_begin(std::string_view folded, std::size_t from) {
  while (from > 0 && from < folded.size() && is_word_byte(folded[from - 1])) ++from;
  return from;
}

// Where the item of a list that `at` is in begins, or ends: other items tell of other things. Lists in plain
// text begin their items with a sign.
std::size_t item_border(std::string_view text, std::size_t at, bool behind) {
  const auto begins_item = [&](std::size_t line) {
    return text.substr(line, 3) == "\n- " || text.substr(line, 3) == "\n* ";
  };
  if (behind) {
    std::size_t line = text.find('\n', at);
    while (line != std::string_view::npos && !begins_item(line)) line = text.find('\n', line + 1);
    return std::min(line, text.size());
  }
  for (std::size_t line = at; line > 0; --line) {
    if (text[line] == '\n' && begins_item(line)) return line;
  }
  return 0;
}

// Only signs that introduce a name, and "the".
bool introduces(std::string_view between) {
  for (std::size_t at = 0; at < between.size(); ++at) {
    if (between.substr(at).starts_with("the ") && (at == 0 || between[at - 1] == ' ')) {
      at += 3;
      continue;
    }
    const char c = between[at];
    if (c != ' ' && c != '\n' && c != '"' && c != '\'' && c != '@' && c != '#' && c != ':' && c != '(')
      return false;
  }
  return between.size() <= 8;
}

// "2014-2019", "(2001-2006)": years that have ended.
bool has_span_of_years(std::string_view text) {
  for (std::size_t at = 0; at + 9 <= text.size(); ++at) {
    const auto year = [&](std::size_t from) {
      return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                         text.begin() + static_cast<std::ptrdiff_t>(from) + 4, is_digit);
    };
    if (!year(at)) continue;
    std::size_t next = at + 4;
    while (next < text.size() && (text[next] == ' ' || text[next] == '-')) ++next;
    if (next > at + 4 && next + 4 <= text.size() && year(next)) return true;
  }
  return false;
}

}  // namespace

bool among(std::string_view word, const std::vector<std::string>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

EmployerWords::EmployerWords(const lexicon::OrganisationWords& words, lexicon::WordList places)
    : lists(words), towns(std::move(places)) {
  around.add_all(lists.stands_at, stands_at);
  around.add_all(lists.cues, cue);
  around.add_all(lists.weak_cues, weak_cue);
  around.add_all(lists.against, against);
  around.add_all(lists.leads, lead);
  around.add_all(lists.former, former);
  around.add_all(lists.attended, attended);
  around.add_all(lists.not_followed_by_any, place_after_any);
  around.add_all(lists.not_followed_by, place_after);
  around.add_all(lists.not_preceded_by, place_before);
  around.add_all(lists.not_directly_after, not_directly_after);
  around.add_all(lists.land_words, land);
  around.add_all(lists.kept_accounts, kept_account);
  around.add_all(lists.named_accounts, named_account);
  around.add_all(lists.follows, follow);
  around.add_all(lists.sites, site);
  around.add_all(lists.name_joiners, name_joiner);
  around.add_all(lists.handle_cues, handle_cue);
  around.add_all(lists.headline_words, headline);
  around.add_all(lists.common_names, common_name);
  around.add_all(lists.common_beginnings, common_beginning);
}

bool EmployerWords::is_kind(std::string_view word) const { return among(word, lists.kinds); }
bool EmployerWords::is_qualifier(std::string_view word) const { return among(word, lists.qualifiers); }

std::string EmployerWords::usual(const std::string& word) const {
  const auto found = lists.short_for.find(word);
  return found == lists.short_for.end() ? word : found->second;
}

Surroundings surroundings(const EmployerWords& words, std::string_view folded, std::size_t begin,
                          std::size_t end) {
  constexpr std::uint32_t wanted = cue | weak_cue | against | lead;
  Surroundings found;
  const std::size_t first = word_begin(folded, begin > reach ? begin - reach : 0);
  const std::size_t last = std::min(folded.size(), end + reach);
  const std::string_view near = folded.substr(first, last - first);
  const std::size_t item = first + item_border(near, begin - first, false);
  const std::size_t next_item = first + item_border(near, end - first, true);
  for (std::size_t at = first; at < last;) {
    const auto token = token_from(folded, at);
    if (!token || token->begin >= last) break;
    at = token->end;
    if (token->begin >= begin && token->begin < end) continue;  // the name's own words are no cue
    const auto match = words.around.at(folded, *token, wanted);
    if (!match || (token->begin < begin && match->end > begin)) continue;
    found.cues += (match->classes & cue) != 0 ? 1 : 0;
    found.weak_cues += (match->classes & weak_cue) != 0 ? 1 : 0;
    const bool same_item = token->begin >= item && token->begin < next_item;
    found.against = found.against || (same_item && (match->classes & against) != 0);
    if (token->begin > begin) continue;
    found.lead = found.lead ||
                 ((match->classes & lead) != 0 && introduces(folded.substr(match->end, begin - match->end)));
  }
  return found;
}

Past past(const EmployerWords& words, std::string_view folded, std::size_t begin, std::size_t end) {
  for (std::size_t at = word_begin(folded, begin > near_reach ? begin - near_reach : 0); at < begin;) {
    const auto token = token_from(folded, at);
    if (!token || token->begin >= begin) break;
    at = token->end;
    const auto match = words.around.at(folded, *token, former | attended);
    if (match && match->end <= begin) return (match->classes & attended) != 0 ? Past::attended : Past::former;
  }
  const std::size_t before = begin > 14 ? begin - 14 : 0;
  const bool years =
      has_span_of_years(folded.substr(before, begin - before)) || has_span_of_years(folded.substr(end, 16));
  return years ? Past::former : Past::none;
}

bool followed_by(const EmployerWords& words, std::string_view folded, std::size_t end,
                 std::uint32_t classes) {
  const auto next = token_from(folded.substr(0, std::min(folded.size(), end + 48)), end);
  if (!next || next->begin > end + 2) return false;
  for (std::size_t at = end; at < next->begin; ++at) {
    if (folded[at] != ' ' && folded[at] != '-' && folded[at] != '_' && folded[at] != '\n') return false;
  }
  return words.around.at(folded, *next, classes).has_value();
}

bool follows(const EmployerWords& words, std::string_view folded, std::size_t begin, std::uint32_t classes) {
  for (std::size_t at = word_begin(folded, begin > phrase_reach ? begin - phrase_reach : 0); at < begin;) {
    const auto token = token_from(folded, at);
    if (!token || token->begin >= begin) return false;
    at = token->end;
    const auto match = words.around.at(folded, *token, classes);
    if (match && match->end <= begin && introduces(folded.substr(match->end, begin - match->end)))
      return true;
  }
  return false;
}

}  // namespace gh::detect
