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

void Text::reserve(std::size_t words, std::size_t pieces) {
  words_.reserve(words_.size() + words);
  pieces_.reserve(pieces_.size() + pieces);
}

std::vector<Text::Piece>::const_iterator Text::piece_reaching_past(std::size_t position) const {
  return std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return std::size_t{piece.begin} + piece.length <= position;
  });
}

void Text::append_part(const Text& other, std::size_t begin, std::size_t end) {
  const auto start = static_cast<std::uint32_t>(words_.size());
  words_.append(other.words_, begin, end - begin);
  const auto first = other.piece_reaching_past(begin);
  if (pieces_.empty() && end > begin) {
    const auto last = other.piece_reaching_past(end - 1);
    pieces_.reserve(static_cast<std::size_t>(last - first) + (last == other.pieces_.end() ? 0 : 1));
  }
  for (auto piece = first; piece != other.pieces_.end() && piece->begin < end; ++piece) {
    const std::uint32_t left = std::max(piece->begin, static_cast<std::uint32_t>(begin));
    const std::uint32_t right = std::min(piece->begin + piece->length, static_cast<std::uint32_t>(end));
    Piece moved = *piece;
    moved.begin = start + (left - static_cast<std::uint32_t>(begin));
    moved.length = right - left;
    if (piece->verbatim) {
      moved.source_begin += left - piece->begin;
      moved.source_length = moved.length;
    }
    pieces_.push_back(moved);
  }
}

Text Text::part(std::size_t begin, std::size_t end) const {
  Text text;
  text.append_part(*this, begin, end);
  return text;
}

Text Text::traced_through(const Text& outer) const {
  Text traced;
  std::size_t done = 0;
  for (const Piece& piece : pieces_) {
    traced.append_separator(std::string_view(words_).substr(done, piece.begin - done));
    done = piece.begin + piece.length;
    const std::size_t end = piece.source_begin + piece.source_length;
    if (piece.verbatim) {
      traced.append_part(outer, piece.source_begin, end);
    } else {
      traced.append_for(std::string_view(words_).substr(piece.begin, piece.length),
                        outer.source(piece.source_begin, end));
    }
  }
  traced.append_separator(std::string_view(words_).substr(done));
  return traced;
}

void Text::truncate(std::size_t begin) {
  while (!pieces_.empty() && pieces_.back().begin >= begin) pieces_.pop_back();
  if (!pieces_.empty() && pieces_.back().begin + pieces_.back().length > begin) {
    Piece& last = pieces_.back();
    last.length = static_cast<std::uint32_t>(begin) - last.begin;
    if (last.verbatim) last.source_length = last.length;
  }
  words_.resize(begin);
}

Span Text::source(std::size_t begin, std::size_t end) const {
  // First piece that reaches past `begin`, and last piece that starts before `end`.
  const auto first = piece_reaching_past(begin);
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
