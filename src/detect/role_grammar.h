// How the names of jobs in schools are put together: "Year 4 teacher", "deputy head and SENCO", "Head of
// Maths", "teach Year 4".
#pragma once

#include <optional>
#include <string_view>

#include "detect/tokens.h"
#include "lexicon/lexicon.h"
#include "lexicon/words.h"

namespace gh::detect {

/// A job's name in folded text.
struct Role {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  bool shared = false;    // not only schools have it: "caretaker"
  bool teaches = false;   // a sentence's own words: "teach Year 4"
  bool capitals = false;  // counts only when written so: "TA"
};

class RoleGrammar {
 public:
  explicit RoleGrammar(const lexicon::RoleWords& words);

  /// False for nearly all words; a quick look before role_at.
  bool may_begin(const Token& token) const { return begins_.may_have(token.hash); }
  bool may_begin(const lexicon::Word& word) const { return begin_words_.may_have(word.hash); }

  /// The longest name of a job that begins with this word.
  std::optional<Role> role_at(std::string_view folded, const Token& token) const;

 private:
  std::optional<Role> one_role(std::string_view folded, const Token& token) const;
  std::optional<Role> teaching(std::string_view folded, const Token& token) const;
  std::optional<std::size_t> year_at(std::string_view folded, const Token& token) const;
  std::size_t areas_from(std::string_view folded, std::size_t end, std::uint32_t classes) const;

  Phrases phrases_;
  Phrases joining_;  // "of", "teach"
  void add_beginning(std::string_view word);

  HashFilter begins_, begin_words_;  // words that a job's name may begin with, as tokens and as words
  HashFilter years_;
};

}  // namespace gh::detect
