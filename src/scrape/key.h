// How definitions name what a page, an answer or a file of an export states to machines:
// "[syntax:][<Type>]path".
//
//   birthDate                      stands anywhere under that name
//   worksFor.name                  anywhere, as the last steps of a path; "..worksFor.name" says the same
//   /data/user/*/name              the whole path from the top; "*" is any one step, or none
//   json-ld:<Person>jobTitle       only in JSON-LD, and only of a thing of that type
//   feed:entry.title               only in feeds
//   json:/                         of things, not of values: those at the top
//
// Lists are stepped through by themselves: "/posts/title" is the title of each post. In a record (a post, a
// row) a path begins at the record, and only ".." looks for it further below.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "page/page.h"

namespace gh::scrape {

struct Key {
  std::string words;  // as written
  std::optional<page::Syntax> syntax;
  std::string type;                // one of the types of the thing that states it; "" for any
  bool anchored = false;           // "/a/b": no steps before these
  bool anywhere = false;           // "..a": steps may stand before these even in a record
  std::vector<std::string> steps;  // empty for the things at the top

  /// The last of them; "" for the things at the top.
  std::string_view last() const {
    return steps.empty() ? std::string_view() : std::string_view(steps.back());
  }
};

/// err: usage, with what was expected, for an empty step, an unknown sign, a number in the place of "*"
base::Result<Key> parse_key(std::string_view words);

/// True when the steps, the last one first in both, end (or for an anchored key: are) the path.
/// in:  `path` are the names from the fact or item outwards to the top; `whole` is false when it was cut
/// short
bool matches(const Key& key, const std::vector<std::string_view>& path, bool whole);

/// The same inside a record: `path` ends at the record, whose own name is not part of it.
bool matches_in_record(const Key& key, const std::vector<std::string_view>& path);

}  // namespace gh::scrape
