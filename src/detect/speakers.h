// Who speaks in a block, by the name that it begins with or that begins the list's item around it
// (scrape/lead.h, scrape/turns.h).
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::of_speaker; called once by read_material.
void find_speakers(Material& material);

}  // namespace gh::detect
