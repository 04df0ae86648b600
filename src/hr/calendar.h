// On which days staff can be asked to do something: not on weekends, not outside term, not on bank holidays.
// The days are data (data/hr/calendars/*.toml), for they differ from authority to authority. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/definition.h"
#include "base/result.h"

namespace gh::hr {

struct Days {
  base::Day first;
  base::Day last;

  bool operator==(const Days&) const = default;
};

struct SchoolCalendar {
  bool weekends = false;    // true: Saturdays and Sundays count like other days
  std::vector<Days> terms;  // in order; none: all the year is term. They say nothing of days before the first
  std::vector<Days> closed;  // holidays, training days: a day is a range of one

  bool operator==(const SchoolCalendar&) const = default;
};

/// Adds what a calendar file has: [[term]] with first and last, [[closed]] with first and last or day.
void read_calendar(base::DefinitionTable root, SchoolCalendar& calendar);

bool is_school_day(const SchoolCalendar& calendar, base::Day day);

/// The first school day from `day` on; the last one up to it. `day` itself when there is none for half a
/// year.
base::Day on_or_after(const SchoolCalendar& calendar, base::Day day);
base::Day on_or_before(const SchoolCalendar& calendar, base::Day day);

/// True when the calendar's terms cover the whole of it, or it has none.
bool knows(const SchoolCalendar& calendar, const Days& days);

}  // namespace gh::hr
