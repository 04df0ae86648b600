#include "scrape/paths.h"

#include <algorithm>

#include "base/text.h"

namespace gh::scrape {

const Paths::Path& Paths::path_of(std::uint32_t item) {
  static const Path top;
  if (item == page::nowhere) return top;
  const auto [known, is_new] = paths_.try_emplace(item);
  if (!is_new) return known->second;
  Path& path = known->second;
  for (std::uint32_t up = item; up != page::nowhere; up = page_.items[up].parent) {
    const std::string_view name = page_.slice(page_.items[up].name);
    if (name.empty()) continue;
    path.whole = path.names.size() < longest;
    if (!path.whole) break;
    path.names.push_back(name);
  }
  return path;
}

const std::vector<std::string_view>& Paths::of(std::uint32_t item) { return path_of(item).names; }

bool Paths::has_type(const Key& key, std::uint32_t item) const {
  if (key.type.empty()) return true;
  if (item == page::nowhere) return false;
  const std::vector<std::string_view> types = base::split(page_.slice(page_.items[item].type), ' ');
  return std::find(types.begin(), types.end(), key.type) != types.end();
}

bool Paths::fits(const Key& key, const page::Fact& fact) {
  if (key.syntax && *key.syntax != fact.syntax) return false;
  if (key.last() != "*" && key.last() != page_.slice(fact.name)) return false;
  if (!has_type(key, fact.item)) return false;
  const Path& path = path_of(fact.item);
  steps_.assign(1, page_.slice(fact.name));
  steps_.insert(steps_.end(), path.names.begin(), path.names.end());
  return matches(key, steps_, path.whole);
}

bool Paths::fits_item(const Key& key, std::uint32_t item) {
  if (key.syntax && *key.syntax != page_.items[item].syntax) return false;
  if (!has_type(key, item)) return false;
  const Path& path = path_of(item);
  return matches(key, path.names, path.whole);
}

bool Paths::any_stated(const std::vector<Key>& keys) {
  return std::any_of(keys.begin(), keys.end(), [&](const Key& key) {
    for (const page::Fact& fact : page_.facts) {
      if (fits(key, fact)) return true;
    }
    for (std::uint32_t item = 0; item < page_.items.size(); ++item) {
      if (fits_item(key, item)) return true;
    }
    return false;
  });
}

bool Paths::fits_in_record(const Key& key, const page::Fact& fact, std::uint32_t record) {
  if (key.last() != "*" && key.last() != page_.slice(fact.name)) return false;
  if (!has_type(key, fact.item)) return false;
  steps_.assign(1, page_.slice(fact.name));
  for (std::uint32_t up = fact.item; up != record && up != page::nowhere; up = page_.items[up].parent) {
    const std::string_view name = page_.slice(page_.items[up].name);
    if (!name.empty()) steps_.push_back(name);
    if (steps_.size() > longest) return false;
  }
  return matches_in_record(key, steps_);
}

std::string first_value(const page::Page& page, const std::vector<Key>& keys) {
  constexpr std::size_t longest_part = 200;  // bytes
  Paths paths(page);
  for (const Key& key : keys) {
    for (const page::Fact& fact : page.facts) {
      const std::string_view words = page.words(fact);
      if (words.size() <= longest_part && paths.fits(key, fact)) return std::string(words);
    }
  }
  return "";
}

}  // namespace gh::scrape
