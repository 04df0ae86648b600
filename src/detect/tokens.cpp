#include "detect/tokens.h"

#include <algorithm>

namespace gh::detect {
namespace {

constexpr std::size_t widest_gap = 16;  // bytes between two words of a name

bool letter_at(std::string_view folded, std::size_t at) {
  const std::uint8_t kind = tokens::class_at(folded, at);
  return kind == tokens::letter || (kind == tokens::high && tokens::sign_length(folded, at) == 0);
}

bool apostrophe_at(std::string_view folded, std::size_t at) {
  return folded[at] == '\'' && at + 1 < folded.size() && letter_at(folded, at + 1);
}

}  // namespace

namespace tokens {

// Of three bytes from U+2000 to U+2FFF, of four from U+1F000 on, and U+0080 to U+00BF.
std::size_t sign_length(std::string_view folded, std::size_t at) {
  const auto first = static_cast<unsigned char>(folded[at]);
  if (first == 0xc2 && at + 1 < folded.size()) return 2;
  if (first == 0xe2 && at + 2 < folded.size()) return 3;
  if (first == 0xf0 && at + 3 < folded.size() && static_cast<unsigned char>(folded[at + 1]) == 0x9f) return 4;
  return 0;
}

void read_on(std::string_view folded, std::size_t at, Token& token) {
  static const std::uint64_t and_hash = hash_of("and");
  if (at == token.begin && folded[at] == '&') {  // a run of ampersands says no more than one
    while (at < folded.size() && folded[at] == '&') ++at;
    token = {token.begin, static_cast<std::uint32_t>(at), and_hash, 0};
    return;
  }
  while (at < folded.size() && (letter_at(folded, at) || apostrophe_at(folded, at))) {
    const auto c = static_cast<unsigned char>(folded[at]);
    if (c != '\'') token.hash = (token.hash ^ c) * hash_step;
    if (c >= 'a' && c <= 'z') token.letters |= std::uint32_t{1} << (c & 31u);
    ++at;
  }
  token.end = static_cast<std::uint32_t>(at);
  token.hash ^= token.hash >> 29;
}

}  // namespace tokens

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = tokens::hash_begin;
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * tokens::hash_step;
  return hash ^ hash >> 29;
}

std::optional<Token> token_before(std::string_view folded, std::size_t to) {
  // Back over what is no word, then over the word; a word is read forward from where it begins.
  std::size_t end = to;
  while (end > 0 && !is_word_byte(folded[end - 1]) && folded[end - 1] != '&') --end;
  std::size_t begin = end;
  constexpr std::size_t longest = 64;
  while (begin > 0 && end - begin < longest && (is_word_byte(folded[begin - 1]) || folded[begin - 1] == '\''))
    --begin;
  if (begin == end && begin > 0) --begin;  // "&"
  std::optional<Token> last;
  for (std::size_t at = begin; at < end;) {
    const auto token = token_from(folded.substr(0, end), at);
    if (!token) break;
    last = token;
    at = token->end;
  }
  return last;
}

std::string word_of(std::string_view folded, const Token& token) {
  if (folded[token.begin] == '&') return "and";
  std::string word;
  for (char c : folded.substr(token.begin, token.end - token.begin)) {
    if (c != '\'') word += c;
  }
  return word;
}

bool joins(std::string_view folded, const Token& before, const Token& after) {
  if (after.begin - before.end > widest_gap) return false;
  const bool short_word = before.end - before.begin <= 2;
  for (std::size_t at = before.end; at < after.begin; ++at) {
    const char c = folded[at];
    if (c == '.' &&
        (short_word || (at + 1 < after.begin ? folded[at + 1] != ' ' && folded[at + 1] != '\n' : true)))
      continue;
    if (c != ' ' && c != '\n' && c != '\t' && c != '-' && c != '_' && c != '(' && c != ')' && c != '\'')
      return false;
  }
  return true;
}

void Phrases::add(std::string_view phrase, std::uint32_t classes) {
  const auto first = token_from(phrase, 0);
  if (!first) return;
  Phrase added{{}, classes};
  for (auto next = token_from(phrase, first->end); next; next = token_from(phrase, next->end))
    added.rest.push_back(next->hash);
  first_.add(first->hash);
  phrases_[first->hash].push_back(std::move(added));
}

void Phrases::add_all(const std::vector<std::string>& phrases, std::uint32_t classes) {
  for (const std::string& phrase : phrases) add(phrase, classes);
}

std::optional<Phrases::Match> Phrases::at(std::string_view folded, const Token& token,
                                          std::uint32_t wanted) const {
  if (!may_begin(token)) return std::nullopt;
  const auto found = phrases_.find(token.hash);
  if (found == phrases_.end()) return std::nullopt;
  std::optional<Match> best;
  for (const Phrase& phrase : found->second) {
    if ((phrase.classes & wanted) == 0) continue;
    Token last = token;
    const bool fits = std::all_of(phrase.rest.begin(), phrase.rest.end(), [&](std::uint64_t hash) {
      const auto next =
          token_from(folded.substr(0, std::min<std::size_t>(folded.size(), last.end + 80)), last.end);
      if (!next || next->hash != hash || !joins(folded, last, *next)) return false;
      last = *next;
      return true;
    });
    if (!fits) continue;
    if (!best || last.end > best->end) best = Match{last.end, 0};
    if (last.end == best->end) best->classes |= phrase.classes;
  }
  return best;
}

}  // namespace gh::detect
