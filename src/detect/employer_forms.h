// The ways to write the names of one person's trust and schools, and how each stands in a text.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/person.h"
#include "detect/employer_words.h"
#include "detect/finding.h"
#include "detect/tokens.h"

namespace gh::detect {

constexpr std::size_t shortest_run_together = 6;  // letters; shorter forms are parts of ordinary words
constexpr std::size_t short_initials = 3;         // so short, many others have them

// One way to write an organisation's name.
struct Form {
  const base::Organisation* organisation = nullptr;
  Kind kind = Kind::school;
  std::vector<std::string> words;
  std::string run_together;            // all words without blanks
  std::vector<std::string> own_kinds;  // what it is called besides its core, and what fits any of its sort
  bool speaks = false;                 // holds a word like "school"
  bool initials = false;               // one short word all in capitals: "TMAT"
  bool common = false;                 // many towns have one of this name
  bool town_like = false;              // a town is called so too
  bool abbreviated = false;            // ends in the first letters of its kinds: "Marlpit PS"
  bool needs_kind = false;  // the core of the full name: counts with "school" or the like behind it
};

// How a form's words stand somewhere.
struct Fit {
  std::size_t end = 0;
  int edits = 0;
  int edits_in_kind = 0;  // of them in words like "school"
  bool speaks = false;
};

// A word that may begin a form with a letter or two wrong.
struct CloseWord {
  std::string word;
  std::uint32_t letters = 0;
  bool common = false;
};

/// How many letters of a word may be wrong, by its length.
int allowed_edits(std::string_view word, bool common);

/// -1 when the words are too unlike to be one.
int edits_between(std::string_view seen, std::string_view meant, bool common);

/// The words of a name, without "the", in their usual form.
std::vector<std::string> words_in(const EmployerWords& words, std::string_view text);

/// Where four letters go in EmployerForms::shingles.
inline std::size_t shingle(const char* four) {
  std::uint32_t letters = 0;
  std::memcpy(&letters, four, sizeof letters);
  return (letters * 2654435769u) >> 20;
}

/// Of three letters, the first one highest: for EmployerForms::beginnings.
inline std::uint64_t beginning(std::uint32_t letters) { return letters * 0x9E3779B97F4A7C15u >> 40; }

/// Made once for a page; all that a pass over a text looks at.
struct EmployerForms {
  const EmployerWords& words;
  const base::Person& person;
  std::vector<Form> forms;  // longer ones first
  std::vector<std::string> person_words;
  HashFilter first;
  HashFilter first_words;          // the same by lexicon::hash_of
  std::bitset<256> first_letters;  // of whatever may begin a name
  HashFilter beginnings;           // of names run together: beginning() of the first three letters
  bool has_short = false;          // one has fewer
  bool may_begin_with(char letter) const { return first_letters.test(static_cast<unsigned char>(letter)); }
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_first;
  std::array<std::vector<CloseWord>, 26> near;
  struct RunTogether {
    std::string letters;
    std::size_t form;
    bool speaks;
  };
  std::vector<RunTogether> run_together;  // longer ones first
  std::bitset<4096> shingles;
  std::size_t shortest = std::string::npos;
  struct Domain {
    std::string folded;
    std::size_t form;
  };
  std::unordered_map<std::uint64_t, std::vector<Domain>> domains;

  /// Of the employer of `owner`; refers to both.
  EmployerForms(const EmployerWords& rules, const base::Person& owner);
  void add(const base::Organisation& organisation, Kind kind);
  void add_form(const base::Organisation& organisation, Kind kind, std::string_view name);
  void add_with_initials(Form form, const std::vector<std::string>& name);
  Form form_of(const base::Organisation& organisation, Kind kind, std::vector<std::string> name) const;
  bool is_common(const std::vector<std::string>& name) const;
  bool is_town(const std::vector<std::string>& name) const;
  void begins(std::string_view word, std::size_t form);
  void index(std::size_t i);
  void add_run_together(std::string letters, std::size_t form, bool speaks);
  void index_domains();
  std::vector<std::string> own_kinds(const base::Organisation& organisation, Kind kind) const;
  static bool is_own_kind(const Form& form, std::string_view word);
  // "School", of Marlpit Schools: one school is no trust, and tells of no other.
  bool is_one_of_ours(const Form& form, std::string_view word) const;
  // The form's words from `token` on; nothing when they are no writing of it.
  std::optional<Fit> fit(std::string_view folded, Token token, const Form& form) const;
  int edits_in(std::string_view seen, std::string_view meant, const Form& form) const;
  static bool same_word(std::string_view seen, std::string_view meant, const Form& form);
  // "Primary School" behind the name: one more sign that it is one, or that it is another place ("Marlpit
  // High School").
  bool take_kinds(std::string_view folded, Token token, const Form& form, Fit& fit) const;
};

}  // namespace gh::detect
