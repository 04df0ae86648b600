// Leaves out what the parser need not see: the bodies of scripts, styles and comments are near half the bytes
// of real pages, and the tree builder has nothing to do with them; blanks between tags are a quarter of the
// rest, and of them and of words it needs but the ends. A part is left out only where it is certain that the
// parser would take it for just that; where it is not, this follows the page no further and the rest is
// parsed as it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/html/markup.h"
#include "page/text.h"

namespace gh::page {

/// True when the parser gives raw text as it stands: nothing in it is a line end to unify or a character that
/// it refuses. (What is not ASCII counts as not plain.)
bool is_plain(std::string_view words);

/// A part that is left out.
struct Cut {
  Span span;
  bool text = false;  // the inside of blanks or words, whose ends stay
};

/// A page without the parts that were left out, and the way back to its own offsets.
class Blanked {
 public:
  /// in: `cuts` of html, in order, each behind a byte that stays and before one
  Blanked(std::string_view html, std::vector<Cut> cuts);

  /// What the parser reads; the page itself when there were no cuts.
  std::string_view html() const { return cuts_.empty() ? whole_ : std::string_view(compact_); }

  /// True when some cut is one of text.
  bool cuts_text() const { return cuts_text_; }

  /// The same bytes of the page; whole cuts inside are part of it.
  Span source(Span of_html) const;

  /// The part that was left out behind that offset of the page, if it was.
  const Span* cut_at(std::uint32_t source_begin) const;

 private:
  std::uint32_t source_offset(std::uint32_t offset) const;

  mutable std::size_t last_ = 0;  // seams at or before the offset that was asked about last: the next is near
  std::string_view whole_;
  std::string compact_;
  std::vector<Cut> cuts_;  // of the page
  bool cuts_text_ = false;
  std::vector<std::uint32_t> seams_;  // where each was, in compact_
};

/// Follows the tags of a page and notes what may be left out.
class Blanker {
 public:
  static constexpr std::size_t least = 8;  // bytes worth a cut

  explicit Blanker(std::string_view html) : html_(html) {}

  /// True when the parser reads what follows the tag as raw text.
  bool tag(const TagToken& token);
  /// A quoted attribute value of the tag that comes next.
  void value(std::size_t begin, std::size_t end);
  /// That tag does not come.
  void unfinished() { values_.clear(); }
  void raw(std::size_t begin, std::size_t end);
  void comment(std::size_t begin, std::size_t end) { cut(begin, end); }
  void text(const TextToken& token);
  /// Character data is the parser's business where SVG or MathML may be open.
  void character_data() { certain_ = false; }

  std::vector<Cut> take_cuts() { return std::move(cuts_); }

 private:
  bool html_tag(const TagToken& token);
  void foreign_tag(const TagToken& token);
  bool select_tag(const TagToken& token);
  void cut_values(const TagToken& token);
  void cut(std::size_t begin, std::size_t end, bool text = false);

  std::string_view html_;
  bool certain_ = true;
  bool cut_raw_ = false;          // the raw text that follows is a script's or a style's
  bool template_ = false;         // there was one
  bool select_ = false;           // inside a <select>
  bool alone_ = false;            // the next tag must end the innermost foreign element
  std::vector<TagName> foreign_;  // open elements from the outermost svg or math on
  std::vector<Span> values_;      // of the next tag, that may be left out
  std::vector<Cut> cuts_;
};

}  // namespace gh::page
