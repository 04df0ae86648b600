// Microformats as JSON and as facts: whatever the page, the JSON is well formed, and every fact lies in the
// page.
#include "page/microformats.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "page/forget_facts.h"

using namespace gh;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

void check_facts(const page::Page& page) {
  for (std::uint32_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    expect(item.parent == page::nowhere || item.parent < i);
    expect(!page.slice(item.type).empty() && (item.parent == page::nowhere) == page.slice(item.name).empty());
    expect(item.source.begin <= item.source.end && item.source.end <= page.source.size());
  }
  for (const page::Fact& fact : page.facts) {
    expect(fact.item < page.items.size() && fact.node < page.nodes.size() && !page.slice(fact.name).empty());
    expect(fact.words.begin < fact.words.end && fact.words.end <= page.text.words().size());
    const page::Text text = page.text_of(fact);
    const page::Span span = text.source();
    expect(span.begin <= span.end && span.end <= page.source.size());
    for (const auto& piece : text.pieces()) {
      const page::Span bytes{piece.source_begin, piece.source_begin + piece.source_length};
      expect(bytes.end <= page.source.size());
      if (piece.verbatim) {
        expect(page.bytes(bytes) == std::string_view(text.words()).substr(piece.begin, piece.length));
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  page::Page page =
      page::read_page({reinterpret_cast<const char*>(data), size}, "text/html; charset=utf-8").page;
  const std::string json = page::microformats_json(page, "http://h.test/x?y");
  expect(base::is_utf8(json));
  expect(base::parse_json(json, 4000).has_value());
  tests::forget_facts(page);
  page::read_microformat_facts(page);
  check_facts(page);
  return 0;
}
