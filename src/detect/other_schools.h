// Takes back findings that name another school: "St Mary's" of a person who works at St Mary's Primary, in a
// text that says "St Mary's Catholic High School, Westmere". Needs the list of all schools; without it
// nothing is taken back. Looks only at passages that a school was found in, so that the list costs other
// pages nothing.
#pragma once

#include <vector>

#include "detect/finding.h"
#include "detect/material.h"
#include "lexicon/register.h"

namespace gh::detect {

/// Erases from `findings` those of kind school whose words the list knows as the name of another one: a
/// longer name that the person's own school is not among, the exact name where ours was only misspelt, or a
/// name that several share with another town behind it. Never where the person's school cannot be told from
/// others, having neither town, postcode nor domain.
void erase_other_schools(std::vector<Finding>& findings, const Material& material,
                         const lexicon::Register& schools);

}  // namespace gh::detect
