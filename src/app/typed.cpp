#include "app/typed.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"

namespace gh::app {
namespace {

using base::Result;

base::Error refused(std::string_view text, std::string_view what, std::string hint) {
  return {base::ErrorKind::usage, "\"" + base::for_terminal(text) + "\" " + std::string(what), "",
          std::move(hint)};
}

// Parts of a date as written, whichever way they are parted.
std::vector<std::string> date_parts(std::string_view text) {
  std::string blanks = base::lower_ascii(text);
  std::replace_if(
      blanks.begin(), blanks.end(),
      [](char c) { return std::string_view("/.-,").find(c) != std::string_view::npos; }, ' ');
  std::vector<std::string> parts;
  const std::string collapsed = base::collapse_blanks(blanks);
  for (std::string_view part : base::split(collapsed, ' ')) parts.emplace_back(part);
  return parts;
}

// From "july" or a beginning of it that has three letters; 0 for anything else.
int month_named(std::string_view word) {
  if (word.size() < 3) return 0;
  for (int month = 1; month <= 12; ++month) {
    if (base::lower_ascii(base::spell_date({2000, month, 0})).starts_with(word)) return month;
  }
  return 0;
}

// "4", "04", "4th"; 0 for anything else.
int number_in(std::string_view word) {
  for (std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && word.ends_with(ending)) word.remove_suffix(2);
  }
  int number = 0;
  for (char c : word) {
    if (c < '0' || c > '9' || word.size() > 4) return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

// British order. A number of four digits is the year wherever it stands; without a month in letters the first
// of two short numbers is the day. Parts that find no place make it no date.
std::optional<base::PartialDate> date_of(const std::vector<std::string>& parts) {
  base::PartialDate date;
  std::vector<int> numbers;
  for (const std::string& part : parts) {
    if (const int month = month_named(part); month != 0 && date.month == 0) {
      date.month = month;
    } else if (const int number = number_in(part); number > 999 && date.year == 0) {
      date.year = number;
    } else if (number > 0 && part.size() <= 4) {
      numbers.push_back(number);
    } else {
      return std::nullopt;
    }
  }
  if (date.month == 0 && numbers.size() + (date.year == 0 ? 0u : 1u) > 1) {
    date.month = numbers.back();
    numbers.pop_back();
  }
  if (!numbers.empty()) date.day = numbers.front();
  if (numbers.size() > 1 || (date.month == 0 && date.year == 0)) return std::nullopt;
  return can_exist(date) ? std::optional(date) : std::nullopt;
}

bool is_after(const base::PartialDate& date, base::Day today) {
  const auto first = base::day_of(date.year, std::max(1, date.month), std::max(1, date.day));
  return date.year != 0 && (!first || *first > today);
}

}  // namespace

Result<base::PartialDate> read_birth_date(std::string_view text, base::Day today) {
  const std::string_view written = base::trim(text);
  auto date = base::parse_edtf(written);
  if (!date) date = date_of(date_parts(written));
  if (!date) return refused(written, "is no date", "write it like 4 July 1985, or as much of it as you like");
  if (is_after(*date, today)) return refused(written, "is yet to come", "write the day you were born");
  if (date->year != 0 && date->year < 1900) return refused(written, "is too long ago", "check the year");
  return *date;
}

Result<std::string> read_domain(std::string_view text) {
  std::string host = base::lower_ascii(base::trim(text));
  if (const std::size_t scheme = host.find("://"); scheme != std::string::npos) host.erase(0, scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  host = host.substr(0, host.find(':'));
  if (host.starts_with("www.")) host.erase(0, 4);
  const std::vector<std::string_view> labels = base::split(host, '.');
  const bool gap = std::find(labels.begin(), labels.end(), "") != labels.end();
  if (labels.size() > 1 && !gap && host.find_first_of(" \t\"\\") == std::string::npos) return host;
  return refused(text, "is no web or e-mail address", "write it like brindlewick.example");
}

}  // namespace gh::app
