// Words about the world, read from data/lexicon/*.toml: how dates are written, what surrounds the names of
// schools.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace gh::lexicon {

struct DateWords {
  std::unordered_map<std::string, int> months;    // "july", "jul", "gorffennaf" -> 7
  std::unordered_map<std::string, int> ordinals;  // "twenty-first" -> 21
  std::unordered_map<std::string, int> numbers;   // "thirty-four" and "thirty four" -> 34; 1 to 99
};

/// Words in and around the names of schools and trusts; what each list means stands in organisations.toml.
struct OrganisationWords {
  std::vector<std::string> kinds;       // "school": a form with one of these speaks for itself
  std::vector<std::string> any_school;  // kinds that fit every school
  std::vector<std::string> any_trust;   // kinds that make it the trust
  std::vector<std::string> qualifiers;  // "catholic": tell nothing apart
  std::unordered_map<std::string, std::string> short_for;
  std::vector<std::string> common_names;       // "oakfield": many towns have one
  std::vector<std::string> common_beginnings;  // "st"
  std::vector<std::string> not_followed_by_any;
  std::vector<std::string> not_followed_by;  // "hospital": another place of the same name
  std::vector<std::string> not_preceded_by;
  std::vector<std::string> not_directly_after;
  std::vector<std::string> stands_at;
  std::vector<std::string> cues;        // "pupils": lets a short form count
  std::vector<std::string> weak_cues;   // two of these do the same
  std::vector<std::string> against;     // "album": it may be something else of that name
  std::vector<std::string> leads;       // "teacher at"
  std::vector<std::string> after_town;  // "Oakfield School, Leeds is"
  std::vector<std::string> former;
  std::vector<std::string> attended;
  std::vector<std::string> title_separators;  // as written, not folded
  std::vector<std::string> handle_cues;
  std::vector<std::string> headline_words;
};

/// Jobs in schools and what their names are made of; see roles.toml.
struct RoleWords {
  std::vector<std::string> roles, shared_roles, modifiers, subjects, areas, area_heads, taught, years, of,
      teach, capitals;
};

struct Lexicon {
  DateWords dates;
  OrganisationWords organisations;
  RoleWords roles;
};

/// Reads the lexicon below `data`; errors carry file:line:column.
base::Result<Lexicon> read_lexicon(const std::filesystem::path& data);

}  // namespace gh::lexicon
