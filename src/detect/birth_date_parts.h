// Birth dates of which the parts stand each for itself near one another: {"year": 1988, "month": 12, "day":
// 1}, three inputs, a day, month and year in lines of their own below one label.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "detect/material.h"

namespace gh::detect {

class BirthDateParts {
 public:
  BirthDateParts(const Material& material, const lexicon::DateWords& words, std::string_view clause,
                 std::vector<Finding>& out)
      : material_(material), words_(words), clause_(clause), out_(out) {}

  /// True when the passage was a part, and is done with.
  bool take(std::size_t index);

  /// Reports the date of the parts taken so far; called once more at the end of a page.
  void flush();

 private:
  void take_day_beside(const FoldedPassage& in, base::PartialDate& date) const;
  int& place_of(const std::string& field, std::string_view text, int value);

  const Material& material_;
  const lexicon::DateWords& words_;
  std::string_view clause_;
  std::vector<Finding>& out_;
  base::PartialDate date_;
  std::optional<std::size_t> first_;
  std::size_t last_ = 0;
};

}  // namespace gh::detect
