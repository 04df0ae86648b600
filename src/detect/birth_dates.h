// Birth dates that a page states, and whose they are: with a label or in a sentence, as a field of structured
// data, in parts, or as the year in a handle. What a dated post gives away is in birthdays.h.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/dates.h"
#include "detect/material.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

inline constexpr int youngest_person = 16, oldest_person = 99;  // ages that a member of staff can have

/// The rules of data/detectors/birth-date.toml, compiled.
class BirthDates {
 public:
  static base::Result<BirthDates> load(const std::filesystem::path& file, const lexicon::DateWords& words,
                                       PatternBook& book);
  BirthDates(BirthDates&&) noexcept;
  ~BirthDates();

  /// in:  fields as scraped; `material.of.as_of` decides two-digit years and what age is possible
  /// out: birth_date, in passage order; a day that cannot exist is dropped
  std::vector<Finding> find(const Material& material) const;

  const DateFinder& dates() const;

 private:
  struct Rules;
  explicit BirthDates(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

/// A birth_date finding; nothing when no person could have been born then. A date that makes its owner
/// younger than 16 or older than 99 is somebody else's.
std::optional<Finding> birth_date_at(const Material& material, const FoldedPassage& in, std::size_t begin,
                                     std::size_t end, const base::PartialDate& date, Whose whose,
                                     Certainty certainty, std::string_view rule, std::string_view clause);

}  // namespace gh::detect
