// What a page states in one syntax, as lines of text that a table of cases can hold, and whether each
// statement is truly traced to its bytes. Needs no test library: fuzz targets use it too.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gh::tests {

/// What is wrong with the facts, items and problems of a page (a span that leaves the source, a verbatim
/// piece that is not the source's bytes, an item before its parent), or "" when nothing is.
inline std::string fact_fault(const page::Page& page) {
  const auto inside = [](page::Span span, std::size_t size) {
    return span.begin <= span.end && span.end <= size;
  };
  const std::size_t kept = page.source.size() + page.characters.size();
  const auto name_holds = [&](page::Span span) {
    return inside(span, kept) && (span.begin >= page.source.size() || span.end <= page.source.size());
  };
  for (std::size_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    if (item.parent != page::nowhere && item.parent >= i) return "an item stands before its parent";
    if (item.refers_to != page::nowhere && item.refers_to >= page.items.size())
      return "a reference to nothing";
    if (item.refers_to != page::nowhere && page.items[item.refers_to].refers_to != page::nowhere)
      return "a reference to a reference";
    if (!name_holds(item.name) || !name_holds(item.type)) return "an item's name is not kept";
    if (!inside(item.source, page.source.size())) return "an item's span leaves the source";
  }
  for (const page::Fact& fact : page.facts) {
    if (fact.item != page::nowhere && fact.item >= page.items.size()) return "a fact of no item";
    if (fact.node != 0 && fact.node >= page.nodes.size()) return "a fact of no element";
    if (!name_holds(fact.name)) return "a fact's name is not kept";
    if (!inside(fact.words, page.text.words().size()) || fact.words.begin == fact.words.end)
      return "a fact without words";
    const page::Text text = page.text_of(fact);
    if (text.pieces().empty()) return "a fact that no bytes stand for: " + text.words();
    for (const page::Text::Piece& piece : text.pieces()) {
      const page::Span span{piece.source_begin, piece.source_begin + piece.source_length};
      if (!inside(span, page.source.size())) return "a piece leaves the source: " + text.words();
      if (piece.verbatim &&
          page.bytes(span) != std::string_view(text.words()).substr(piece.begin, piece.length))
        return "not the source's bytes: " + text.words();
    }
  }
  for (const page::Problem& problem : page.problems) {
    if (!name_holds(problem.what) || !inside(problem.source, page.source.size()))
      return "a problem's span leaves the source";
  }
  return "";
}

/// The paths of all items: types between ".name:", "Person", "Person.worksFor:Organization". An item whose
/// path another one before it has is told apart by a number: "Person#2".
inline std::vector<std::string> item_paths(const page::Page& page) {
  std::vector<std::string> paths;
  std::map<std::string, int> seen;
  for (const page::Item& item : page.items) {
    std::string path = item.parent == page::nowhere ? "" : paths[item.parent] + ".";
    if (item.name.begin != item.name.end) path += std::string(page.slice(item.name)) + ":";
    path += page.slice(item.type);
    const int number = ++seen[std::string(page::name(item.syntax)) + " " + path];
    paths.push_back(number == 1 ? path : path + "#" + std::to_string(number));
  }
  return paths;
}

/// One line a fact of the syntax, in order: "Person.birthDate=1985-07-04", its value in parentheses when
/// hidden; then one an item that only refers to another ("WebPage.author:Person -> Person") or states
/// nothing; then one a problem
/// ("! words"). A fault in the tracing comes first ("FAULT ...").
inline std::string fact_dump(const page::Page& page, page::Syntax syntax, std::string_view between = " | ") {
  std::string all;
  const auto add = [&](const std::string& line) { all += (all.empty() ? "" : std::string(between)) + line; };
  if (const std::string fault = fact_fault(page); !fault.empty()) add("FAULT " + fault);
  const std::vector<std::string> paths = item_paths(page);
  std::vector<bool> says_something(page.items.size(), false);
  for (const page::Item& item : page.items) {
    if (item.parent != page::nowhere) says_something[item.parent] = true;
  }
  for (const page::Fact& fact : page.facts) {
    if (fact.item != page::nowhere) says_something[fact.item] = true;
    if (fact.syntax != syntax) continue;
    const std::string words(page.words(fact));
    add((fact.item == page::nowhere ? "" : paths[fact.item] + ".") + std::string(page.slice(fact.name)) +
        "=" + (fact.hidden ? "(" + words + ")" : words));
  }
  for (std::size_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    if (item.syntax != syntax) continue;
    if (item.refers_to != page::nowhere) {
      add(paths[i] + " -> " + paths[item.refers_to]);
    } else if (!says_something[i]) {
      add(paths[i]);
    }
  }
  for (const page::Problem& problem : page.problems) {
    if (problem.syntax == syntax) add("! " + std::string(page.slice(problem.what)));
  }
  return all;
}

}  // namespace gh::tests
