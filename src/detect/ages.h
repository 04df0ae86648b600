// Ages that a page states: in a profile, a label, a sentence. What a dated post gives away is in birthdays.h.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/material.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// The rules of data/detectors/age.toml, compiled.
class Ages {
 public:
  static base::Result<Ages> load(const std::filesystem::path& file, const lexicon::DateWords& words,
                                 PatternBook& book);
  Ages(Ages&&) noexcept;
  ~Ages();

  /// out: ages from 16 to 99, in passage order
  std::vector<Finding> find(const Material& material) const;

 private:
  struct Rules;
  explicit Ages(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
