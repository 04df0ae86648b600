// What stands below a post, a comment or an element that a rule names belongs to it: which element is in
// which.
#pragma once

#include <cstdint>
#include <vector>

#include "page/page.h"
#include "scrape/profile.h"
#include "scrape/rulebook.h"

namespace gh::scrape {

struct Regions {
  std::vector<Post> posts;
  // By node; empty where a page has none of it.
  std::vector<int> post;                   // index into posts, or -1
  std::vector<bool> by_other;              // somebody else's words
  std::vector<std::uint32_t> other_roots;  // the elements that hold them, as rules name them, sorted
  std::vector<const FieldRule*> field;     // the innermost rule, or null
  std::vector<std::uint32_t> named;        // elements that a rule names themselves, sorted
};

/// in:  `applied` are the definitions that read the page, in the order of their weight
Regions find_regions(const page::Page& page, const PageAnswers& answers,
                     const std::vector<const Definition*>& applied);

}  // namespace gh::scrape
