// The person's job in a school, where a page says that it is theirs: in a field that states it, in their own
// words, or in the few words by which people describe themselves. Other people's jobs, adverts and news are
// left alone.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/employer.h"
#include "detect/material.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// data/detectors/job-role.toml and data/lexicon/roles.toml, made ready once.
class JobRoles {
 public:
  static base::Result<JobRoles> load(const std::filesystem::path& file, const lexicon::RoleWords& words,
                                     PatternBook& book);
  JobRoles(JobRoles&&) noexcept;
  ~JobRoles();

  /// out: job_role with the words on the page as value, in passage order; the rule ends in ".beside-town"
  /// where a town stands near it in which only one of the person's schools lies
  std::vector<Finding> find(const Material& material, const EmployerSearch& search) const;

  struct Rules;

 private:
  explicit JobRoles(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
