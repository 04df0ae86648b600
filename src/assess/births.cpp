#include "assess/births.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <tuple>

namespace gh::assess {
namespace {

using base::Day;
using base::PartialDate;
using detect::Certainty;
using detect::Kind;

bool is_whole(const PartialDate& date) { return date.year != 0 && date.month != 0 && date.day != 0; }

int known_parts(const PartialDate& date) { return (date.year != 0) + (date.month != 0) + (date.day != 0); }

std::optional<int> years_old(const Sighting& sighting) {
  const std::string& digits = sighting.finding.value;
  int age = 0;
  const auto [end, trouble] = std::from_chars(digits.data(), digits.data() + digits.size(), age);
  if (trouble != std::errc() || end != digits.data() + digits.size() || age < 0 || age > 150) {
    return std::nullopt;
  }
  return age;
}

// True when `month` (and `day`, where known) of that year lies in the range, at least in part.
bool meets(const base::DayRange& range, int year, const PartialDate& known) {
  const auto first = base::day_of(year, known.month, known.day != 0 ? known.day : 1);
  if (!first) return false;
  const auto next_month = Day{std::chrono::year_month_day_last{
      std::chrono::year{year},
      std::chrono::month_day_last{std::chrono::month(static_cast<unsigned>(known.month))}}};
  const Day last = known.day != 0 ? *first : next_month;
  return *first <= range.last && last >= range.first;
}

// The year of birth that an age in a dated post leaves possible for this month and day, if it is only one.
std::optional<int> year_from_age(const Sighting& age, const PartialDate& known) {
  const auto years = years_old(age);
  if (!years || !age.finding.published || known.month == 0) return std::nullopt;
  const base::DayRange range = base::births_with_age(*years, *age.finding.published);
  const int first = int{std::chrono::year_month_day{range.first}.year()};
  const bool in_first = meets(range, first, known);
  const bool in_second = meets(range, first + 1, known);
  if (in_first == in_second) return std::nullopt;
  return in_first ? first : first + 1;
}

// One value, and everywhere that it stands.
struct Said {
  PartialDate date;
  Certainty certainty = Certainty::possible;
  std::vector<Sighting> sightings;
};

void note(std::vector<Said>& all, const PartialDate& date, const Sighting& sighting) {
  auto said = std::find_if(all.begin(), all.end(), [&](const Said& one) { return one.date == date; });
  if (said == all.end()) said = all.insert(all.end(), Said{date, Certainty::possible, {}});
  said->certainty = std::max(said->certainty, sighting.finding.certainty);
  said->sightings.push_back(sighting);
}

void sort_best_first(std::vector<Said>& all) {
  const auto weight = [](const Said& said) {
    return std::tuple(known_parts(said.date), said.certainty, said.sightings.size());
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Said& a, const Said& b) { return weight(a) > weight(b); });
}

void append(std::vector<Sighting>& sightings, const std::vector<Sighting>& more) {
  sightings.insert(sightings.end(), more.begin(), more.end());
}

// Whole dates come first and differ from each other, so they need not be tried: a hostile page may have many.
void join_into(std::vector<Birth>& births, const Said& said) {
  for (Birth& birth : births) {
    if (is_whole(said.date)) break;
    const auto both = base::join(birth.date, said.date);
    if (!both) continue;
    birth.date = *both;
    append(birth.sightings, said.sightings);
    return;
  }
  births.push_back({said.date, said.sightings});
}

// The year that the surest and most frequent dated ages give; the ages themselves are taken by take_fitting.
void add_year_from_ages(Birth& birth, const std::vector<Sighting>& ages) {
  if (birth.date.year != 0) return;
  std::vector<Said> years;
  for (const Sighting& age : ages) {
    if (const auto year = year_from_age(age, birth.date)) note(years, {*year, 0, 0}, age);
  }
  if (years.empty()) return;
  sort_best_first(years);
  const auto both = base::join(birth.date, years.front().date);
  if (!both) return;
  append(birth.sightings, years.front().sightings);
  birth.date = *both;
}

// People round their age, and write "40 tomorrow": a year more or less still fits.
bool fits(const Sighting& age, const PartialDate& date, Day today) {
  const auto years = years_old(age);
  if (!years || !is_whole(date)) return false;
  const Day birth = *base::day_of(date.year, date.month, date.day);
  if (!age.finding.published) return *years <= base::age_on(birth, today);
  return std::abs(base::age_on(birth, *age.finding.published) - *years) <= 1;
}

bool holds(const Birth& birth, const Sighting& sighting) {
  return std::any_of(birth.sightings.begin(), birth.sightings.end(), [&](const Sighting& one) {
    return one.place == sighting.place && one.finding == sighting.finding;
  });
}

// Moves the ages that go with this birth out of `ages`.
void take_fitting(Birth& birth, std::vector<Sighting>& ages, Day today) {
  std::vector<Sighting> left;
  for (Sighting& age : ages) {
    if (holds(birth, age)) continue;
    (fits(age, birth.date, today) ? birth.sightings : left).push_back(std::move(age));
  }
  ages = std::move(left);
}

}  // namespace

Told told_by(const Sighting& sighting, const PartialDate& whole) {
  if (sighting.finding.kind == Kind::age) {
    const auto year = year_from_age(sighting, {0, whole.month, whole.day});
    return {year && *year == whole.year, false, false};
  }
  const PartialDate date = base::parse_edtf(sighting.finding.value).value_or(PartialDate{});
  return {date.year != 0, date.month != 0, date.day != 0};
}

std::vector<Birth> join_births(const std::vector<Sighting>& dates, std::vector<Sighting>& ages, Day today) {
  std::vector<Said> all;
  for (const Sighting& sighting : dates) {
    if (const auto date = base::parse_edtf(sighting.finding.value)) note(all, *date, sighting);
  }
  sort_best_first(all);
  std::vector<Birth> births;
  for (const Said& said : all) join_into(births, said);
  for (Birth& birth : births) {
    add_year_from_ages(birth, ages);
    take_fitting(birth, ages, today);
  }
  return births;
}

}  // namespace gh::assess
