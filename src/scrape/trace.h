// What each rule of a definition finds on a page, one by one and way by way: for those who write definitions.
// Reading a page for its facts is scrape.h's; here nothing is joined, judged or left out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"
#include "scrape/judge.h"

namespace gh::scrape {

struct Traced {
  std::size_t line = 0;             // of the definition's file; 0 where a rule has none
  std::string what;                 // "display_name", "state private", "anchor"
  std::string way;                  // "css h1.title", "label occupation"
  std::vector<std::string> values;  // as the rule leaves them; empty when it finds nothing
};

/// In the order: recognise, anchors, fields, posts, states. A state's value is its reason when all its
/// conditions hold.
std::vector<Traced> trace(const page::Page& page, const Definition& definition, const Visit& visit);

}  // namespace gh::scrape
