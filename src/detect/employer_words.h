// What organisations.toml says, made ready for looking at one word after the other; and what stands around a
// mention of a name.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/material.h"
#include "detect/tokens.h"
#include "lexicon/lexicon.h"
#include "lexicon/word_list.h"

namespace gh::detect {

/// Classes of phrases around names.
enum AroundName : std::uint32_t {
  cue = 1u << 0,
  weak_cue = 1u << 1,
  against = 1u << 2,
  lead = 1u << 3,
  former = 1u << 4,
  attended = 1u << 5,
  place_after_any = 1u << 6,
  place_after = 1u << 7,
  place_before = 1u << 8,
  not_directly_after = 1u << 9,
  handle_cue = 1u << 10,
  headline = 1u << 11,
  common_name = 1u << 12,
  common_beginning = 1u << 13,
  stands_at = 1u << 14,
  land = 1u << 15,
  kept_account = 1u << 16,
  named_account = 1u << 17,
  follow = 1u << 18,
  site = 1u << 19,
  name_joiner = 1u << 20,
};

struct EmployerWords {
  explicit EmployerWords(const lexicon::OrganisationWords& words, lexicon::WordList towns = {});

  lexicon::OrganisationWords lists;
  lexicon::WordList towns;  // and other places
  Phrases around;

  bool is_kind(std::string_view word) const;
  bool is_qualifier(std::string_view word) const;

  /// "sch" -> "school", "saint" -> "st"; others as they are.
  std::string usual(const std::string& word) const;
};

/// What the neighbourhood of a mention says.
struct Surroundings {
  int cues = 0;
  int weak_cues = 0;
  bool against = false;
  bool lead = false;  // "teacher at" right before it
};

/// Looks at about a sentence to each side of the folded bytes [begin, end).
Surroundings surroundings(const EmployerWords& words, std::string_view folded, std::size_t begin,
                          std::size_t end);

/// "Used to work at", "2010-2014" tell of a former employer; "went to" of a pupil.
enum class Past { none, former, attended };
Past past(const EmployerWords& words, std::string_view folded, std::size_t begin, std::size_t end);

/// True when the words of a place ("Road", "Hospital") follow; `classes` says which.
bool followed_by(const EmployerWords& words, std::string_view folded, std::size_t end, std::uint32_t classes);

/// True when one of the phrases of these classes ends right before `begin`.
bool follows(const EmployerWords& words, std::string_view folded, std::size_t begin, std::uint32_t classes);

bool among(std::string_view word, const std::vector<std::string>& list);

}  // namespace gh::detect
