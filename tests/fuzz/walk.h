// Touches everything of a page that its readers may touch, so that a page that only seems to hold together is
// found out by a crash, a sanitizer or an exception.
#pragma once

#include <cstddef>
#include <cstdint>

#include "page/page.h"
#include "page/select/selector.h"

namespace gh::tests {

/// A sum over what was seen; means nothing, but keeps the walk from being left out.
inline std::size_t walk(const page::Page& page) {
  std::size_t sum = page.source.size();
  const auto see = [&](std::string_view words) {
    for (const char c : words.substr(0, 64)) sum += static_cast<unsigned char>(c);
    if (!words.empty()) sum += static_cast<unsigned char>(words.back());
  };
  constexpr std::uint32_t looked_at_closely = 32;  // of each array
  static const auto selector = *page::Selector::compile("div > p ~ b, [title] + i:nth-child(2), main .row");
  const auto matches = selector.find(page);
  sum += matches.size();
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    const page::Node& node = page.nodes[i];
    see(page.tag_name(node));
    see(page.slice(node.characters));
    see(page.bytes(node.source));
    see(page.value(node, "class"));
    see(page.tag_name(page.nodes[node.parent]));
    see(page.tag_name(page.nodes[node.previous]));
    sum += static_cast<std::size_t>(node.landmark) + node.hidden + page.within(i, node.parent);
    if (i < looked_at_closely) see(page.text_of(i).words());
    for (std::uint32_t j = 0; j < node.attribute_count; ++j) {
      const page::Attribute& attribute = page.attributes[node.first_attribute + j];
      see(page.slice(attribute.name));
      see(page.slice(attribute.value));
      see(page.bytes(attribute.source));
      if (j < looked_at_closely && i < looked_at_closely) see(page.value_text(attribute).words());
    }
  }
  const auto see_words = [&](page::Span words) {
    const page::Text part = page.text.part(words.begin, words.end);
    const page::Span source = page.text.source(words.begin, words.end);
    see(part.words());
    if (source.begin <= source.end) see(page.bytes(source));
  };
  for (const page::Block& block : page.blocks) {
    see(page.words(block));
    see_words(block.words);
    if (!page.nodes.empty()) see(page.tag_name(page.nodes[block.node]));
  }
  for (const page::Item& item : page.items) {
    see(page::name(item.syntax));
    see(page.slice(item.name));
    see(page.slice(item.type));
    see(page.bytes(item.source));
    if (item.parent != page::nowhere) see(page.slice(page.items[item.parent].type));
  }
  for (const page::Fact& fact : page.facts) {
    see(page::name(fact.syntax));
    see(page.slice(fact.name));
    see(page.words(fact));
    see_words(fact.words);
    if (fact.item != page::nowhere) see(page.slice(page.items[fact.item].type));
    if (!page.nodes.empty()) see(page.tag_name(page.nodes[fact.node]));
  }
  for (const page::Problem& problem : page.problems) {
    see(page.slice(problem.what));
    see(page.bytes(problem.source));
  }
  return sum;
}

}  // namespace gh::tests
