// Names with the surname first, as registers, lists of results and catalogues write them: "ASHDOWN, Robin",
// "ASHDOWN Robin", "Ashdown, Robin, 1985-".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "detect/finding.h"
#include "detect/material.h"

namespace gh::detect {

struct ReversedName {
  std::vector<std::string> surname, given;  // folded words; parts of "Prys-Llewelyn" by themselves, too
  std::size_t end = 0;                      // bytes of the words, behind the name
  bool capitals = false;                    // the surname has no small letter
};

/// The name with which the words, as they stand on the page, begin; nothing when they begin with anything
/// else. A comma, or a surname in capitals, says which part is which.
std::optional<ReversedName> reversed_name_at_begin(std::string_view words);

/// Whose such a name is; nothing where it may be no name: "Hull, Yorkshire".
std::optional<Whose> whose_name(const Material& material, const ReversedName& name);

/// The same of words that are such a name and next to nothing else: "ASHDOWN, Robin (captain)".
std::optional<Whose> whose_reversed(const Material& material, std::string_view words);

/// The year of birth behind the person's name, or another's, in the heading of a catalogue: "Ashdown, Robin,
/// 1985-".
std::vector<Finding> births_in_catalogue(const Material& material, const FoldedPassage& in,
                                         std::string_view clause);

}  // namespace gh::detect
