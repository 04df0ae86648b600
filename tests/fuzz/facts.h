// What must hold of a page's facts, whatever was read.
#pragma once

#include <cstdlib>

#include "base/text.h"
#include "page/page.h"

namespace gh::fuzz {

inline void expect(bool holds) {
  if (!holds) std::abort();
}

inline void expect_pieces(const page::Page& page) {
  std::size_t reached = 0;
  for (const page::Text::Piece& piece : page.text.pieces()) {
    expect(piece.begin >= reached && piece.begin + std::size_t{piece.length} <= page.text.words().size());
    expect(piece.source_begin + std::size_t{piece.source_length} <= page.source.size());
    reached = piece.begin + std::size_t{piece.length};
    if (!piece.verbatim) continue;
    expect(std::string_view(page.source).substr(piece.source_begin, piece.length) ==
           std::string_view(page.text.words()).substr(piece.begin, piece.length));
  }
}

/// Items before what they hold, spans inside, words that are UTF-8 and stand for something.
inline void expect_facts(const page::Page& page) {
  expect_pieces(page);
  for (std::size_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    expect(item.parent == page::nowhere || item.parent < i);
    expect(item.source.begin <= item.source.end && item.source.end <= page.source.size());
    expect(base::is_utf8(page.slice(item.type)) && base::is_utf8(page.slice(item.name)));
  }
  for (const page::Fact& fact : page.facts) {
    expect(fact.item == page::nowhere || fact.item < page.items.size());
    expect(fact.node == 0 || fact.node < page.nodes.size());
    expect(!page.slice(fact.name).empty() && base::is_utf8(page.slice(fact.name)));
    expect(base::is_utf8(page.words(fact)));
    const page::Text text = page.text_of(fact);
    expect(!text.pieces().empty() && text.source().end <= page.source.size());
  }
  for (const page::Block& block : page.blocks) {
    expect(block.words.begin < block.words.end && block.words.end <= page.text.words().size());
  }
  for (const page::Problem& problem : page.problems) {
    expect(problem.source.begin <= problem.source.end && problem.source.end <= page.source.size());
  }
}

}  // namespace gh::fuzz
