#include "page/text.h"

#include <algorithm>

namespace gh::page {

void Text::append(std::string_view words, std::uint32_t source_begin) {
  if (words.empty()) return;
  const auto length = static_cast<std::uint32_t>(words.size());
  const auto begin = static_cast<std::uint32_t>(words_.size());
  words_ += words;
  if (!pieces_.empty()) {
    Piece& last = pieces_.back();
    if (last.verbatim && last.begin + last.length == begin &&
        last.source_begin + last.length == source_begin) {
      last.length += length;
      last.source_length += length;
      return;
    }
  }
  pieces_.push_back({begin, length, source_begin, length, true});
}

void Text::append_for(std::string_view words, Span source) {
  const auto begin = static_cast<std::uint32_t>(words_.size());
  words_ += words;
  pieces_.push_back(
      {begin, static_cast<std::uint32_t>(words.size()), source.begin, source.end - source.begin, false});
}

void Text::append(const Text& other) {
  const auto shift = static_cast<std::uint32_t>(words_.size());
  words_ += other.words_;
  for (Piece piece : other.pieces_) {
    piece.begin += shift;
    pieces_.push_back(piece);
  }
}

Span Text::source(std::size_t begin, std::size_t end) const {
  // First piece that reaches past `begin`, and last piece that starts before `end`.
  const auto first = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return piece.begin + piece.length <= begin;
  });
  const auto past =
      std::partition_point(first, pieces_.end(), [&](const Piece& piece) { return piece.begin < end; });
  if (first == past) return {};
  const Piece& last = *(past - 1);
  Span span{first->source_begin, last.source_begin + last.source_length};
  if (first->verbatim && begin > first->begin) span.begin += static_cast<std::uint32_t>(begin) - first->begin;
  if (last.verbatim && end < last.begin + last.length) {
    span.end = last.source_begin + static_cast<std::uint32_t>(end) - last.begin;
  }
  return span;
}

}  // namespace gh::page
