#include "base/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace gh::base {
namespace {

// DEL, C1 controls, and the marks and controls that turn the direction of text: JSON allows them as they are,
// but it is read on terminals too. (What is below blank, the writer escapes itself.)
bool steers(char32_t value) {
  return (value >= 0x7F && value < 0xA0) || value == 0x61C || value == 0x200E || value == 0x200F ||
         (value >= 0x2028 && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

// They stand in strings only, where an escape means the same.
std::string without_steering(std::string json) {
  constexpr std::string_view leads = "\x7F\xC2\xD8\xE2";  // their first bytes
  std::size_t at = json.find_first_of(leads);
  if (at == std::string::npos) return json;
  std::string safe = json.substr(0, at);
  while (at < json.size()) {
    const CodePoint point = code_point(json, at);
    if (steers(point.value)) {
      safe += fmt::format("\\u{:04x}", static_cast<unsigned>(point.value));
    } else {
      safe.append(json, at, point.length);
    }
    at += point.length;
  }
  return safe;
}

}  // namespace

Result<nlohmann::ordered_json> parse_json(std::string_view text, int depth) {
  bool too_deep = false;
  // The callback sees the depth of every value before it is built; refusing it there keeps the tree shallow.
  const auto watch = [&](int level, nlohmann::ordered_json::parse_event_t, nlohmann::ordered_json&) {
    too_deep = too_deep || level > depth;
    return !too_deep;
  };
  auto value = nlohmann::ordered_json::parse(text, watch, /*allow_exceptions=*/false);
  if (too_deep)
    return Error{ErrorKind::bad_data, "JSON nested more than " + std::to_string(depth) + " levels deep", "",
                 ""};
  if (value.is_discarded()) return Error{ErrorKind::bad_data, "this is not valid JSON", "", ""};
  return value;
}

std::string write_json(const nlohmann::ordered_json& value) {
  return without_steering(value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace gh::base
