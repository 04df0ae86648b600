// Mentions of the person's own trust and schools, in the forms that people write: full, short, initials,
// hashtags, @names, e-mail and web domains, run together, misspelt by a letter; and the flat ban on the name
// in a profile's name.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "detect/employer_search.h"
#include "detect/material.h"
#include "lexicon/lexicon.h"
#include "lexicon/word_list.h"

namespace gh::detect {

/// The words of data/lexicon/organisations.toml, and the towns of places.toml, made ready once.
class EmployerRules {
 public:
  explicit EmployerRules(const lexicon::OrganisationWords& words, lexicon::WordList towns = {});
  EmployerRules(EmployerRules&&) noexcept;
  ~EmployerRules();

  /// The names of one person's employer, made ready for the detectors of a page. The last ones are kept: page
  /// after page is the same person's. Safe to call from several threads at a time.
  std::shared_ptr<const EmployerSearch> search_for(const base::Person& person) const;

  /// in:  `search` for the person of `material`
  /// out: employer and school with the full name as value, in passage order; clause PRI-03
  std::vector<Finding> find(const Material& material, const EmployerSearch& search) const;

  /// The name in a title, display name or one of the person's own handles on this page:
  /// handle_contains_employer with the handle or title as value; clause CAP-01.
  std::vector<Finding> find_in_names(const Material& material, const EmployerSearch& search) const;

  /// True when a handle, display name or title holds the name of the trust or of a school.
  bool holds(std::string_view name, const base::Person& person) const;

 private:
  struct Kept;
  std::unique_ptr<EmployerWords> words_;
  std::unique_ptr<Kept> kept_;
};

}  // namespace gh::detect
