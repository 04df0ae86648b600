// One record of an export (a post, a row, a block) as values with names, whatever format it came in, and the
// rules that say which of its values are wanted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/text.h"
#include "scrape/export_rule.h"
#include "takeout/paths.h"

namespace gh::takeout {

/// What a rule wants of a record, as one tree of pointers with a number for each output.
class Wanted {
 public:
  explicit Wanted(const scrape::ExportRule& rule);

  const scrape::ExportRule& rule() const { return *rule_; }
  const Paths& paths() const { return paths_; }
  bool pairs() const { return pairs_; }  // it has fields "label" and "said"

  /// Outputs are the rule's fields in their order, then these, then one for each of ExportRule::only, then
  /// one for each of ExportRule::unless.
  std::uint32_t time() const { return fields_; }
  std::uint32_t author() const { return fields_ + 1; }
  std::uint32_t audience() const { return fields_ + 2; }
  std::uint32_t only(std::size_t index) const { return fields_ + 3 + static_cast<std::uint32_t>(index); }
  std::uint32_t unless(std::size_t index) const { return only(rule_->only.size() + index); }

 private:
  const scrape::ExportRule* rule_;
  std::uint32_t fields_;
  bool pairs_ = false;
  Paths paths_;
};

struct Record {
  struct Value {
    std::uint32_t output = 0;
    page::Text text;
  };
  std::uint32_t rule = 0;  // its place among the rules that are read
  page::Span source;       // of the file
  std::vector<Value> values;

  /// The first value of an output; empty when there is none.
  std::string_view first(std::uint32_t output) const;
};

/// True when the rule's conditions hold for a record.
bool counts(const Record& record, const Wanted& wanted);

/// Who can see a record, as far as it says so itself.
base::Visibility audience_of(const Record& record, const Wanted& wanted);

/// Text that is UTF-8 taken for Latin-1 once ("JosÃ©") as it was meant; what is not of that kind stays.
page::Text undo_mojibake(const page::Text& text);

}  // namespace gh::takeout
