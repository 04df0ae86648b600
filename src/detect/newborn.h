// When a baby came, as its family tells it: a date without a year, a day of the week, "last night"; all of
// them lie shortly before the words were written.
#pragma once

#include <string_view>

#include "base/date.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

/// A day and month that stand without a year, with the year in which they lie shortly before `written`;
/// unchanged where they do in none.
base::PartialDate just_before(base::PartialDate date, base::Day written);

/// in:  the small letters of a weekday's name, alone: "tuesday"
/// out: the last such day before `written`; day 0 for another word
base::PartialDate last_weekday(std::string_view name, base::Day written, const lexicon::DateWords& words);

/// The day that many days before `written`.
base::PartialDate days_before(base::Day written, int days);

}  // namespace gh::detect
