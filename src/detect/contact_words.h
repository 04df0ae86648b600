// The words of data/detectors/contact.toml: what stands around numbers and addresses, and what it says of
// them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"
#include "detect/tokens.h"

namespace gh::detect {

/// Classes of words, as bits: one word may be in several.
enum Cue : std::uint32_t {
  cue_own = 1u << 0,
  cue_we = 1u << 1,
  cue_contact = 1u << 2,
  cue_other = 1u << 3,
  cue_organisation = 1u << 4,
  cue_not_number = 1u << 5,
  cue_example = 1u << 6,
  cue_home = 1u << 7,
  cue_venue = 1u << 8,
  cue_past = 1u << 9,
  cue_registration = 1u << 10,
  cue_vehicle = 1u << 11,
  cue_selling = 1u << 12,
  cue_trn = 1u << 13,
  cue_payroll = 1u << 14,
  cue_insurance = 1u << 15,
  cue_direct = 1u << 16,
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using WordSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

struct ContactWords {
  std::string clause, school_clause, staff_clause;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> cues;  // words and pairs of words
  HashFilter staff_words;  // the first words of those of cue_trn and cue_payroll
  WordSet street_types, flats, postcode_areas;
  WordSet roles, placeholders, sample_domains, not_endings, not_boxes, inserted, titles, speak, reached;
  WordSet letter_heads;   // of lines in the head of a letter
  WordSet advert_labels;  // beside the place of a job that is offered

  std::uint32_t cues_of(std::string_view word) const {
    const auto found = cues.find(word);
    return found == cues.end() ? 0 : found->second;
  }
};

/// Errors carry file:line:column.
base::Result<ContactWords> read_contact_words(const std::filesystem::path& file);

}  // namespace gh::detect
