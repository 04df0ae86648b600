// JSON as pages carry it: with offsets, forgiving where browsers' neighbours are sloppy (comments, trailing
// commas, control characters, a wrapping HTML comment), flat, and never recursive. Not for our own files: see
// base/json.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "page/text.h"

namespace gh::page {

enum class JsonType : std::uint8_t { null, boolean, number, string, array, object };

/// One value in pre-order: its descendants follow it up to `end`. Offsets are into the text that was read,
/// shifted by the base given; those of a string stand inside its quotes.
struct JsonNode {
  JsonType type = JsonType::null;
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  // index of the first node behind the subtree
  Span source;
  Span key;  // inside the quotes; empty in arrays and at the top
};

struct Json {
  std::string_view text;        // what was read; must outlive this value
  std::uint32_t base = 0;       // offset of text[0] in the page
  std::vector<JsonNode> nodes;  // empty when there is no value at all
  bool broken = false;          // not valid JSON; nodes hold what could be read

  /// The raw bytes of a key, escapes undecoded.
  std::string_view key(const JsonNode& node) const;
  /// The raw bytes of a scalar.
  std::string_view raw(const JsonNode& node) const;
  /// A string with escapes decoded, or the digits of a number, each word traceable.
  Text value(const JsonNode& node) const;
  /// The member of an object, by raw key; nothing when there is none.
  std::optional<std::uint32_t> member(std::uint32_t object, std::string_view key) const;
};

/// Reads one value (nesting at most `max_depth`, deeper is broken).
Json read_json(std::string_view text, std::uint32_t base = 0, std::size_t max_depth = 64);

}  // namespace gh::page
