// Given names and what short forms stand for, and the security questions that sites ask: read from
// data/lexicon/given_names.toml and security_questions.toml.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "lexicon/words.h"

namespace gh::lexicon {

/// All folded. A name here is support, not proof.
struct GivenNames {
  std::unordered_set<std::string> names;                                // nicknames among them
  std::unordered_map<std::string, std::vector<std::string>> stand_for;  // "bill" -> "William"
  std::unordered_set<std::string> ordinary;                             // names that are words, too: "grace"

  bool has(const std::string& folded) const { return names.contains(folded); }

  /// A name even where it is written small. Quick to say no.
  bool only_name(std::string_view folded) const { return only_name(folded, hash_of(folded)); }

  /// The same of a word with its hash (Word::hash).
  bool only_name(std::string_view folded, std::uint32_t hash) const {
    return may_be_only_name(hash) && is_only_name(std::string(folded));
  }

  /// A quick no.
  bool may_be_only_name(std::uint32_t hash) const {
    const std::uint32_t bit = hash >> 17;
    return (filter[bit / 64] >> (bit % 64) & 1) != 0;
  }

  /// To be called when all names are there.
  void make_filter();

 private:
  bool is_only_name(const std::string& folded) const { return has(folded) && !ordinary.contains(folded); }
  static std::uint32_t bit_of(std::string_view folded) { return hash_of(folded) >> 17; }

  std::array<std::uint64_t, 512> filter{};  // a bit for the hash of each that only_name knows
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
