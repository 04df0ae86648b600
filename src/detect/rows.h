// Of whom a row of cells without heads speaks, or an element that keeps data in its attributes: by the name
// that stands in it, "57 | OSEI Abena | Age 32", <li data-dob="1971-05-06">Gaz Toft (captain)</li>.
#pragma once

#include <optional>

#include "detect/finding.h"
#include "detect/material.h"

namespace gh::detect {

/// in:  a passage of the material
/// out: whose the row or element is that it stands in, where a name in it tells; among rows of which one is
///      the person's, those with another name in the same cell are others', and so are elements without the
///      person's name
std::optional<Whose> said_by_row(const Material& material, const FoldedPassage& in);

}  // namespace gh::detect
