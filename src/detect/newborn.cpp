#include "detect/newborn.h"

#include <chrono>
#include <string>

namespace gh::detect {

base::PartialDate days_before(base::Day written, int days) {
  const std::chrono::year_month_day day{written - std::chrono::days{days}};
  return {int{day.year()}, static_cast<int>(unsigned{day.month()}), static_cast<int>(unsigned{day.day()})};
}

base::PartialDate just_before(base::PartialDate date, base::Day written) {
  constexpr int longest = 45;  // days after which nobody writes that a baby has arrived
  if (date.month == 0 || date.day == 0) return date;
  const std::chrono::year_month_day day{written};
  for (const int year : {int{day.year()}, int{day.year()} - 1}) {
    const std::chrono::year_month_day born{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(date.month)},
                                           std::chrono::day{static_cast<unsigned>(date.day)}};
    if (!born.ok()) continue;
    const auto days = (written - base::Day{born}).count();
    if (days >= 0 && days <= longest) date.year = year;
  }
  return date;
}

base::PartialDate last_weekday(std::string_view name, base::Day written, const lexicon::DateWords& words) {
  const auto found = words.weekdays.find(std::string(name));
  if (found == words.weekdays.end()) return {};
  const int today = static_cast<int>(std::chrono::weekday{written}.iso_encoding());
  const int days = (today - found->second + 7) % 7;
  return days_before(written, days == 0 ? 7 : days);
}

}  // namespace gh::detect
