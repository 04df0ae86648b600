#include <array>

#include "report/report.h"

namespace gh::report {
namespace {

constexpr std::array all{
    Format{"text", ".txt", render_text},
    Format{"html", ".html", render_html},
    Format{"json", ".json", render_json},
    Format{"csv", ".csv", render_csv},
};

}  // namespace

std::span<const Format> formats() { return all; }

const Format* format_named(std::string_view name) {
  for (const Format& format : all) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace gh::report
