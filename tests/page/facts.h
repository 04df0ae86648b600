// Facts of a page in one line, for tables of cases.
#pragma once

#include <algorithm>
#include <string>

#include "page/page.h"

namespace gh::tests {

inline std::string one_line(std::string_view words) {
  std::string line(words);
  std::replace(line.begin(), line.end(), '\n', '/');
  return line;
}

/// "feed", or "author:Person" for an item that its parent holds under a name, behind those that hold it.
inline std::string path_of(const page::Page& page, std::uint32_t item) {
  std::string path;
  for (; item != page::nowhere; item = page.items[item].parent) {
    const std::string_view name = page.slice(page.items[item].name), type = page.slice(page.items[item].type);
    std::string step(name);
    if (name.empty() || (!type.empty() && type != name))
      step += (name.empty() ? "" : ":") + std::string(type);
    path = step + (path.empty() ? "" : "/" + path);
  }
  return path;
}

/// "feed/entry.title=Hello | twitter:..." : all facts in order; "-" for none. With `with_syntax`, each has
/// the name of its syntax before it: "opengraph og:title=...".
inline std::string facts_of(const page::Page& page, bool with_syntax = false) {
  std::string all;
  for (const page::Fact& fact : page.facts) {
    all += all.empty() ? "" : " | ";
    if (with_syntax) all += std::string(page::name(fact.syntax)) + " ";
    const std::string path = path_of(page, fact.item);
    all += path + (path.empty() ? "" : ".") + std::string(page.slice(fact.name)) + "=" +
           one_line(page.words(fact));
  }
  return all.empty() ? "-" : all;
}

inline std::string blocks_of(const page::Page& page) {
  std::string all;
  for (const page::Block& block : page.blocks)
    all += (all.empty() ? "" : " | ") + one_line(page.words(block));
  return all.empty() ? "-" : all;
}

}  // namespace gh::tests
