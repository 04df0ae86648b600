// Several people who say "I" on one page, as in letters, questions and testimonials: ages that no one person
// has.
#pragma once

#include <vector>

#include "detect/finding.h"
#include "detect/material.h"

namespace gh::detect {

/// Gives to others what `findings` give to the person by ages more than ten years apart, or by three birth
/// dates of different years. On pages that are the person's nothing changes.
void part_voices(std::vector<Finding>& findings, const Material& material);

}  // namespace gh::detect
