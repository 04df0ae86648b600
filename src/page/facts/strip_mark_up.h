// The visible text of HTML that comes as text, as feeds carry it: no tree, only tags left out, so it may be
// wrong where a browser mends mark-up. Pages themselves are read by page/html/parse.h.
#pragma once

#include <cstddef>

#include "page/text.h"

namespace gh::page {

/// Text laid out like a browser's: blanks collapsed, breaks kept, every word traced.
class Layout {
 public:
  /// Words [begin, end) of a text, with their references as they are.
  void words(const Text& text, std::size_t begin, std::size_t end);
  /// "\n" before the next word.
  void line_break() { gap_ = gap_ < line ? line : gap_; }
  /// "\n\n" before the next word.
  void paragraph() { gap_ = paragraph_gap; }

  Text take() { return std::move(out_); }

 private:
  enum Gap { none, blank, line, paragraph_gap };
  void separate();

  Text out_;
  Gap gap_ = none;
};

/// The words that a browser would show of an HTML fragment: tags, comments, scripts and styles are out,
/// references decoded, blanks collapsed; "\n" for <br>, "\n\n" between blocks.
Text strip_mark_up(const Text& html);

/// A text with its blanks collapsed.
Text collapse_blanks(const Text& text);

}  // namespace gh::page
