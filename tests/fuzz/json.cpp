// Any text as JSON: the flat nodes must hold together, and every value must be traced to its bytes.
#include "page/facts/json.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"

using namespace gh;

namespace {

constexpr std::uint32_t base_offset = 1000;

void expect(bool holds) {
  if (!holds) std::abort();
}

void expect_inside(const page::Json& json, page::Span span) {
  expect(span.begin >= base_offset && span.begin <= span.end && span.end <= base_offset + json.text.size());
}

void expect_traced(const page::Json& json, const page::JsonNode& node) {
  const page::Text text = json.value(node);
  for (const page::Text::Piece& piece : text.pieces()) {
    expect(piece.source_begin >= node.source.begin &&
           piece.source_begin + piece.source_length <= node.source.end);
    expect(!piece.verbatim || json.text.substr(piece.source_begin - base_offset, piece.source_length) ==
                                  std::string_view(text.words()).substr(piece.begin, piece.length));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = base::make_utf8({reinterpret_cast<const char*>(data), size});
  page::Json json = page::read_json(text, base_offset, 16, 10'000);
  expect(json.broken == !json.problem.empty());
  if (json.broken) expect_inside(json, json.problem_at);
  expect_inside(json, {json.rest, base_offset + static_cast<std::uint32_t>(text.size())});
  json.references = json.references || size % 2 == 0;
  for (std::uint32_t i = 0; i < json.nodes.size(); ++i) {
    const page::JsonNode& node = json.nodes[i];
    expect(node.parent <= i && (node.parent < i) == (i > 0));
    expect(node.end > i && node.end <= json.nodes[node.parent].end);
    expect_inside(json, node.source);
    if (node.key.end != 0) expect_inside(json, node.key);
    if (node.type != page::JsonType::array && node.type != page::JsonType::object) expect_traced(json, node);
  }
  return 0;
}
