// A QR code in a terminal's letters (ISO/IEC 18004), by libqrencode.
#pragma once

#include <string>
#include <string_view>

namespace gh::cli {

/// The code of `text`, two rows of it in each line. With `colours` black on white whatever the terminal's
/// colours are; without, its light places are drawn, as suits a dark window.
/// out: empty when the text does not fit one code
std::string draw_qr(std::string_view text, bool colours);

}  // namespace gh::cli
