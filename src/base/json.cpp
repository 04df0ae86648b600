#include "base/json.h"

#include <nlohmann/json.hpp>

namespace gh::base {

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
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace gh::base
