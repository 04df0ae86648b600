// How papers begin: what somebody is, and who that is in the next sentence. "A school caretaker has told how
// he waded into a pond. Robin Ashdown, 61, was opening the gates when …"
#pragma once

#include <cstddef>

#include "detect/material.h"
#include "detect/pattern.h"

namespace gh::detect {

/// Words of such beginnings, from data/detectors/job-role.toml.
struct ReportWords {
  Pattern opening;  // all that stands before the job
  Pattern verb;     // right behind it
};

/// True when the job at the folded bytes [begin, end) is what the passage begins with, and the next sentence,
/// or `below` (null for none), begins with the person's whole name.
bool opens_report(const ReportWords& words, const Material& material, const FoldedPassage& in,
                  const FoldedPassage* below, std::size_t begin, std::size_t end);

/// True when the sentence behind byte `end`, or the passage below where that is the last, begins with the
/// person's whole name.
bool is_named_next(const Material& material, const FoldedPassage& in, std::size_t end);

}  // namespace gh::detect
