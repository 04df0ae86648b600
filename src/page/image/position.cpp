#include "page/image/position.h"

#include <charconv>
#include <fmt/format.h>

namespace gh::page {

std::string position_words(double north, double east) { return fmt::format("{:.4f}, {:.4f}", north, east); }

std::optional<double> degrees_in(std::string_view words, std::string_view letters, double most) {
  if (words.empty()) return std::nullopt;
  const std::size_t letter = letters.find(words.back());
  if (letter == std::string_view::npos) return std::nullopt;
  const char* at = words.data();
  const char* const end = at + words.size() - 1;
  double sum = 0, unit = 1;
  for (int part = 0; part < 3; ++part) {
    double number = 0;
    const auto [rest, error] = std::from_chars(at, end, number, std::chars_format::fixed);
    if (error != std::errc() || !(number >= 0)) return std::nullopt;
    sum += number / unit;
    unit *= 60;
    at = rest;
    if (at == end || *at != ',') break;
    ++at;
  }
  if (at != end || !(sum <= most)) return std::nullopt;
  return letter == 0 ? sum : -sum;
}

}  // namespace gh::page
