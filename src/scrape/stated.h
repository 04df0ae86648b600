// What a page states to machines, as passages of a profile: facts that a rule names, and all of those that
// speak of nothing but people and their pages (JSON-LD, JSON documents, cards).
#pragma once

#include <string>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"
#include "scrape/paths.h"
#include "scrape/people.h"
#include "scrape/profile.h"
#include "scrape/records.h"
#include "scrape/regions.h"

namespace gh::scrape {

struct Stated {
  /// A block of the page that a rule names (of feeds, whose texts are blocks too).
  struct Named {
    std::size_t block;
    std::string field;        // "" when it is only part of a record
    int record = -1;          // index into Records::records
    std::string entity = {};  // whose card it is of
  };
  std::vector<Passage> passages;  // in page order; Passage::post is an index into Records::records
  std::vector<Named> named;
  std::vector<std::string> masked;  // fields whose values were nothing but stars
};

/// in:  rules of `definitions` in their order; a fact's field is that of the longest key that fits it
/// out: a value beside a name in one object of a document ({"name": "Lives in", "value": "Thornmere"})
/// carries that
///      name as its label and the syntax "label"; each passage carries the name of the person it is stated
///      of, and is about another one when the path
/// leads
///      over a key of Definition::other_people
Stated read_stated(const page::Page& page, const std::vector<const Definition*>& definitions,
                   const People& people, const Regions& regions, Paths& paths, const Records& records);

}  // namespace gh::scrape
