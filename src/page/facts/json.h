// JSON as pages carry it: with offsets, forgiving where browsers' neighbours are sloppy (comments, trailing
// commas, control characters and line breaks in strings, keys without quotes, a wrapping HTML comment, HTML
// references for the quotes), flat, and never recursive. What is worse than sloppy makes it broken: then it
// says in words what and where, and holds what could be read. Not for our own files: see base/json.h.
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
  std::string_view problem;     // what broke it first, in words; empty when nothing did
  Span problem_at;              // and where, shifted by the base
  std::uint32_t rest = 0;  // where reading stopped, shifted by the base: behind the value, blanks skipped
  bool references =
      false;  // value() decodes HTML's references ("&quot;"); set when the quotes are written so

  /// The raw bytes of a key, escapes undecoded.
  std::string_view key(const JsonNode& node) const;
  /// The raw bytes of a scalar.
  std::string_view raw(const JsonNode& node) const;
  /// A string with escapes decoded, or the digits of a number, each word traceable.
  Text value(const JsonNode& node) const;
  /// True when raw() says what value() would.
  bool is_plain(const JsonNode& node) const { return next_escape(node, 0) >= raw(node).size(); }
  /// The member of an object, by raw key; nothing when there is none.
  std::optional<std::uint32_t> member(std::uint32_t object, std::string_view key) const;

 private:
  std::size_t next_escape(const JsonNode& node, std::size_t from) const;
};

/// Reads the one value that `text` begins with; what follows it is no concern of this function (see
/// Json::rest). Nesting beyond `max_depth` or more than `max_nodes` values is broken. Linear in the text.
Json read_json(std::string_view text, std::uint32_t base = 0, std::size_t max_depth = 64,
               std::size_t max_nodes = 1'000'000);

/// The same into a value whose memory is used again.
void read_json_into(Json& json, std::string_view text, std::uint32_t base = 0, std::size_t max_depth = 64,
                    std::size_t max_nodes = 1'000'000);

}  // namespace gh::page
