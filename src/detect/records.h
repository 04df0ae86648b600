// Records: labels and values that stand together and speak of one thing. Where one label is of a car, a
// vacancy or a pet ("First registered", "Closing date", "Breed"), the "Age" beside it is that thing's.
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::of_thing; called once by read_material. Labels stand in data/lexicon/people.toml.
void find_records(Material& material);

}  // namespace gh::detect
