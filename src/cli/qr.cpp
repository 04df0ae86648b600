#include "cli/qr.h"

#include <memory>
#include <qrencode.h>

namespace gh::cli {
namespace {

struct Free {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

constexpr int quiet = 4;  // the light frame that readers want

/// Dark at this place of the framed code? Everything outside is light.
bool is_dark(const QRcode& code, int row, int column) {
  row -= quiet;
  column -= quiet;
  if (row < 0 || column < 0 || row >= code.width || column >= code.width) return false;
  return (code.data[row * code.width + column] & 1) != 0;
}

const char* half_blocks(bool upper, bool lower) {
  if (upper && lower) return "█";
  return upper ? "▀" : lower ? "▄" : " ";
}

}  // namespace

std::string draw_qr(std::string_view text, bool colours) {
  const std::unique_ptr<QRcode, Free> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_L));
  if (!code) return "";
  const int side = code->width + 2 * quiet;
  std::string drawn;
  for (int row = 0; row < side; row += 2) {
    if (colours) drawn += "\x1B[30;47m";
    for (int column = 0; column < side; ++column) {
      const bool upper = is_dark(*code, row, column);
      const bool lower = is_dark(*code, row + 1, column);
      const bool last = row + 1 == side;  // half a line: below it is the terminal, which counts as dark
      drawn += colours ? half_blocks(upper, lower) : half_blocks(!upper, !lower && !last);
    }
    drawn += colours ? "\x1B[0m\n" : "\n";
  }
  return drawn;
}

}  // namespace gh::cli
