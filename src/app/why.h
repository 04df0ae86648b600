// Why a finding is one, in a sentence that a person can disagree with: what was seen and where, which rule
// fired and why the fact is taken for theirs, how sure that is, who can see it, and what a thief does with
// it. All words stand in data/why.toml; nothing is decided here.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "detect/finding.h"

namespace gh::app {

struct KindWhy {
  std::string yours;   // "a telephone number of yours"
  std::string others;  // "somebody else's telephone number"
  std::string rule;    // said where the rule has no words
  std::string thief;   // "a thief can ring you as your bank"
};

class WhyWords {
 public:
  /// Reads data/why.toml below `share`; errors carry file:line:column. Every kind must have its words.
  static base::Result<WhyWords> load(const std::filesystem::path& share);

  /// The words of a rule: its own, else those of the part before its dot; empty when it has neither.
  std::string_view rule(std::string_view id) const;

  /// 'We take "07700 900123" in the text of the page for a telephone number of yours, because …'
  std::string sentence(const detect::Finding& finding) const;

 private:
  std::map<std::string, std::string, std::less<>> rules_, whose_, certainty_, seen_by_;
  std::map<detect::Kind, KindWhy> kinds_;
  std::string hidden_, not_yours_;
};

}  // namespace gh::app
