// Text as the rest of the house needs it: always valid UTF-8, folded for comparing, and made harmless for
// output. All of Unicode's rules come from ICU, which no other file needs to include.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gh::base {

/// True when all of `text` is well-formed UTF-8 without NUL.
bool is_utf8(std::string_view text);

/// `text` with every ill-formed byte sequence and every NUL replaced by U+FFFD.
std::string make_utf8(std::string_view text);

/// The code point that begins at `text[at]` (which must be well-formed there), and its length in bytes.
struct CodePoint {
  char32_t value;
  std::size_t length;
};
CodePoint code_point(std::string_view text, std::size_t at);

/// A letter of any alphabet; one that is written large.
bool is_letter(char32_t value);
bool is_capital(char32_t value);

/// Appends the UTF-8 of `value`; U+FFFD for what is no scalar value.
void append_code_point(std::string& text, char32_t value);

/// For comparing words: NFKC case-folded, marks and invisible characters off, look-alike letters of other
/// alphabets read as Latin ("Ｓchool", "Schооl" with Cyrillic o, "𝓢𝓬𝓱𝓸𝓸𝓵" all give "school"), typographic
/// apostrophes and dashes plain. Blanks and punctuation stay.
std::string fold(std::string_view text);

/// The byte of a text that each byte of its folded form came from; one more than bytes, the last being the
/// text's size. Text without a byte beyond ASCII keeps its places, and needs no table.
class Origins {
 public:
  explicit Origins(std::size_t bytes = 0) : bytes_(bytes) {}
  explicit Origins(std::vector<std::uint32_t> table) : table_(std::move(table)) {}

  std::uint32_t operator[](std::size_t at) const {
    return table_.empty() ? static_cast<std::uint32_t>(at) : table_[at];
  }
  /// Every byte came from its own place.
  bool are_places() const { return table_.empty(); }
  /// By byte; empty where they are places.
  std::span<const std::uint32_t> table() const { return table_; }
  std::size_t size() const { return table_.empty() ? bytes_ + 1 : table_.size(); }
  std::uint32_t back() const { return (*this)[size() - 1]; }

 private:
  std::size_t bytes_ = 0;
  std::vector<std::uint32_t> table_;
};

/// fold(), and where each byte of it came from. For finding the very words again.
struct Folded {
  std::string text;
  Origins origin;
};
Folded fold_traced(std::string_view text);

/// ASCII letters small; everything else as it is.
std::string lower_ascii(std::string_view text);

/// Blanks, tabs and line breaks off both ends.
std::string_view trim(std::string_view text);

/// Runs of blanks, tabs, line breaks and no-break spaces as one blank, none at the ends.
std::string collapse_blanks(std::string_view text);

/// The parts between `separator`s; one empty part for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view between);

/// True when the ASCII letters are equal but for their case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// How many single-character edits (insert, delete, replace, swap of neighbours) lead from a to b; stops
/// counting at `limit` + 1. Bytes are compared: fold both first.
int edit_distance(std::string_view a, std::string_view b, int limit);

/// The candidate that is nearest to `word` within 2 edits, or an empty view.
std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates);

/// For a terminal: control characters (line breaks too), escape sequences, bidi controls and other invisible
/// format characters are off, so that no text from a page can move the cursor, recolour or reorder what we
/// print.
std::string for_terminal(std::string_view text);

/// For HTML text and double-quoted attribute values: & < > " ' as references; control and bidi characters
/// off.
std::string for_html(std::string_view text);

/// At most `columns` code points, ending in "…" where something was left out.
std::string shorten(std::string_view text, std::size_t columns);

/// `text` broken at blanks into lines of at most `columns` code points.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace gh::base
