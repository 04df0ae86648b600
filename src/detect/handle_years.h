// Years of birth in handles and addresses of the person's own: @robin_1985.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "detect/material.h"

namespace gh::detect {

/// in:  letters before a year that make it one of something else ("est", "classof")
/// out: appends a birth_date, a year, for each place where such a handle stands
void find_handle_years(const Material& material, const std::vector<std::string>& not_after,
                       std::string_view rule, std::string_view clause, std::vector<Finding>& out);

}  // namespace gh::detect
