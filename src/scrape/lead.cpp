#include "scrape/lead.h"

#include <algorithm>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Tag;

constexpr std::size_t longest_lead = 40;  // bytes
constexpr std::uint32_t most_nodes = 12;  // before the first words of a block

bool sets_off(const page::Page& page, std::uint32_t node) {
  const Tag tag = page.nodes[node].tag;
  return tag == Tag::b || tag == Tag::strong ||
         (tag == Tag::other && page.tag_name(page.nodes[node]) == "cite");
}

}  // namespace

std::uint32_t first_text(const page::Page& page, std::uint32_t node) {
  const std::uint32_t end = std::min(page.nodes[node].end, node + 1 + most_nodes);
  for (std::uint32_t at = node + 1; at < end; ++at) {
    if (page.nodes[at].tag == Tag::text && !base::trim(page.slice(page.nodes[at].characters)).empty())
      return at;
  }
  return 0;
}

std::string lead_of(const page::Page& page, const page::Block& block) {
  if (page.nodes.empty()) return {};
  const std::uint32_t text = first_text(page, block.node);
  std::uint32_t lead = 0;
  for (std::uint32_t node = text; node != block.node && node != 0; node = page.nodes[node].parent) {
    if (sets_off(page, node)) lead = node;
  }
  if (lead == 0) return {};
  std::string words;
  for (std::uint32_t at = lead + 1; at < page.nodes[lead].end; ++at) {
    if (page.nodes[at].tag != Tag::text) continue;
    words += page.slice(page.nodes[at].characters);
    if (words.size() > 2 * longest_lead) return {};
  }
  words = base::collapse_blanks(words);
  const std::string_view all = base::trim(page.words(block));
  // A block may begin behind a line break in its element.
  if (words.size() > longest_lead || all.size() <= words.size() || !all.starts_with(words)) return {};
  // "<b>Alfie</b> is five today" goes on with its sentence; <cite> is there to name who speaks.
  const std::string_view behind = base::trim(all.substr(words.size()));
  const bool goes_on = !behind.empty() && behind[0] >= 'a' && behind[0] <= 'z';
  return goes_on && page.nodes[lead].tag != Tag::other ? "" : words;
}

}  // namespace gh::scrape
