#include "scrape/key.h"

#include <algorithm>

#include "base/text.h"

namespace gh::scrape {
namespace {

constexpr std::size_t most_stars = 4;

base::Error wrong(std::string_view words, std::string_view what) {
  return {base::ErrorKind::usage, "key '" + std::string(words) + "': " + std::string(what), "", ""};
}

std::optional<page::Syntax> syntax_named(std::string_view name) {
  for (std::size_t i = 0; i < page::syntax_count; ++i) {
    if (page::name(static_cast<page::Syntax>(i)) == name) return static_cast<page::Syntax>(i);
  }
  return std::nullopt;
}

bool is_number(std::string_view step) {
  return !step.empty() && std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The steps [step...) of the key, last first, against the path from there on.
bool match_from(const Key& key, std::size_t step, const std::vector<std::string_view>& path, std::size_t at,
                bool to_the_end) {
  for (; step < key.steps.size(); ++step) {
    const std::string& wanted = key.steps[key.steps.size() - 1 - step];
    if (wanted == "*" && match_from(key, step + 1, path, at, to_the_end)) return true;
    if (at == path.size() || (wanted != "*" && path[at] != wanted)) return false;
    ++at;
  }
  return !to_the_end || at == path.size();
}

}  // namespace

base::Result<Key> parse_key(std::string_view words) {
  Key key;
  key.words = words;
  std::string_view rest = base::trim(words);
  if (const std::size_t colon = rest.find(':'); colon != std::string_view::npos) {
    key.syntax = syntax_named(rest.substr(0, colon));
    if (key.syntax) rest.remove_prefix(colon + 1);
  }
  if (rest.starts_with('<')) {
    const std::size_t end = rest.find('>');
    if (end == std::string_view::npos) return wrong(words, "'<' begins a type, and '>' must end it");
    key.type = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  }
  key.anchored = rest.starts_with('/');
  key.anywhere = rest.starts_with("..");
  rest.remove_prefix(key.anchored ? 1 : key.anywhere ? 2 : 0);
  if (key.anchored && rest.empty()) return key;
  for (std::string_view step : base::split(rest, key.anchored ? '/' : '.')) key.steps.emplace_back(step);
  for (const std::string& step : key.steps) {
    if (step.empty()) return wrong(words, "a step is empty; write names with '.' or '/' between them");
    if (is_number(step)) return wrong(words, "lists are stepped through by themselves; write * for a number");
  }
  if (std::count(key.steps.begin(), key.steps.end(), "*") > static_cast<long>(most_stars))
    return wrong(words, "at most four steps may be *");
  return key;
}

bool matches(const Key& key, const std::vector<std::string_view>& path, bool whole) {
  if (key.anchored && !whole) return false;
  return match_from(key, 0, path, 0, key.anchored);
}

bool matches_in_record(const Key& key, const std::vector<std::string_view>& path) {
  return match_from(key, 0, path, 0, !key.anywhere);
}

}  // namespace gh::scrape
