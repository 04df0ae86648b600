#include "scrape/reposts.h"

#include <algorithm>
#include <re2/re2.h>
#include <string_view>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Tag;

constexpr std::size_t longest_line = 90;  // bytes
constexpr std::size_t most_blocks = 14;   // of one post
constexpr int most_steps = 4;             // from the line's element to that of the post

bool is_repost_line(std::string_view words, const std::vector<const Definition*>& definitions) {
  if (words.size() > longest_line) return false;
  const std::string small = base::lower_ascii(words);
  const auto holds = [&](const std::string& stem) { return small.find(stem) != std::string::npos; };
  return std::any_of(definitions.begin(), definitions.end(), [&](const Definition* definition) {
    const auto& stems = definition->repost_stems;
    if (!stems.empty() && std::none_of(stems.begin(), stems.end(), holds)) return false;
    return std::any_of(definition->reposts.begin(), definition->reposts.end(), [&](const auto& pattern) {
      return RE2::PartialMatch({words.data(), words.size()}, *pattern);
    });
  });
}

// The first block behind the smallest element that holds the line and more; the line's own number plus one
// where no element does.
std::size_t end_of_post(const page::Page& page, std::size_t line) {
  std::uint32_t node = page.blocks[line].node;
  for (int steps = 0; steps < most_steps; ++steps, node = page.nodes[node].parent) {
    const Tag tag = page.nodes[node].tag;
    if (node == 0 || tag == Tag::body || tag == Tag::main || tag == Tag::html) break;
    std::size_t end = line + 1;
    while (end < page.blocks.size() && end - line <= most_blocks && page.within(page.blocks[end].node, node))
      ++end;
    if (end > line + 1) return end - line > most_blocks ? line + 1 : end;
  }
  return line + 1;
}

}  // namespace

std::vector<std::uint32_t> find_reposts(const page::Page& page,
                                        const std::vector<const Definition*>& definitions) {
  std::vector<std::uint32_t> passed_on;
  if (page.nodes.empty()) return passed_on;
  for (std::size_t i = 1; i < page.blocks.size(); ++i) {
    if (page.blocks[i].hidden || !is_repost_line(page.words(page.blocks[i]), definitions)) continue;
    passed_on.resize(page.blocks.size());
    const std::size_t end = end_of_post(page, i);
    for (std::size_t block = i + 1; block < end; ++block) passed_on[block] = static_cast<std::uint32_t>(i);
  }
  return passed_on;
}

}  // namespace gh::scrape
