// A page through a definition: a Profile.
#pragma once

#include <string>
#include <string_view>

#include "page/page.h"
#include "scrape/address.h"
#include "scrape/definition.h"
#include "scrape/judge.h"
#include "scrape/profile.h"
#include "scrape/rulebook.h"

namespace gh::scrape {

/// Reads everything a stranger (or a program) can read of the page, and gives names to what `definition` and
/// then `generic` know: rules of both apply. The state is the reading's own, unless a rule finds a sign of a
/// wall, or no anchor of the definition matches (drift).
/// in:  `answers` are what `rules` says of this page; both definitions are of `rules`
Profile scrape(const page::Reading& reading, const Rulebook& rules, const std::vector<Answer>& answers,
               const Definition& definition, const Definition& generic, Visit visit);

/// The same for one page alone; who reads many makes a Rulebook once.
Profile scrape(const page::Reading& reading, const Definition& definition, const Definition& generic,
               Visit visit);

/// The address that a browser saved the page from, or that the page calls its own (canonical, og:url); empty
/// if none.
std::string own_address(const page::Page& page);

}  // namespace gh::scrape
