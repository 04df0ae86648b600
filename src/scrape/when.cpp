#include "scrape/when.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.h"

namespace gh::scrape {
namespace {

using base::Day;

struct FormRow {
  TimeForm form;
  std::string_view name;
};
constexpr std::array forms{FormRow{TimeForm::automatic, "auto"}, FormRow{TimeForm::x_id, "x-id"},
                           FormRow{TimeForm::tiktok_id, "tiktok-id"},
                           FormRow{TimeForm::day_first, "day-first"},
                           FormRow{TimeForm::month_first, "month-first"}};

constexpr std::string_view months = "jan feb mar apr may jun jul aug sep oct nov dec ";

constexpr std::uint64_t x_epoch = 1'288'834'974'657;  // milliseconds; the 22 low bits of an id are no time
constexpr std::uint64_t first_second = 631'152'000;   // 1990: what is less is a count of something
constexpr std::uint64_t last_second = 4'102'444'800;  // 2100
constexpr std::uint64_t first_thousand = 1'000'000'000'000;  // above, seconds would lie far ahead

std::optional<std::uint64_t> number(std::string_view words) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  if (error != std::errc() || end != words.data() + words.size()) return std::nullopt;
  return value;
}

std::optional<Day> day_of_seconds(std::uint64_t seconds) {
  if (seconds < first_second || seconds > last_second) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

std::optional<Day> day_of_number(std::string_view words) {
  words = words.substr(0, words.find('.'));  // "1712345678.0"
  const auto value = number(words);
  if (!value) return std::nullopt;
  return day_of_seconds(*value >= first_thousand ? *value / 1000 : *value);
}

int month_in(std::string_view word) {
  if (word.size() < 3) return 0;
  const std::size_t at = months.find(base::lower_ascii(word.substr(0, 3)) + " ");
  return at == std::string_view::npos ? 0 : static_cast<int>(at / 4) + 1;
}

bool is_ordinal_end(std::string_view letters) {
  return letters == "st" || letters == "nd" || letters == "rd" || letters == "th";
}

// "Tue, 03 Jun 2008 11:05:30 GMT", "Wed Oct 10 20:19:24 +0000 2018", "Jun 3, 2008": a month by name, a number
// of at most two digits for the day and one of four for the year.
std::optional<Day> day_by_names(std::string_view words) {
  int day = 0, month = 0, year = 0;
  std::string spaced(words);
  std::replace_if(
      spaced.begin(), spaced.end(), [](char c) { return c == ',' || c == '-'; }, ' ');
  for (std::string_view word : base::split(spaced, ' ')) {
    if (word.size() > 2 && word[0] >= '0' && word[0] <= '9' && is_ordinal_end(word.substr(word.size() - 2)))
      word.remove_suffix(2);  // "14th"
    const auto value = number(word);
    if (!value && month == 0) month = month_in(word);
    if (value && word.size() <= 2 && day == 0) day = static_cast<int>(*value);
    if (value && word.size() == 4 && year == 0) year = static_cast<int>(*value);
  }
  return month == 0 || day == 0 || year == 0 ? std::nullopt : base::day_of(year, month, day);
}

// "03/06/2008 10:15", "3.6.2008"
std::optional<Day> day_by_places(std::string_view words, bool day_first) {
  const std::size_t end = std::min(words.find(' '), words.size());
  std::string date(words.substr(0, end));
  std::replace_if(
      date.begin(), date.end(), [](char c) { return c == '.' || c == '-'; }, '/');
  const std::vector<std::string_view> parts = base::split(date, '/');
  if (parts.size() != 3) return std::nullopt;
  const auto one = number(parts[0]), two = number(parts[1]), year = number(parts[2]);
  if (!one || !two || !year || *one > 31 || *two > 31 || *year > 9999) return std::nullopt;
  const int first = static_cast<int>(*one), second = static_cast<int>(*two);
  return base::day_of(static_cast<int>(*year), day_first ? second : first, day_first ? first : second);
}

// "20250627", "20251003T190000Z", of calendars.
std::optional<Day> day_of_compact(std::string_view words) {
  constexpr std::size_t size = 8;
  if (words.size() < size || (words.size() > size && words[size] != 'T')) return std::nullopt;
  const auto value = number(words.substr(0, size));
  if (!value) return std::nullopt;
  const auto date = static_cast<int>(*value);
  return base::day_of(date / 10'000, date / 100 % 100, date % 100);
}

}  // namespace

std::string_view name(TimeForm form) { return forms[static_cast<std::size_t>(form)].name; }

std::optional<TimeForm> time_form_named(std::string_view name) {
  for (const FormRow& row : forms) {
    if (row.name == name) return row.form;
  }
  return std::nullopt;
}

std::optional<Day> day_in(std::string_view words, TimeForm form) {
  words = base::trim(words);
  if (form == TimeForm::x_id || form == TimeForm::tiktok_id) {
    const auto id = number(words);
    if (!id) return std::nullopt;
    return day_of_seconds(form == TimeForm::x_id ? ((*id >> 22) + x_epoch) / 1000 : *id >> 32);
  }
  if (const auto day = base::parse_day(words)) return day;
  if (const auto day = day_of_compact(words)) return day;
  if (form != TimeForm::automatic) {
    if (const auto day = day_by_places(words, form == TimeForm::day_first)) return day;
  }
  if (const auto day = day_of_number(words)) return day;
  return day_by_names(words);
}

}  // namespace gh::scrape
