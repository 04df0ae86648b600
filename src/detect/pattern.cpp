#include "detect/pattern.h"

#include <algorithm>

namespace gh::detect {

Pattern compile(base::DefinitionTable& table, std::string_view key, const std::string& text) {
  if (text.empty()) return nullptr;
  RE2::Options options;
  options.set_log_errors(false);
  auto pattern = std::make_unique<RE2>(text, options);
  if (pattern->ok()) return pattern;
  table.problem(key, "not a regular expression (RE2): " + pattern->error());
  return nullptr;
}

bool matches(const Pattern& pattern, std::string_view text) {
  return pattern != nullptr && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *pattern);
}

bool match_from(const RE2& pattern, std::string_view text, std::size_t from, re2::StringPiece* groups,
                int count, std::size_t to) {
  return from <= text.size() && pattern.Match(re2::StringPiece(text.data(), text.size()), from,
                                              std::min(to, text.size()), RE2::UNANCHORED, groups, count);
}

Certainty read_certainty(base::DefinitionTable& table) {
  const std::string word = table.choice("certainty", {"certain", "likely", "possible"}, "likely");
  return certainty_named(word).value_or(Certainty::likely);
}

}  // namespace gh::detect
