// Who speaks in a block, by the name that it begins with or that begins the list's item around it
// (scrape/lead.h, scrape/turns.h).
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::of_speaker; called once by read_material.
void find_speakers(Material& material);

/// Who is named at the beginning of the line in which byte `at` of the folded passage stands, up to a colon
/// ("Kit Toft: I'm 41"), or in front of words that are passed on ("RT @kit: 41 today").
Speaker speaker_of_line(const Material& material, const FoldedPassage& in, std::size_t at);

}  // namespace gh::detect
