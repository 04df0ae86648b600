// Which football team the page's person follows: a question that banks and clubs' own shops ask, and half of
// all passwords hold. A club that is only news, an opponent, a town or somebody else's team is none.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detect/material.h"

namespace gh::detect {

/// The rules of data/detectors/football-team.toml, compiled, with the clubs of data/lexicon/clubs.toml.
class FootballTeams {
 public:
  /// Errors carry file:line:column.
  static base::Result<FootballTeams> load(const std::filesystem::path& data, PatternBook& book);
  FootballTeams(FootballTeams&&) noexcept;
  ~FootballTeams();

  /// out: football_team with the club's usual long name, in passage order
  std::vector<Finding> find(const Material& material) const;

  struct Rules;

 private:
  explicit FootballTeams(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
