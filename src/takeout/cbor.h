// One block of DAG-CBOR (https://ipld.io/specs/codecs/dag-cbor/spec/), bounded and flat, without recursion.
// Only what it is made of: maps, lists, texts, numbers; links and bytes are there without a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gh::takeout {

enum class CborType : std::uint8_t { map, list, text, number, boolean, other };

/// One value in pre-order: its descendants follow it up to `end`.
struct CborNode {
  CborType type = CborType::other;
  bool in_map = false;
  std::uint32_t end = 0;
  std::string_view key;     // in a map
  std::string_view text;    // of a text; UTF-8 is not checked
  std::int64_t number = 0;  // of a number; 0 or 1 of a boolean
};

/// The block's one value. Nothing when it is not well-formed, nested beyond 32 levels, of more than 100,000
/// values, or when bytes are left. Views are into `block`.
std::optional<std::vector<CborNode>> read_cbor(std::string_view block);

}  // namespace gh::takeout
