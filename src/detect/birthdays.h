// Birth dates and ages that a dated post gives away: "30 today", "two days till the big 5-0", "thanks for the
// birthday wishes", and whose birthday it is.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/dates.h"
#include "detect/material.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// The rules of data/detectors/birthday.toml, compiled.
class Birthdays {
 public:
  static base::Result<Birthdays> load(const std::filesystem::path& file, const lexicon::DateWords& words,
                                      PatternBook& book);
  Birthdays(Birthdays&&) noexcept;
  ~Birthdays();

  /// in:  `dates` reads the day that stands beside a post whose mark-up does not tell it
  /// out: birth_date, as precise as the post is ("turned 48 last month": a month), and the age it states; an
  ///      age alone where nothing tells the day
  std::vector<Finding> find(const Material& material, const DateFinder& dates) const;

 private:
  struct Rules;
  explicit Birthdays(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
