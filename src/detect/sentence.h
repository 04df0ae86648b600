// The words of a stretch of text as a reader of sentences sees them: which speak of people, which begin a
// sentence, what stands before them. What they say of a mention is told in beside.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/material.h"
#include "detect/tokens.h"

namespace gh::detect {

struct SentenceWord {
  std::string_view word;    // folded; without what follows an apostrophe
  std::string_view suffix;  // "s", "m", "ve"; empty mostly
  std::size_t begin = 0, end = 0;
  std::uint64_t lists = 0;
  bool capital = false;
  bool own = false;  // a word of the person's names, and of no namesake's
  bool starts_sentence = false;
  char mark = 0;  // what stands before it, blanks aside: ',', '(', '-' ...

  bool in(std::uint64_t any) const { return (lists & any) != 0; }
  bool is_number() const { return word[0] >= '0' && word[0] <= '9'; }
  bool is_other_name() const { return capital && !own && in(lexicon::PeopleWords::given_names); }
};

/// True when a folded given name is one of the person's, or short for one: "Bill" of William Toft.
bool may_be_own_name(const Material& material, std::string_view given);

/// A quick no: false when the passage's first word is in none of the lists, and no sentence about names makes
/// it one of them (the person's name or a comma stands in it, or it begins with no plain word).
bool may_begin_with(const Material& material, const FoldedPassage& in, std::uint64_t lists);

/// What people, animals and things are called that have ages and birthdays.
inline constexpr std::uint64_t nouns = lexicon::PeopleWords::relatives | lexicon::PeopleWords::pets |
                                       lexicon::PeopleWords::pupils | lexicon::PeopleWords::things |
                                       lexicon::PeopleWords::public_people;

/// Words between a noun and what is said of it.
inline constexpr std::size_t near = 4;

/// The words of the folded bytes [from, to) of a passage, with what holds between them.
class Sentence {
 public:
  Sentence(const Material& material, const FoldedPassage& in, std::size_t from, std::size_t to);

  std::size_t size() const { return words_.size(); }
  bool empty() const { return words_.empty(); }
  const SentenceWord& operator[](std::size_t i) const { return words_[i]; }
  const SentenceWord& back() const { return words_.back(); }
  std::vector<SentenceWord>::const_iterator begin() const { return words_.begin(); }
  std::vector<SentenceWord>::const_iterator end() const { return words_.end(); }

  /// The lists that hold the word, with the word before it too: "little one", "guinea pig".
  std::uint64_t lists_at(std::size_t i) const;
  bool is_noun(std::size_t i) const { return (lists_at(i) & nouns) != 0; }

  /// The word that makes "… son" somebody's: my, our, Kit's; up to three words before it.
  std::optional<std::size_t> opener(std::size_t i) const;
  bool is_possessed(std::size_t i) const;

  /// "for my wife", "thanks to Kit": and not the one that the sentence is about.
  bool is_oblique(std::size_t first) const;

  /// "happy birthday" or "welcome" near before it.
  bool is_wished(std::size_t i) const;

  /// "she/her" in a profile is how somebody wants to be spoken of.
  bool is_pronoun_pair(std::size_t i) const;

  /// The full stop behind the word ends no sentence: "b. 1985", "Mr. Toft", "D.O.B.".
  bool is_abbreviated(std::size_t i) const;

 private:
  const lexicon::PeopleWords& people_;
  std::vector<SentenceWord> words_;
};

/// Two or more words that follow each other as names do, [first, last]; `whose` says whether they are the
/// person's.
struct FullName {
  std::size_t first = 0, last = 0;
  bool own = false;
};

/// The name that begins at word `i`: a given name or a title, and a word with a capital that is in no list.
std::optional<FullName> full_name_at(const Sentence& sentence, std::size_t i);

}  // namespace gh::detect
