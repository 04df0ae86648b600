// What the page itself says it is, when it is not the profile: a log-in form, a notice, a page that has
// changed.
#pragma once

#include <vector>

#include "page/page.h"
#include "scrape/profile.h"
#include "scrape/rulebook.h"

namespace gh::scrape {

/// Changes the profile's state and reason when a rule of the definitions finds a sign, or when no anchor of
/// the first one stands on the page.
void judge(Profile& profile, const page::Page& page, const PageAnswers& answers,
           const std::vector<const Definition*>& applied);

}  // namespace gh::scrape
