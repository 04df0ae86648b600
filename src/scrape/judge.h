// What an answer says it is, when it is not the profile: a log-in form, a notice, a page that has changed.
#pragma once

#include <string>
#include <vector>

#include "page/page.h"
#include "scrape/paths.h"
#include "scrape/profile.h"
#include "scrape/rulebook.h"

namespace gh::scrape {

/// How a page was come by.
struct Visit {
  std::string url;  // where redirects led, or what the file says; may be empty
  int status = 0;   // of HTTP; 0 for a file
};

/// Changes the profile's state and reason when a rule of the definitions finds a sign, or when no anchor of
/// the first one stands on the page.
void judge(Profile& profile, const page::Page& page, const PageAnswers& answers, Paths& paths,
           const std::vector<const Definition*>& applied, const Visit& visit);

/// One rule by itself.
bool state_fits(const StateRule& rule, const page::Page& page, Paths& paths, const Visit& visit);

}  // namespace gh::scrape
