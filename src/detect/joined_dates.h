// A day in one place of a page and the year in another: "Born 17 May" in the profile, "being born in 1984" in
// a post.
#pragma once

#include <vector>

#include "detect/finding.h"

namespace gh::detect {

/// Appends the birth date that the page tells in two parts: where `findings` give the person one day or month
/// without a year, one year that stands for itself, as "1984" does and "robin84" does not, and no whole date.
void join_birth_dates(std::vector<Finding>& findings);

}  // namespace gh::detect
