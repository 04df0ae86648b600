// `glasshouse inspect PHOTO`: what the photo's file says, laid out for a person.
#pragma once

#include <string>

#include "app/photo.h"
#include "cli/terminal.h"

namespace gh::cli {

/// The section for one photo, with its end: its name, what it says by topic, why that matters and how to
/// remove it, and what could not be read.
std::string photo_section(const std::string& file, const app::Photo& photo, const app::PhotoWords& words,
                          const Terminal& terminal);

}  // namespace gh::cli
