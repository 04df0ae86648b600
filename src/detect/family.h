// What a page tells of the person's family and past: answers to the usual security questions, children and
// pupils, partner, wedding day, pets; and what should not have left school.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/dates.h"
#include "detect/material.h"
#include "detect/pattern.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// The rules of data/detectors/family.toml, children.toml and confidential.toml, compiled.
class Family {
 public:
  static base::Result<Family> load(const std::filesystem::path& folder, lexicon::GivenNames names,
                                   lexicon::DateWords words, PatternBook& book);
  Family(Family&&) noexcept;
  ~Family();

  /// family_name_answer, partner, anniversary, pet; in passage order.
  std::vector<Finding> find_answers(const Material& material, const DateFinder& dates) const;

  /// child_info, always somebody else's: given names, ages, birth dates of the person's children and pupils.
  std::vector<Finding> find_children(const Material& material, const DateFinder& dates) const;

  /// confidential: class lists, initials beside special needs, inside addresses and documents.
  std::vector<Finding> find_confidential(const Material& material) const;

  struct Rules;

 private:
  explicit Family(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
