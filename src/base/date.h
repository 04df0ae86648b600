// Calendar days, and dates of which only a part is known. No clock here: "today" always comes in as an
// argument. Partial dates are written as in ISO 8601-2 (EDTF) level 1: 1985-07-04, 1985-07, 1985, XXXX-07-04,
// XXXX-07.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gh::base {

/// One day of the calendar, in UTC.
using Day = std::chrono::sys_days;

/// The day `year-month-day`; nothing when there is no such day.
std::optional<Day> day_of(int year, int month, int day);

/// Reads "2025-09-01", with or without a time behind it; nothing when it is not a day that exists.
std::optional<Day> parse_day(std::string_view iso);

/// "2025-09-01".
std::string format_day(Day day);

/// "1 September 2025", for people.
std::string spell_day(Day day);

/// A date of which the year, the month, or the day may be unknown (0). A day is never known without its
/// month.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;

  bool operator==(const PartialDate&) const = default;
};

/// True when something is known and some calendar day fits it (29 February without a year does).
bool can_exist(const PartialDate& date);

/// "1985-07-04", "1985-07", "1985", "XXXX-07-04", "XXXX-07"; empty when nothing is known.
std::string format_edtf(const PartialDate& date);

/// Reads what format_edtf writes, and "--07-04"; nothing for anything else or a day that cannot exist.
std::optional<PartialDate> parse_edtf(std::string_view text);

/// "4 July 1985", "July 1985", "1985", "4 July", for people.
std::string spell_date(const PartialDate& date);

/// True when both can speak of the same day: no part that both know differs.
bool agree(const PartialDate& a, const PartialDate& b);

/// What the two together say, when they agree.
std::optional<PartialDate> join(const PartialDate& a, const PartialDate& b);

/// Whole years from a birth on `birth` to `day`; negative before it. 29 February counts on 1 March in common
/// years.
int age_on(Day birth, Day day);

/// The earliest and the latest day of birth of somebody who is `age` on `day`.
struct DayRange {
  Day first;
  Day last;
};
DayRange births_with_age(int age, Day day);

}  // namespace gh::base
