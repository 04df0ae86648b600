// How a person can be reached or found: telephone numbers, e-mail addresses, postcodes, streets, number
// plates and numbers of staff, and whose they are. What belongs to a school, a shop or an office is no
// finding; what is somebody else's is told to be so. Shapes are read in contact_shapes, and judged by the
// words around them in contact_judge.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "detect/contact_words.h"
#include "detect/material.h"

namespace gh::detect {

/// in:  `words` as read from data/detectors/contact.toml
/// out: phone, email, postcode, street, vehicle_registration and staff_number, in passage order
std::vector<Finding> find_contacts(const Material& material, const ContactWords& words);

}  // namespace gh::detect
