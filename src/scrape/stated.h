// What a page states to machines, as passages of a profile: facts that a rule names, and all of those that
// speak of nothing but people and their pages (JSON-LD, JSON documents, cards).
#pragma once

#include <vector>

#include "page/page.h"
#include "scrape/definition.h"
#include "scrape/people.h"
#include "scrape/profile.h"
#include "scrape/regions.h"

namespace gh::scrape {

/// in:  rules of `definitions` in their order; a fact's field is that of the longest key that its path ends
/// in out: in page order; each carries the name of the person it is stated of, and is about another one when
/// the path
///      leads over a key of Definition::other_people. Facts that are blocks of the page too (of feeds) are
///      left out
std::vector<Passage> stated_passages(const page::Page& page,
                                     const std::vector<const Definition*>& definitions, const People& people,
                                     const Regions& regions);

}  // namespace gh::scrape
