// Positions as EXIF and XMP write them, in the one way in which we state them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gh::page {

/// "53.9590, -1.0815": decimal degrees north and east, to about ten metres.
std::string position_words(double north, double east);

/// XMP's "53,57.54N" or "53,57,32N" (degrees, minutes, seconds, and one of the two letters, the second of
/// which is negative). Nothing for anything else and for more than `most` degrees.
std::optional<double> degrees_in(std::string_view words, std::string_view letters, double most);

}  // namespace gh::page
