#include "base/date.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace gh::base {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

// All of `text` as a number of exactly `digits` digits.
std::optional<int> number(std::string_view text, std::size_t digits) {
  if (text.size() != digits) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string month_name(int month) { return std::string(month_names[static_cast<std::size_t>(month) - 1]); }

// The same month and day so many years away; 29 February falls on 1 March.
Day years_from(Day day, int count) {
  const year_month_day date{day};
  const year_month_day moved{date.year() + years{count}, date.month(), date.day()};
  return moved.ok() ? Day{moved} : Day{moved.year() / March / 1};
}

}  // namespace

std::optional<Day> day_of(int y, int m, int d) {
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            std::chrono::day{static_cast<unsigned>(d)}};
  if (!date.ok() || m < 1 || d < 1) return std::nullopt;
  return Day{date};
}

std::optional<Day> parse_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ' && iso[10] != 't') return std::nullopt;
  const auto y = number(iso.substr(0, 4), 4), m = number(iso.substr(5, 2), 2),
             d = number(iso.substr(8, 2), 2);
  if (!y || !m || !d) return std::nullopt;
  return day_of(*y, *m, *d);
}

std::string format_day(Day day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

std::string spell_day(Day day) {
  const year_month_day date{day};
  return spell_date(
      {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})});
}

bool can_exist(const PartialDate& date) {
  if (date.year == 0 && date.month == 0) return false;
  if (date.month < 0 || date.month > 12 || date.day < 0 || date.year < 0 || date.year > 9999) return false;
  if (date.day == 0) return true;
  if (date.month == 0) return false;
  return day_of(date.year == 0 ? 2000 : date.year, date.month, date.day).has_value();
}

std::string format_edtf(const PartialDate& date) {
  if (date.year == 0 && date.month == 0) return "";
  std::string text = date.year == 0 ? "XXXX" : fmt::format("{:04}", date.year);
  if (date.month != 0) text += fmt::format("-{:02}", date.month);
  if (date.day != 0) text += fmt::format("-{:02}", date.day);
  return text;
}

std::optional<PartialDate> parse_edtf(std::string_view text) {
  PartialDate date;
  if (text.starts_with("--")) {
    text.remove_prefix(2);
  } else {
    if (!text.starts_with("XXXX")) {
      const auto year = number(text.substr(0, 4), 4);
      if (!year || *year == 0) return std::nullopt;
      date.year = *year;
    }
    text.remove_prefix(std::min<std::size_t>(4, text.size()));
    if (!text.empty() && text.front() != '-') return std::nullopt;
    if (!text.empty()) text.remove_prefix(1);
  }
  if (!text.empty()) {
    const auto month = number(text.substr(0, 2), 2);
    if (!month || *month == 0) return std::nullopt;
    date.month = *month;
    text.remove_prefix(2);
  }
  if (!text.empty()) {
    const auto day = text.front() == '-' ? number(text.substr(1), 2) : std::nullopt;
    if (!day || *day == 0) return std::nullopt;
    date.day = *day;
  }
  if (!can_exist(date)) return std::nullopt;
  return date;
}

std::string spell_date(const PartialDate& date) {
  std::string text;
  if (date.day != 0) text = std::to_string(date.day);
  if (date.month != 0) text += (text.empty() ? "" : " ") + month_name(date.month);
  if (date.year != 0) text += (text.empty() ? "" : " ") + std::to_string(date.year);
  return text;
}

bool agree(const PartialDate& a, const PartialDate& b) {
  const auto same = [](int x, int y) { return x == 0 || y == 0 || x == y; };
  return same(a.year, b.year) && same(a.month, b.month) && same(a.day, b.day);
}

std::optional<PartialDate> join(const PartialDate& a, const PartialDate& b) {
  if (!agree(a, b)) return std::nullopt;
  const auto known = [](int x, int y) { return x != 0 ? x : y; };
  const PartialDate both{known(a.year, b.year), known(a.month, b.month), known(a.day, b.day)};
  if (!can_exist(both)) return std::nullopt;
  return both;
}

int age_on(Day birth, Day day) {
  const year_month_day from{birth}, to{day};
  const int age = int{to.year()} - int{from.year()};
  return years_from(birth, age) > day ? age - 1 : age;
}

DayRange births_with_age(int age, Day day) {
  return {years_from(day, -(age + 1)) + days{1}, years_from(day, -age)};
}

}  // namespace gh::base
