#include "hr/calendar.h"

#include <algorithm>

namespace gh::hr {
namespace {

using base::Day;
using std::chrono::days;

constexpr int longest_search = 183;

bool within(const std::vector<Days>& ranges, Day day) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Days& range) { return range.first <= day && day <= range.last; });
}

Day nearest_school_day(const SchoolCalendar& calendar, Day day, days step) {
  Day candidate = day;
  for (int tried = 0; tried < longest_search; ++tried, candidate += step) {
    if (is_school_day(calendar, candidate)) return candidate;
  }
  return day;
}

Days read_days(base::DefinitionTable& table) {
  if (const auto day = table.day("day")) return {*day, *day};
  const auto first = table.day("first");
  const auto last = table.day("last");
  if (!first || !last || *last < *first) {
    table.problem("first", "write first and last, the last not before the first");
    return {};
  }
  return {*first, *last};
}

}  // namespace

void read_calendar(base::DefinitionTable root, SchoolCalendar& calendar) {
  calendar.weekends = root.boolean("weekends", calendar.weekends);
  for (base::DefinitionTable table : root.tables("term")) {
    table.text("name");
    calendar.terms.push_back(read_days(table));
  }
  for (base::DefinitionTable table : root.tables("closed")) {
    table.text("name");
    calendar.closed.push_back(read_days(table));
  }
  std::sort(calendar.terms.begin(), calendar.terms.end(),
            [](const Days& a, const Days& b) { return a.first < b.first; });
}

bool is_school_day(const SchoolCalendar& calendar, Day day) {
  const std::chrono::weekday weekday{day};
  const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
  if (weekend && !calendar.weekends) return false;
  if (within(calendar.closed, day)) return false;
  return !knows(calendar, {day, day}) || calendar.terms.empty() || within(calendar.terms, day);
}

Day on_or_after(const SchoolCalendar& calendar, Day day) {
  return nearest_school_day(calendar, day, days{1});
}

Day on_or_before(const SchoolCalendar& calendar, Day day) {
  return nearest_school_day(calendar, day, days{-1});
}

bool knows(const SchoolCalendar& calendar, const Days& span) {
  if (calendar.terms.empty()) return true;
  return calendar.terms.front().first <= span.first && span.last <= calendar.terms.back().last;
}

}  // namespace gh::hr
