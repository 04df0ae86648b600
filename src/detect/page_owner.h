// Whose page it is, as far as the page itself tells: by its address, titles and bylines. It decides of whom
// words speak that name nobody: on a page of the person's they are theirs, on the page of a paper, a shop or
// of somebody else they are not. A page that says nothing is taken for the person's, for it is their pages
// that are looked at.
#pragma once

#include "detect/material.h"

namespace gh::detect {

/// in:  a material whose headings are found
/// out: Material::owner, and Material::person_words without the person's first names where those are
///      somebody else's: on pages that name a namesake, or another owner, and never the person in full.
///      Material::named and of_strangers
void read_page_owner(Material& material);

}  // namespace gh::detect
