// Others of the person's very name: the dead, of whom a record says when they died or were buried, and those
// in a list of all who bear it ("Robin Ashdown may refer to:"), of whom only one whose words name the
// person's school or trust is the person.
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::of_namesake; called once by read_material. Words stand in data/lexicon/people.toml.
void find_namesakes(Material& material);

}  // namespace gh::detect
