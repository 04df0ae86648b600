// Given names and what short forms stand for, and the security questions that sites ask: read from
// data/lexicon/given_names.toml and security_questions.toml.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"

namespace gh::lexicon {

/// All folded. A name here is support, not proof.
struct GivenNames {
  std::unordered_set<std::string> names;                                // nicknames among them
  std::unordered_map<std::string, std::vector<std::string>> stand_for;  // "bill" -> "William"
  std::unordered_set<std::string> ordinary;                             // names that are words, too: "grace"

  bool has(const std::string& folded) const { return names.contains(folded); }

  /// A name even where it is written small.
  bool only_name(const std::string& folded) const { return has(folded) && !ordinary.contains(folded); }
};

/// What a site asks when somebody has lost their password.
struct SecurityQuestion {
  std::string id;
  std::string asks;                  // "What was the name of your first pet?"
  std::vector<std::string> kinds;    // of findings that answer it: "family_name_answer"
  std::vector<std::string> answers;  // words that tell such a finding's rule: "family.first-pet"; may be none
};

base::Result<GivenNames> read_given_names(const std::filesystem::path& file);
base::Result<std::vector<SecurityQuestion>> read_security_questions(const std::filesystem::path& file);

}  // namespace gh::lexicon
