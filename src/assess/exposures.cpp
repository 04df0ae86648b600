#include "assess/exposures.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "assess/births.h"
#include "assess/words.h"
#include "base/text.h"

namespace gh::assess {
namespace {

using checklist::Checklist;
using checklist::Item;
using checklist::Severity;
using detect::Certainty;
using detect::Finding;
using detect::Kind;
using detect::Visibility;

Openness openness_of(const Sighting& sighting) {
  return sighting.finding.seen_by == Visibility::member ? Openness::members : Openness::strangers;
}

// 07700 900 123, +44 7700 900123 and 0044 (0)7700-900123 are one number.
std::string phone_key(std::string_view value) {
  std::string digits;
  for (char c : value) {
    if (c >= '0' && c <= '9') digits += c;
  }
  const std::size_t country = digits.starts_with("0044") ? 4 : digits.starts_with("44") ? 2 : 0;
  if (country == 0) return digits;
  const std::size_t number = std::min(digits.find_first_not_of('0', country), digits.size());
  return "0" + digits.substr(number);
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

// What makes two findings of one kind the same exposure.
std::string key_of(const Sighting& sighting) {
  const Finding& finding = sighting.finding;
  const std::string folded = base::collapse_blanks(base::fold(finding.value));
  switch (finding.kind) {
    case Kind::phone:
      return phone_key(finding.value);
    case Kind::postcode:
    case Kind::vehicle_registration:
    case Kind::staff_number:
      return without_blanks(folded);
    default:
      return folded;
  }
}

// The same words found by two rules are seen once; the surer rule counts.
std::vector<Sighting> without_repeats(const std::vector<Sighting>& sightings) {
  using Words = std::tuple<std::int64_t, std::string, Kind, std::string, std::uint32_t, std::uint32_t,
                           std::string, std::string>;
  std::map<Words, std::size_t> seen;
  std::vector<Sighting> kept;
  for (const Sighting& sighting : sightings) {
    const Finding& finding = sighting.finding;
    const auto& [text, start, end, field] = finding.evidence;
    const auto [old, is_new] = seen.try_emplace(
        {sighting.account, sighting.place, finding.kind, finding.value, start, end, text, field},
        kept.size());
    if (is_new) {
      kept.push_back(sighting);
    } else if (kept[old->second].finding.certainty < finding.certainty) {
      kept[old->second] = sighting;
    }
  }
  return kept;
}

// The worst of the items that the sightings name; null when this checklist has none of them.
const Item* worst_item(const std::vector<Sighting>& sightings, const Checklist& checklist) {
  const Item* worst = nullptr;
  for (const Sighting& sighting : sightings) {
    const Item* item = checklist.item(sighting.finding.clause);
    if (item == nullptr || item->severity == Severity::organisation) continue;
    if (worst == nullptr || rank(item->severity) > rank(worst->severity)) worst = item;
  }
  return worst;
}

void add_item_words(Exposure& exposure, const Checklist& checklist) {
  const Item* item = worst_item(exposure.sightings, checklist);
  if (item == nullptr) return add_neutral_words(exposure);
  exposure.severity = item->severity;
  exposure.clause = item->id;
  exposure.title = item->title;
  exposure.why = item->why;
  exposure.advice = item->advice;
  exposure.risk = item->risk;
}

Exposure exposure_of(const std::string& key, std::vector<Sighting> sightings, const Checklist& checklist) {
  const auto surest = std::max_element(
      sightings.begin(), sightings.end(),
      [](const Sighting& a, const Sighting& b) { return a.finding.certainty < b.finding.certainty; });
  Exposure exposure;
  exposure.kind = surest->finding.kind;
  exposure.id = std::string(name(exposure.kind)) + ":" + key;
  exposure.value = surest->finding.value;
  exposure.certainty = surest->finding.certainty;
  Openness openness = Openness::members;
  for (const Sighting& sighting : sightings) openness = std::max(openness, openness_of(sighting));
  exposure.words = words_for(exposure, openness);
  exposure.sightings = std::move(sightings);
  add_item_words(exposure, checklist);
  return exposure;
}

// The best measure that any sighting of each known part of the date has; of these the worst.
template <class Measure, class Of>
Measure weakest_part(const Birth& birth, Measure worst, Measure best, Of measure_of) {
  Measure year = worst, month = worst, day = worst;
  for (const Sighting& sighting : birth.sightings) {
    const Told told = told_by(sighting, birth.date);
    const Measure measure = measure_of(sighting);
    if (told.year) year = std::max(year, measure);
    if (told.month) month = std::max(month, measure);
    if (told.day) day = std::max(day, measure);
  }
  return std::min({birth.date.year != 0 ? year : best, birth.date.month != 0 ? month : best,
                   birth.date.day != 0 ? day : best});
}

bool one_place_says_all(const Birth& birth) {
  std::set<std::string_view> places;
  for (const Sighting& sighting : birth.sightings) places.insert(sighting.place);
  return std::any_of(places.begin(), places.end(), [&](std::string_view place) {
    return weakest_part(birth, false, true,
                        [&](const Sighting& sighting) { return sighting.place == place; });
  });
}

Exposure exposure_of(Birth birth, const Checklist& checklist) {
  Exposure exposure;
  exposure.kind = Kind::birth_date;
  exposure.value = base::format_edtf(birth.date);
  exposure.id = std::string(name(Kind::birth_date)) + ":" + exposure.value;
  exposure.certainty = weakest_part(birth, Certainty::possible, Certainty::certain,
                                    [](const Sighting& sighting) { return sighting.finding.certainty; });
  exposure.joined = !one_place_says_all(birth);
  const Openness openness = weakest_part(birth, Openness::members, Openness::strangers, openness_of);
  exposure.words = words_for_birth(birth.date, exposure, openness);
  exposure.sightings = std::move(birth.sightings);
  add_item_words(exposure, checklist);
  return exposure;
}

struct Group {
  std::string key;
  std::vector<Sighting> sightings;
};

// By kind and key, in the order of first sight.
std::vector<Group> grouped(const std::vector<Sighting>& sightings) {
  std::map<std::pair<Kind, std::string>, std::size_t> places;
  std::vector<Group> groups;
  for (const Sighting& sighting : sightings) {
    const std::string key = key_of(sighting);
    const auto [place, is_new] = places.try_emplace({sighting.finding.kind, key}, groups.size());
    if (is_new) groups.push_back({key, {}});
    groups[place->second].sightings.push_back(sighting);
  }
  return groups;
}

void sort_worst_first(std::vector<Exposure>& exposures) {
  const auto weight = [](const Exposure& exposure) {
    return std::tuple(-rank(exposure.severity), -static_cast<int>(exposure.certainty),
                      -static_cast<std::ptrdiff_t>(exposure.sightings.size()), exposure.kind);
  };
  std::stable_sort(exposures.begin(), exposures.end(),
                   [&](const Exposure& a, const Exposure& b) { return weight(a) < weight(b); });
}

// A single date of birth keeps its id whatever more becomes known of it; only contradicting ones need their
// values to be told apart.
void name_first_birth(std::vector<Exposure>& exposures) {
  const auto first = std::find_if(exposures.begin(), exposures.end(),
                                  [](const Exposure& one) { return one.kind == Kind::birth_date; });
  if (first != exposures.end()) first->id = name(Kind::birth_date);
}

}  // namespace

bool is_about_them(const Finding& finding) {
  return finding.whose == detect::Whose::self || finding.kind == Kind::child_info;
}

bool is_seen_by_others(const Finding& finding) { return finding.seen_by != Visibility::owner_only; }

int rank(Severity severity) {
  constexpr std::array<int, 5> ranks{1, 2, 3, 4, 0};  // aware, duty, expose, breach, organisation
  return ranks[static_cast<std::size_t>(severity)];
}

std::vector<Exposure> exposures_of(const std::vector<Sighting>& sightings, const Checklist& checklist,
                                   base::Day today) {
  std::vector<Sighting> dates, ages, others;
  for (const Sighting& sighting : without_repeats(sightings)) {
    const Finding& finding = sighting.finding;
    if (!is_about_them(finding) || !is_seen_by_others(finding)) continue;
    const bool readable_date = finding.kind == Kind::birth_date && base::parse_edtf(finding.value);
    (readable_date ? dates : finding.kind == Kind::age ? ages : others).push_back(sighting);
  }
  std::vector<Exposure> exposures;
  for (Birth& birth : join_births(dates, ages, today)) {
    exposures.push_back(exposure_of(std::move(birth), checklist));
  }
  others.insert(others.end(), ages.begin(), ages.end());
  for (Group& group : grouped(others)) {
    exposures.push_back(exposure_of(group.key, std::move(group.sightings), checklist));
  }
  sort_worst_first(exposures);
  name_first_birth(exposures);
  return exposures;
}

}  // namespace gh::assess
