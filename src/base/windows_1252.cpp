#include "base/windows_1252.h"

#include <array>

#include "base/text.h"

namespace gh::base {
namespace {

// What stands where Latin-1 has control characters; 0 where nothing does.
constexpr std::array<char16_t, 32> letters{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                           0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

}  // namespace

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto value = static_cast<unsigned char>(c);
    const bool moved = value >= 0x80 && value < 0xA0;
    const char32_t letter = moved ? letters[value - 0x80] : value;
    append_code_point(out, letter == 0 && moved ? U'\xFFFD' : letter);
  }
  return out;
}

}  // namespace gh::base
