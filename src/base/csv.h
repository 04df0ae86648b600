// Reading comma-separated values, one row after the other, from a stream of any length in little memory.
// Strict, so that a damaged file cannot move a value from one row or column to the next: whatever breaks the
// rules makes its row a damaged one, and reading goes on with the following line. No meaning, no encodings,
// no guessing of separators. Follows RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), section 2, and beyond
// it: any separator, lines that end in LF or CR alone, a UTF-8 byte order mark at the beginning (skipped).
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gh::base {

enum class CsvDamage {
  none,
  unclosed_quote,    // the file ends inside a quoted field
  text_after_quote,  // something other than a separator behind a closing quotation mark
  stray_quote,       // a quotation mark inside a field that did not begin with one
  too_long,          // more bytes or lines in one row than CsvLimits allow
};

/// One clause for a person: "a quotation mark is opened and never closed". Empty for none.
std::string_view meaning(CsvDamage damage);

struct CsvRow {
  std::size_t number = 0;               // counted from 1, blank rows too, as a spreadsheet does
  std::size_t line = 0;                 // of the file, where the row begins; from 1
  std::size_t last_line = 0;            // where it ends: a quoted field may hold line breaks
  std::uint64_t offset = 0;             // of its first byte in the stream
  std::size_t bytes = 0;                // of the row without its line break; 0 when damaged
  std::span<const std::string> fields;  // without their quotation marks; empty when damaged
  CsvDamage damage = CsvDamage::none;
  std::size_t damage_line = 0;  // where the damage shows (for an unclosed quote: where it was opened)
};

/// Past these a row is damaged: a lost quotation mark must not swallow a whole file.
struct CsvLimits {
  std::size_t row_bytes = std::size_t{64} << 10;
  std::size_t row_lines = 100;
};

class CsvReader {
 public:
  /// `in` must outlive the reader.
  CsvReader(std::istream& in, char separator, CsvLimits limits = {});

  /// The next row, or null at the end. It and its fields are good until the next call. A blank line is a row
  /// with one empty field. After a damaged row, reading goes on behind its first line.
  const CsvRow* next();

  /// Takes the row that was just returned for damaged: what followed its first line will be read again, as
  /// rows of their own. For callers who can tell from the fields that a row has swallowed others.
  void reread_behind_first_line();

 private:
  bool fill();
  int byte(std::size_t at);
  std::string& next_field();
  bool read_quoted();
  bool read_unquoted();
  bool end_field();
  bool too_long() const;
  void damage(CsvDamage damage, std::size_t line);

  std::istream& in_;
  char separator_;
  CsvLimits limits_;
  std::string buffer_;
  std::uint64_t before_ = 0;  // bytes of the stream before buffer_
  std::size_t begin_ = 0;     // of the row, in buffer_
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<std::string> fields_;  // kept from row to row for their memory
  std::size_t field_count_ = 0;
  CsvRow row_;
};

}  // namespace gh::base
