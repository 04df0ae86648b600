// Regular expressions of rule files.
#pragma once

#include <memory>
#include <re2/re2.h>
#include <string>
#include <string_view>

#include "base/definition.h"
#include "detect/finding.h"

namespace gh::detect {

using Pattern = std::unique_ptr<RE2>;

/// The compiled text; null when it is empty, or (noted as a problem at `key`) no regular expression.
Pattern compile(base::DefinitionTable& table, std::string_view key, const std::string& text);

/// False for no pattern.
bool matches(const Pattern& pattern, std::string_view text);

/// Matches within bytes [from, to) of the text; `groups` take the whole and its captures. "^" and "$" are
/// those of the text.
bool match_from(const RE2& pattern, std::string_view text, std::size_t from, re2::StringPiece* groups,
                int count, std::size_t to = std::string_view::npos);

/// The key `certainty`: likely where it is not given.
Certainty read_certainty(base::DefinitionTable& table);

}  // namespace gh::detect
