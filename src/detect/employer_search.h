// All ways to write the names of one person's trust and schools, looked for in one pass over a text.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "detect/employer_words.h"
#include "detect/material.h"

namespace gh::detect {

struct EmployerForms;

/// One place where a name stands.
struct Mention {
  std::size_t begin = 0;  // bytes of the folded text
  std::size_t end = 0;
  const base::Organisation* organisation = nullptr;
  Kind kind = Kind::school;
  std::string_view rule;
  Certainty certainty = Certainty::certain;
};

/// The names of one person's employer, made ready to be looked for in many texts. Linear in the text. Refers
/// to the words and the person, which must outlive it.
class EmployerSearch {
 public:
  EmployerSearch(const EmployerWords& words, const base::Person& person);
  EmployerSearch(EmployerSearch&&) noexcept;
  ~EmployerSearch();

  /// In text order, not overlapping but for addresses.
  std::vector<Mention> mentions(const FoldedPassage& in, std::span<const lexicon::Word> words = {}) const;

  /// A quick look: false when no name can begin in the text.
  bool may_begin_in(std::string_view folded) const;

  /// True when a handle holds one of the names: "MrsA_Marlpit", "tlt_robin".
  bool held_in_handle(std::string_view handle, bool own = false) const;

  /// True when the words are one of the names and nothing else.
  bool is_name(std::string_view folded) const;

  /// True when a folded handle is one of the names and nothing else: the school's own account.
  bool is_name_run_together(std::string_view folded) const;

 private:
  std::unique_ptr<EmployerForms> forms_;
};

}  // namespace gh::detect
