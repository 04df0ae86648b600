// Which label names a value, of those that page/facts/labels.h read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gh::scrape {

struct Label {
  std::string words;   // as on the page, without a colon at the end; empty when nothing names the value
  std::string entity;  // in a table with a header row: the row's first cell, which says of whom it speaks
};

/// The labelled values of one page (which must outlive this), looked up by place.
class Labels {
 public:
  explicit Labels(const page::Page& page);

  /// The label of the value that these bytes of the source are all or part of.
  Label around(page::Span source) const;

  /// The label of an <input>; empty when nothing names it.
  std::string_view of_input(std::uint32_t node) const;

 private:
  struct Value {
    page::Span source;
    std::uint32_t fact;
  };

  std::string entity_of(const page::Fact& fact) const;

  const page::Page& page_;
  std::vector<Value> values_;                      // in page order, none inside another
  std::map<std::uint32_t, std::uint32_t> inputs_;  // node to fact
};

/// For comparing labels: folded, without colon, question mark and blanks at the end.
std::string plain_label(std::string_view words);

}  // namespace gh::scrape
