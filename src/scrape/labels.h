// Which label names a value, of those that page/facts/labels.h read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

struct Label {
  std::string words;   // as on the page, without a colon at the end; empty when nothing names the value
  std::string entity;  // in a table with a header row: the cell of that row which says of whom it speaks
};

/// The labelled values of one page (which must outlive this), looked up by place.
class Labels {
 public:
  Labels(const page::Page& page, const std::vector<const Definition*>& definitions);

  /// The label of the value that these bytes of the source are all or part of.
  Label around(page::Span source) const;

  /// Of a line that is a label and its value ("Born in: Hull") the label, with the bytes of the value in
  /// `value`; empty when the line is anything else.
  std::string_view of_line(const page::Text& line, page::Span& value) const;

  /// The label of an <input>; empty when nothing names it.
  std::string_view of_input(std::uint32_t node) const;

 private:
  struct Value {
    page::Span source;
    std::uint32_t fact;
  };

  struct Row {
    std::string name;
    std::vector<std::uint32_t> cells;  // facts that the name is made of
  };

  bool is_head(const std::string& head, std::vector<std::string> Definition::*heads) const;
  bool is_value_head(const std::string& head) const;
  std::string head_of(const page::Fact& fact) const;
  bool is_family_name(const page::Fact& fact) const;
  const Row& row_of(const page::Fact& fact) const;
  Row read_row(const page::Fact& fact) const;

  const page::Page& page_;
  const std::vector<const Definition*> definitions_;
  mutable std::uint32_t last_row_ = page::nowhere;  // rows are asked for cell by cell
  mutable Row row_;
  std::vector<Value> values_;                      // in page order, none inside another
  std::map<std::uint32_t, std::uint32_t> inputs_;  // node to fact
};

/// For comparing labels: folded, without colon, question mark and blanks at the end.
std::string plain_label(std::string_view words);

}  // namespace gh::scrape
