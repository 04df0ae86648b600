// Findings + answers to what a stranger would know, worst first. Pure: no clock, no file, no network.
#pragma once

#include <string>
#include <vector>

#include "assess/audit.h"

namespace gh::assess {

/// Joins the findings of an audit across places, ranks them, and sets beside each the words of the checklist
/// item that speaks to its kind. Findings about other people and rejected accounts are left out; an account
/// that was not really read goes to `unchecked`, never to a clean bill. in:  `audit` may be unfinished;
/// `accounts` are all that the person named (those without a result count as not checked) out: exposures in
/// falling severity, then certainty, then number of sightings
Assessment assess(const Audit& audit, const std::vector<Account>& accounts,
                  const checklist::Checklist& checklist, const std::vector<checklist::Answer>& answers,
                  const std::string& person, base::Day today);

}  // namespace gh::assess
