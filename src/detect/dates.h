// Dates as people write them, found in folded text. Which of them are birth dates is not decided here.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

struct DateMention {
  base::PartialDate date;
  std::size_t begin = 0;  // bytes of the folded text
  std::size_t end = 0;
  bool ambiguous = false;  // all digits, and another order of day and month fits too
};

/// How a page orders day and month in all-digit dates.
enum class DayOrder { day_first, month_first };

/// Finds dates; compile once, use for many texts. Linear in the text (RE2).
class DateFinder {
 public:
  explicit DateFinder(const lexicon::DateWords& words);
  ~DateFinder();
  DateFinder(DateFinder&&) noexcept;

  /// in:  folded text; a two-digit year means the latest century that makes its owner at least 16 on `as_of`
  /// out: in text order, not overlapping; dates that cannot exist are left out
  std::vector<DateMention> find(std::string_view folded, DayOrder order, base::Day as_of) const;

  /// True when an all-digit date in the text fits only the month-first order (08/27/2014).
  bool has_month_first(std::string_view folded) const;

 private:
  struct Patterns;
  std::unique_ptr<Patterns> patterns_;
};

}  // namespace gh::detect
