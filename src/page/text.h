// Words of a page that remember where they stood: visible text differs from its source by references
// ("&amp;"), collapsed blanks and mark-up in between, and every finding must still point at the very bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gh::page {

/// Bytes [begin, end) of the decoded source of a page.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

/// Text pieced together from a source. Each piece is either the source's own bytes, or stands for some (a
/// reference, a run of blanks); words that no source bytes stand for (a line break between blocks) belong to
/// no piece.
class Text {
 public:
  /// Appends bytes that stand in the source just so, beginning there.
  void append(std::string_view words, std::uint32_t source_begin);

  /// Appends words that the source writes some other way at `source`.
  void append_for(std::string_view words, Span source);

  /// Makes room for so many more words and pieces at once.
  void reserve(std::size_t words, std::size_t pieces);

  /// Appends words that stand nowhere in the source.
  void append_separator(std::string_view words) { words_ += words; }

  void append(const Text& other) { append_part(other, 0, other.words_.size()); }

  /// Appends words [begin, end) of another text, with what they stand for.
  void append_part(const Text& other, std::size_t begin, std::size_t end);

  /// Words [begin, end) as a text of their own.
  Text part(std::size_t begin, std::size_t end) const;

  /// These words, read out of the words of `outer` (a JSON text in a string of another), traced on to the
  /// source that `outer` came from.
  Text traced_through(const Text& outer) const;

  /// Leaves out everything from words[begin] on.
  void truncate(std::size_t begin);

  const std::string& words() const { return words_; }
  bool empty() const { return words_.empty(); }

  /// The part of the source that words [begin, end) came from, mark-up in between included.
  Span source(std::size_t begin, std::size_t end) const;
  Span source() const { return source(0, words_.size()); }

  /// A run of words with one origin. Pieces are in the order of words and do not overlap.
  struct Piece {
    std::uint32_t begin = 0;  // in words()
    std::uint32_t length = 0;
    std::uint32_t source_begin = 0;
    std::uint32_t source_length = 0;
    bool verbatim = false;  // the source's very bytes; else they stand for the whole of that part of it

    bool operator==(const Piece&) const = default;
  };
  const std::vector<Piece>& pieces() const { return pieces_; }

  bool operator==(const Text&) const = default;

  /// A text of parts as words() and pieces() gave them. Parts from elsewhere must be looked at first: see
  /// holds_together in page/cage/wire.h.
  static Text of_parts(std::string words, std::vector<Piece> pieces) {
    Text text;
    text.words_ = std::move(words);
    text.pieces_ = std::move(pieces);
    return text;
  }

 private:
  std::vector<Piece>::const_iterator piece_reaching_past(std::size_t position) const;

  std::string words_;
  std::vector<Piece> pieces_;
};

}  // namespace gh::page
