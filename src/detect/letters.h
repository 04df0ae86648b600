// Letters that a page answers: questions to an expert, problems told to an agony aunt; and comments and talk
// with their speaker's name before a colon. Whoever says "I" in one is not the page's owner.
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::of_reader; called once by read_material. Words stand in data/lexicon/people.toml.
void find_letters(Material& material);

}  // namespace gh::detect
