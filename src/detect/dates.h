// Dates as people write them, found in folded text. Which of them are birth dates is not decided here.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

struct DateMention {
  base::PartialDate date;
  std::size_t begin = 0;  // bytes of the folded text; a weekday before the date included
  std::size_t end = 0;
  bool ambiguous = false;  // all digits, and another order of day and month fits too
  bool loose = false;      // a date only where one must stand: "4/7", "07/1985", "19850704"
};

/// How a page orders day and month in all-digit dates.
enum class DayOrder { day_first, month_first };

/// How many all-digit dates of a text fit only one order: 27/08/2014 and 08/27/2014.
struct OrderVotes {
  int day_first = 0;
  int month_first = 0;
};

/// Adds the votes of a folded text. Own scanner, a few instructions a byte.
void count_votes(std::string_view folded, OrderVotes& votes);

/// Finds dates; compile once, use for many texts. Linear in the text (RE2).
class DateFinder {
 public:
  explicit DateFinder(const lexicon::DateWords& words);
  ~DateFinder();
  DateFinder(DateFinder&&) noexcept;

  /// in:  folded text; a two-digit year means the latest century that makes its owner at least 16 on `as_of`
  /// out: in text order, not overlapping; dates that cannot exist are left out
  std::vector<DateMention> find(std::string_view folded, DayOrder order, base::Day as_of) const;

  /// The day that the text is, and next to nothing else: "28 August 2018", "Posted on 28/08/18 at 10:04".
  std::optional<base::Day> lone_day(std::string_view folded, DayOrder order, base::Day as_of) const;

  const lexicon::DateWords& words() const;

 private:
  struct Patterns;
  // Years in words make patterns five times as large, and hardly a page has one.
  std::unique_ptr<Patterns> patterns_, with_spelled_years_;
};

}  // namespace gh::detect
