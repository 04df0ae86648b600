// Birth dates, joined across places: a day here, a year or an age there. What contradicts each other is never
// mixed.
#pragma once

#include <vector>

#include "assess/audit.h"
#include "base/date.h"

namespace gh::assess {

/// Sightings that can all speak of one day of birth, and what they say together.
struct Birth {
  base::PartialDate date;
  std::vector<Sighting> sightings;
};

/// Which parts of `birth.date` one sighting tells by itself. A dated age tells the year.
struct Told {
  bool year = false;
  bool month = false;
  bool day = false;
};
Told told_by(const Sighting& sighting, const base::PartialDate& whole);

/// Joins birth dates, the most precise first, then the surest, then the one seen most often; one that agrees
/// with several goes to the first. Then ages: one in a dated post gives a year to a day or month that has
/// none, and every age that fits a whole date goes with it.
/// in:  `dates` of kind birth_date whose values can be read; `ages` of kind age
/// out: the births; `ages` keeps those that went with none. An age without a date never gives a year.
std::vector<Birth> join_births(const std::vector<Sighting>& dates, std::vector<Sighting>& ages,
                               base::Day today);

}  // namespace gh::assess
