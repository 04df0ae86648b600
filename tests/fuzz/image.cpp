// What the file of a photo says, all formats, by their first bytes: whatever stands there, each fact is UTF-8
// and points into the file.
#include "page/image/image.h"

#include <cstdint>
#include <cstdlib>

#include "base/text.h"

using namespace gh;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const page::Reading reading = page::read_page(bytes, "image/jpeg");
  const page::Page& page = reading.page;
  expect(page.charset == page::binary_charset && page.source == bytes && page.blocks.empty());
  expect((reading.state == base::State::found) == (page.problems.empty() && !page.facts_cut));
  const auto inside = [&](page::Span span) {
    return span.begin <= span.end && span.end <= page.source.size();
  };
  for (std::uint32_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    expect((item.parent == page::nowhere || item.parent < i) && inside(item.source));
    expect(base::is_utf8(page.slice(item.name)) && base::is_utf8(page.slice(item.type)));
  }
  for (const page::Fact& fact : page.facts) {
    expect(fact.item == page::nowhere || fact.item < page.items.size());
    expect(base::is_utf8(page.slice(fact.name)) && base::is_utf8(page.words(fact)));
    expect(!base::trim(page.words(fact)).empty());
    const page::Text text = page.text_of(fact);
    expect(inside(text.source()));
    for (const page::Text::Piece& piece : text.pieces()) {
      expect(std::size_t{piece.source_begin} + piece.source_length <= page.source.size());
      if (!piece.verbatim) continue;
      expect(text.words().compare(piece.begin, piece.length, page.source, piece.source_begin,
                                  piece.source_length) == 0);
    }
  }
  for (const page::Problem& problem : page.problems) expect(inside(problem.source));
  return 0;
}
