// The lines of vCard and iCalendar: "item1.ADR;TYPE=home:;;1 Mill Lane;York". Knows folding, parameters,
// encodings and escapes; what the names mean is for page/facts/cards.h. src:
// https://www.rfc-editor.org/rfc/rfc6350#section-3 (4.0), https://www.rfc-editor.org/rfc/rfc2426 (3.0),
//      https://www.rfc-editor.org/rfc/rfc5545#section-3.1; vCard 2.1: quoted-printable, parameters without
//      names
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/text.h"

namespace gh::page {

struct Parameter {
  std::string name;   // lower case; "type" or "encoding" for the bare values of 2.1
  std::string value;  // without quotes
};

struct ContentLine {
  std::string group;  // lower case: "item1"; mostly empty
  std::string name;   // lower case: "bday"; empty when this is no such line
  std::vector<Parameter> parameters;
  Text value;   // unfolded, quoted-printable decoded; escapes are as written
  Span source;  // of the page

  /// The first parameter of that name, or empty.
  std::string_view parameter(std::string_view wanted) const;
  /// True when the value is bytes in base64.
  bool binary() const;
};

/// Goes through a text line by line.
class ContentLines {
 public:
  explicit ContentLines(const Text& text) : text_(text) {}
  /// False at the end.
  bool next(ContentLine& line);

 private:
  std::size_t physical_end(std::size_t from) const;
  Text unfold();

  const Text& text_;
  std::size_t at_ = 0;
};

/// Parts [begin, end) of a value between separators that are not escaped.
std::vector<Span> value_parts(std::string_view value, char separator);

/// Words [begin, end) of a value with "\n", "\,", "\;" and "\\" decoded, each traced.
Text unescaped(const Text& value, Span part);

}  // namespace gh::page
