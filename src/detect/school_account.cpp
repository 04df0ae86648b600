#include "detect/school_account.h"

#include <algorithm>

#include "detect/beside.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

constexpr std::size_t longest_before = 90;  // bytes of the sentence that tell of an account
constexpr std::size_t longest_behind = 30;
constexpr std::size_t longest_title = 4;

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; }

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// Of the handle's sentence, without its "@".
std::string_view words_before(const HandleMention& handle) {
  const std::string_view text = handle.in.folded.text;
  const std::size_t end = handle.begin - (handle.begin > 0 && text[handle.begin - 1] == '@' ? 1 : 0);
  std::size_t begin = end;
  while (begin > 0 && end - begin < longest_before && !ends_sentence(text[begin - 1])) --begin;
  while (begin > 0 && begin < end && is_word_byte(text[begin]) && is_word_byte(text[begin - 1])) ++begin;
  return text.substr(begin, end - begin);
}

std::string_view words_behind(const HandleMention& handle) {
  const std::string_view text = handle.in.folded.text;
  std::size_t end = handle.end;
  while (end < text.size() && end - handle.end < longest_behind && !ends_sentence(text[end])) ++end;
  return text.substr(handle.end, end - handle.end);
}

bool holds(const EmployerWords& words, std::string_view folded, std::uint32_t classes) {
  for (auto token = token_from(folded, 0); token; token = token_from(folded, token->end)) {
    if (words.around.at(folded, *token, classes)) return true;
  }
  return false;
}

// "School tweets: ", and not "their school tweets: ".
bool ends_with_account(const Material& material, const EmployerWords& words, std::string_view folded) {
  bool others = false;
  for (auto token = token_from(folded, 0); token; token = token_from(folded, token->end)) {
    if (const auto match = words.around.at(folded, *token, named_account)) {
      const std::string_view behind = folded.substr(match->end);
      if (!others && behind.find_first_not_of(" :-(") == std::string_view::npos) return true;
    }
    others = (material.people.of(word_of(folded, *token)) & lexicon::PeopleWords::third) != 0;
  }
  return false;
}

// "Follow Kit at ", "Find Mr Ashdown on chirp as ".
bool follows_own_name(const Material& material, const EmployerWords& words, std::string_view folded) {
  constexpr int most_words = 6;
  for (auto token = token_from(folded, 0); token; token = token_from(folded, token->end)) {
    const auto match = words.around.at(folded, *token, follow);
    if (!match) continue;
    auto next = token_from(folded, match->end);
    for (int i = 0; next && i < most_words; ++i, next = token_from(folded, next->end)) {
      if (is_own_name(material, word_of(folded, *next))) return true;
    }
  }
  return false;
}

// The letters and digits of a handle from `at` up to a seam: a sign, or a capital letter.
std::string_view part_at(const HandleMention& handle, std::size_t at) {
  const std::string_view folded = handle.folded(), written = handle.written();
  std::size_t end = at;
  while (end < folded.size() && is_word_byte(folded[end]) && (end == at || !is_capital(written[end]))) ++end;
  return folded.substr(at, end - at);
}

// "MrA_Marlpit", "marlpit_mrs_ash": a title, and the first letters of the surname.
bool bears_title(const Material& material, const HandleMention& handle) {
  const std::string_view folded = handle.folded();
  if (handle.written().size() != folded.size()) return false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::string_view title = part_at(handle, at);
    at += std::max<std::size_t>(title.size(), 1);
    if (title.size() < 2 || title.size() > longest_title) continue;
    std::size_t next = at;
    while (next < folded.size() && !is_word_byte(folded[next])) ++next;
    if (letters_behind_title(material, title, part_at(handle, next)) > 0) return true;
  }
  return false;
}

// The end of the words with capitals, and small ones between them, that begin at `begin`.
std::size_t end_of_name(const EmployerWords& words, const FoldedPassage& in, std::size_t begin) {
  constexpr std::size_t longest = 60;
  const std::string_view text = std::string_view(in.folded.text).substr(0, begin + longest);
  const std::string& written = in.passage->text.words();
  std::size_t end = begin, last = begin;
  for (auto token = token_from(text, begin); token; token = token_from(text, token->end)) {
    if (text.substr(last, token->begin - last).find_first_not_of(" '&-") != std::string_view::npos) break;
    const bool capital = is_capital(written[in.folded.origin[token->begin]]);
    if (!capital && (token->begin == begin || !words.around.at(text, *token, name_joiner))) break;
    last = token->end;
    if (capital) end = last;
  }
  return end;
}

// The next "called " from `from` on.
std::optional<NamedSite> next_called(const EmployerWords& words, const FoldedPassage& in, std::size_t from) {
  const std::string_view text = in.folded.text;
  std::optional<NamedSite> first;
  for (const std::string& word : words.lists.called) {
    if (!in.has_all(lexicon::letters_in(word))) continue;
    std::size_t at = text.find(word, from);
    while (at != std::string_view::npos && text.substr(at + word.size(), 1) != " ")
      at = text.find(word, at + 1);
    if (at != std::string_view::npos && (!first || at < first->begin))
      first = NamedSite{at, at + word.size() + 1};
  }
  return first;
}

// "My blog is ", "a podcast, "
bool ends_with_site(const EmployerWords& words, std::string_view folded) {
  const auto drop_signs = [&] {
    while (folded.ends_with(' ') || folded.ends_with(',')) folded.remove_suffix(1);
  };
  drop_signs();
  if (const std::string_view last = folded.substr(folded.rfind(' ') + 1);
      among(last, words.lists.before_called)) {
    folded.remove_suffix(last.size());
    drop_signs();
  }
  return follows(words, folded, folded.size(), site);
}

// "My blog called", "I write a blog called", "she runs a blog called" of the person.
bool is_made_by_person(const Material& material, const EmployerWords& words, const FoldedPassage& in,
                       std::size_t at) {
  using lexicon::PeopleWords;
  constexpr std::size_t near = 4;
  const Sentence sentence(material, in, at > longest_before ? at - longest_before : 0, at);
  bool made = false;
  for (std::size_t i = sentence.size(); i-- > 0;) {
    const SentenceWord& word = sentence[i];
    made = made || among(word.word, words.lists.makes);
    const bool possessive = word.in(PeopleWords::possessives) && sentence.size() - i <= near;
    if ((made || possessive) && word.in(PeopleWords::self | PeopleWords::ours)) return true;
    if ((made || possessive) && word.in(PeopleWords::third))
      return named_last(material, in, word.begin) == Referent::person;
    if (word.own) return made;
    if (word.starts_sentence || word.is_other_name() || word.in(PeopleWords::self)) return false;
  }
  return false;
}

}  // namespace

std::optional<NamedSite> next_named_site(const Material& material, const EmployerWords& words,
                                         const FoldedPassage& in, std::size_t from) {
  const std::string_view text = in.folded.text;
  for (auto called = next_called(words, in, from); called; called = next_called(words, in, called->end)) {
    const std::size_t at = called->begin;
    std::size_t begin = called->end;
    while (begin < text.size() && (text[begin] == '"' || text[begin] == '\'')) ++begin;
    const std::size_t before = at > longest_before ? at - longest_before : 0;
    if (!ends_with_site(words, text.substr(before, at - before))) continue;
    const std::size_t end = end_of_name(words, in, begin);
    if (end > begin && is_made_by_person(material, words, in, at)) return NamedSite{begin, end};
  }
  return std::nullopt;
}

bool keeps_account(const Material& material, const EmployerWords& words, const HandleMention& handle) {
  if (!handle.marked || handle.in.passage->about == scrape::About::other) return false;
  const std::string_view before = words_before(handle);
  if (follows_own_name(material, words, before)) return true;
  if (owner_of(material, handle.in).whose == Whose::other) return false;
  if (bears_title(material, handle)) return true;
  if (material.owner == PageOwner::person && ends_with_account(material, words, before)) return true;
  if (holds(words, before, kept_account)) return true;
  return holds(words, words_behind(handle), kept_account);
}

}  // namespace gh::detect
