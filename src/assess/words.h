// What is said of an exposure, in plain words. The patterns are one table in words.cpp; nothing is decided
// here.
#pragma once

#include <string>

#include "assess/audit.h"
#include "base/date.h"

namespace gh::assess {

/// Who can see something at most: everybody, or only who has logged in to the site.
enum class Openness { members, strangers };

/// "A stranger can learn your home town: Ladymere."
std::string words_for(const Exposure& exposure, Openness openness);

/// "A stranger can work out your full date of birth from several places: 4 July 1985."
std::string words_for_birth(const base::PartialDate& date, const Exposure& exposure, Openness openness);

/// Title, why, advice and risk for a kind that the checklist in use says nothing about.
void add_neutral_words(Exposure& exposure);

}  // namespace gh::assess
