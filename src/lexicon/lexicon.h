// Words about the world, read from data/lexicon/*.toml: how dates are written, what surrounds the names of
// schools.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/names.h"

namespace gh::lexicon {

struct DateWords {
  std::unordered_map<std::string, int> months;    // "july", "jul", "gorffennaf" -> 7
  std::unordered_map<std::string, int> ordinals;  // "twenty-first" -> 21
  std::unordered_map<std::string, int> numbers;   // "thirty-four" and "thirty four" -> 34; 1 to 99
};

struct OrganisationWords {
  std::vector<std::string> kinds;            // "school": a form with one of these speaks for itself
  std::vector<std::string> not_followed_by;  // "hospital": another place of the same name
  std::vector<std::string> not_preceded_by;
  std::vector<std::string> cues;  // "pupils": lets a short form count
};

struct Lexicon {
  DateWords dates;
  OrganisationWords organisations;
  GivenNames given_names{};
  std::vector<SecurityQuestion> questions{};
};

/// Reads the lexicon below `data`; errors carry file:line:column.
base::Result<Lexicon> read_lexicon(const std::filesystem::path& data);

}  // namespace gh::lexicon
