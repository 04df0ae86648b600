// What must hold of the facts on any page, whatever its bytes.
#pragma once

#include <cstdlib>

#include "base/text.h"
#include "page/page.h"

namespace gh::fuzz {

inline void expect(bool holds) {
  if (!holds) std::abort();
}

/// Pieces are in order, inside the source, and verbatim where they say so.
inline void check_pieces(const page::Page& page) {
  std::uint32_t done = 0;
  for (const page::Text::Piece& piece : page.text.pieces()) {
    expect(piece.begin >= done && piece.begin + piece.length <= page.text.words().size());
    expect(std::size_t{piece.source_begin} + piece.source_length <= page.source.size());
    done = piece.begin + piece.length;
    if (!piece.verbatim) continue;
    expect(page.bytes({piece.source_begin, piece.source_begin + piece.length}) ==
           std::string_view(page.text.words()).substr(piece.begin, piece.length));
  }
}

/// Items stand behind their parents, facts belong to what there is, and both point into the source.
inline void check_facts(const page::Page& page) {
  for (std::uint32_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    expect(item.parent == page::nowhere || item.parent < i);
    expect(item.source.begin <= item.source.end && item.source.end <= page.source.size());
  }
  for (const page::Fact& fact : page.facts) {
    expect(fact.item == page::nowhere || fact.item < page.items.size());
    expect(page.nodes.empty() ? fact.node == 0 : fact.node < page.nodes.size());
    expect(fact.words.begin < fact.words.end && fact.words.end <= page.text.words().size());
    const page::Span span = page.text.source(fact.words.begin, fact.words.end);
    // Empty only where a malformed reference led the trace of an attribute astray (page/align.h).
    expect(span.begin <= span.end && span.end <= page.source.size());
    // A numeric reference beyond 2^32 overflows in the parser, and gives bytes that are no character.
    if (page.source.find("&#") != std::string::npos) continue;
    expect(base::is_utf8(page.words(fact)) && base::is_utf8(page.slice(fact.name)));
  }
}

}  // namespace gh::fuzz
