// A page parsed whole and parsed with what it need not see left out: the same page, or the blanking is wrong.
#pragma once

#include <string>
#include <string_view>

#include "page/html/blanking.h"
#include "page/html/parse.h"
#include "page/html/prescan.h"
#include "page/page.h"

namespace gh::tests {

inline page::Page parsed(std::string_view html, std::vector<page::Cut> cuts, const page::Limits& limits) {
  page::Page page;
  page.source = html;
  if (!page::parse_html(page, std::move(cuts), limits)) page.nodes.clear();
  return page;
}

inline std::string described(const page::Page& page, std::size_t index) {
  const page::Node& node = page.nodes[index];
  std::string words = "node " + std::to_string(index) + ": ";
  words += node.tag == page::Tag::text ? "\"" + std::string(page.slice(node.characters)) + "\""
                                       : "<" + std::string(page.tag_name(node)) + ">";
  words += " in " + std::to_string(node.parent) + " to " + std::to_string(node.end) + " at " +
           std::to_string(node.source.begin) + "-" + std::to_string(node.source.end);
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const page::Attribute& attribute = page.attributes[node.first_attribute + i];
    words += " " + std::string(page.slice(attribute.name)) + "=\"" +
             std::string(page.slice(attribute.value)) + "\"@" + std::to_string(attribute.source.begin) + "-" +
             std::to_string(attribute.source.end);
  }
  return words;
}

/// Empty when both parses of the page agree in every node, attribute, word and offset; else the first
/// difference.
inline std::string blanking_changes(std::string_view html, const page::Limits& limits = {}) {
  page::Prescan seen = page::prescan(html, limits);
  if (seen.refused || seen.cuts.empty()) return {};
  const page::Page blanked = parsed(html, std::move(seen.cuts), limits), whole = parsed(html, {}, limits);
  for (std::size_t i = 0; i < std::min(blanked.nodes.size(), whole.nodes.size()); ++i) {
    const std::string ours = described(blanked, i), theirs = described(whole, i);
    if (ours != theirs) return "blanked: " + ours + "\nwhole:   " + theirs;
  }
  if (blanked.nodes.size() == whole.nodes.size()) return {};
  return "nodes: " + std::to_string(blanked.nodes.size()) + " blanked, " +
         std::to_string(whole.nodes.size()) + " whole";
}

}  // namespace gh::tests
