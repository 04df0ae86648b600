// Names of accounts in a text or an address: "@robin_a", "my insta: robin1985", robin.ashdown85@…; and
// whether one is the person's own. What a handle gives away is for others to tell.
#pragma once

#include <functional>

#include "detect/material.h"

namespace gh::detect {

/// A handle that stands in the folded bytes [begin, end) of a passage, without its "@".
struct HandleMention {
  const FoldedPassage& in;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool marked = false;  // an "@" stands beside it

  std::string_view folded() const { return std::string_view(in.folded.text).substr(begin, end - begin); }

  /// As on the page, with its capitals.
  std::string_view written() const;
};

/// Where four digits of a year begin at or behind `from`, with no more digits beside them; npos for none.
std::size_t year_in(std::string_view text, std::size_t from);

/// Calls `use` with each word of a passage that is one: behind an "@", before the "@" of an address, with an
/// underscore or a year in it, or the whole of a field that a definition calls a handle.
void each_handle(const FoldedPassage& in, const std::function<void(const HandleMention&)>& use);

/// True when the handle is made of a word of the person's name: "MrAshdown_Maths".
bool bears_own_name(const Material& material, const HandleMention& handle);

/// True for a username of the person's, a marked handle that bears their name, one that words call theirs
/// ("follow me", "my insta": `handle_cues` of data/lexicon/people.toml), and the only account of a page where
/// nothing says that it is another's.
bool is_own_handle(const Material& material, const HandleMention& handle);

}  // namespace gh::detect
