// What a rule has done to a value before it counts: every word stays traced to where it stood.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "page/text.h"
#include "scrape/expression.h"

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
  std::vector<Clean> steps;  // in this order
  Expression match;          // the value is what its first group holds; a value without is none

  bool none() const { return steps.empty() && !match; }
};

/// What is left of the value; empty when nothing is.
page::Text cleaned(const page::Text& value, const Cleaning& cleaning);

/// True when the platform hides some of it behind stars.
bool is_masked(std::string_view words);

}  // namespace gh::scrape
