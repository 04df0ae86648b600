// Several people who say "I" on one page, as in letters, questions and testimonials: ages that no one person
// has.
#pragma once

#include <vector>

#include "detect/finding.h"
#include "detect/material.h"

namespace gh::detect {

/// Takes away ages of the person's that another rule, at the same words, knows to be somebody else's:
/// "Forty-two today, and he still nicks my chips".
void erase_ages_of_others(std::vector<Finding>& findings);

/// Of a page that never names the person (Material::of_strangers) leaves nothing theirs that words tell of
/// whoever speaks: no dates, places, numbers or answers. What it says of the trust and its schools stays.
void part_strangers(std::vector<Finding>& findings, const Material& material);

/// Gives to others what `findings` give to the person by ages more than ten years apart, or by three birth
/// dates of different years. On pages that are the person's nothing changes.
void part_voices(std::vector<Finding>& findings, const Material& material);

}  // namespace gh::detect
