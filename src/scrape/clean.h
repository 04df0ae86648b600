// What a rule has done to a value before it counts: every word stays traced to where it stood.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "page/text.h"

namespace re2 {
class RE2;
}

namespace gh::scrape {

enum class Clean {
  html,      // mark-up in a text: what a browser would show of it
  entities,  // "&amp;amp;": references decoded once more
  mojibake,  // UTF-8 that was written as Latin-1: "MÃ¼ller"
  masked,    // runs of "*" that stand for words which the platform hides
};
std::string_view name(Clean clean);  // "html", "entities", "mojibake", "masked"
std::optional<Clean> clean_named(std::string_view name);

struct Cleaning {
  std::vector<Clean> steps;               // in this order
  std::shared_ptr<const re2::RE2> match;  // the value is what its first group holds; a value without is none

  bool none() const { return steps.empty() && match == nullptr; }
};

/// The expression of `match`. err: usage, when it is none or has no group
base::Result<std::shared_ptr<const re2::RE2>> compile_match(std::string_view expression);

/// What is left of the value; empty when nothing is.
page::Text cleaned(const page::Text& value, const Cleaning& cleaning);

/// True when the platform hides some of it behind stars.
bool is_masked(std::string_view words);

}  // namespace gh::scrape
