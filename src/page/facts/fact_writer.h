// How readers write down what a page states: within bounds, each value traced to its bytes.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Adds items, facts and problems of one syntax to a page. Stays within the bounds below; what goes past them
/// is left out and told by full(), so that the page counts as cut.
class FactWriter {
 public:
  static constexpr std::size_t most_facts = 100'000;                // of a page, items included
  static constexpr std::size_t most_words = std::size_t{16} << 20;  // bytes of Page::text
  static constexpr std::size_t longest_name = 200;  // bytes; of names and types, more is left out

  FactWriter(Page& page, Syntax syntax) : page_(page), syntax_(syntax) {}

  /// A new item held by `parent` (nowhere for none) under the property `name`. Gives its index, or `nowhere`
  /// when the bounds are reached.
  std::uint32_t item(std::uint32_t parent, std::string_view name, std::string_view type, Span source,
                     bool hidden);

  /// States a value; one without words but blanks is left out.
  void fact(std::uint32_t item, std::string_view name, const Text& value, std::uint32_t node, bool hidden);

  /// The same for words that stand in the source just so, at source_begin.
  void fact(std::uint32_t item, std::string_view name, std::string_view words, std::uint32_t source_begin,
            std::uint32_t node, bool hidden);

  /// The same for words [begin, end) of a longer text.
  void fact_part(std::uint32_t item, std::string_view name, const Text& text, std::size_t begin,
                 std::size_t end, std::uint32_t node, bool hidden);

  void problem(Span source, std::string_view what);

  /// This writer met the bounds. (That the page counts as cut may have other reasons, and stops nobody else.)
  bool full() const { return full_; }

 private:
  bool room(std::size_t words);
  void add(std::uint32_t item, std::string_view name, std::uint32_t begin, std::uint32_t node, bool hidden);
  Span kept(std::string_view name);

  Page& page_;
  Syntax syntax_;
  bool full_ = false;
  Span last_name_;  // names come in runs: "itemListElement", "itemListElement", ...
};

}  // namespace gh::page
