// Letters that a page answers: questions to an expert, problems told to an agony aunt. Whoever says "I" in
// one is a reader, and not the page's owner.
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::of_reader; called once by read_material. Words stand in data/lexicon/people.toml.
void find_letters(Material& material);

}  // namespace gh::detect
