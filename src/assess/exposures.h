// Findings, put together over all places, to what they give away.
#pragma once

#include <vector>

#include "assess/audit.h"

namespace gh::assess {

/// True when a finding may count as an exposure of the person: it is theirs or a child's, and somebody but
/// the person can see it.
bool is_about_them(const detect::Finding& finding);
bool is_seen_by_others(const detect::Finding& finding);

/// How bad: breach, expose, duty, aware. Organisation rows are nobody's to mend, so they come last.
int rank(checklist::Severity severity);

/// One exposure a birth, a value, or (for names of profiles) a value in a place; worst first: by severity,
/// then certainty, then number of sightings, then the order of kinds. A finding that the checklist has no
/// item for counts as `expose` and gets neutral words; none is dropped.
std::vector<Exposure> exposures_of(const std::vector<Sighting>& sightings,
                                   const checklist::Checklist& checklist, base::Day today);

}  // namespace gh::assess
