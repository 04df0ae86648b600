// The whole reading of a page: whatever the bytes, its arrays must hold together.
#include "page/page.h"

#include <cstdint>

#include "facts.h"

using namespace gh;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const page::Reading reading =
      page::read_page({reinterpret_cast<const char*>(data), size}, "text/html; charset=utf-8");
  const page::Page& page = reading.page;
  fuzz::expect_facts(page);
  for (std::uint32_t i = 1; i < page.nodes.size(); ++i) {
    const page::Node& node = page.nodes[i];
    expect(node.parent < i && node.end > i && node.end <= page.nodes[node.parent].end);
    expect(node.source.begin <= node.source.end && node.source.end <= page.source.size());
  }
  for (const page::Block& block : page.blocks) {
    expect(block.words.begin < block.words.end && block.words.end <= page.text.words().size());
    const page::Span span = page.text.source(block.words.begin, block.words.end);
    expect(span.begin < span.end && span.end <= page.source.size());
  }
  for (const page::Spoken& spoken : page.spoken) {
    expect(spoken.node < page.nodes.size() && spoken.attribute < page.attributes.size());
    expect(!page.value_text(page.attributes[spoken.attribute]).empty());
  }
  return 0;
}
