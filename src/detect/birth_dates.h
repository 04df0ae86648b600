// Birth dates that a page states or gives away, and whose they are.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/material.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// The rules of data/detectors/birth-date.toml, compiled.
class BirthDates {
 public:
  static base::Result<BirthDates> load(const std::filesystem::path& file, const lexicon::DateWords& words);
  BirthDates(BirthDates&&) noexcept;
  ~BirthDates();

  /// in:  fields as scraped; `material.of.as_of` decides two-digit years and what age is possible
  /// out: birth_date and age, in passage order; a day that cannot exist is dropped
  std::vector<Finding> find(const Material& material) const;

  const DateFinder& dates() const;

 private:
  struct Rules;
  explicit BirthDates(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
