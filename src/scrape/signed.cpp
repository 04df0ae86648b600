#include "scrape/signed.h"

#include <algorithm>
#include <optional>
#include <re2/re2.h>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Tag;

constexpr std::size_t fewest = 2;              // signed elements of a thread
constexpr std::size_t longest_signature = 90;  // bytes
constexpr std::size_t most_blocks = 12;        // of one answer

// The name in a line that signs what stands above it; empty for any other line.
std::string_view signature_in(std::string_view words, const std::vector<const Definition*>& definitions) {
  if (words.size() > longest_signature) return {};
  for (const Definition* definition : definitions) {
    for (const auto& pattern : definition->signatures) {
      const int group = pattern->NamedCapturingGroups().at("who");
      std::vector<re2::StringPiece> groups(static_cast<std::size_t>(group) + 1);
      if (!pattern->Match(re2::StringPiece(words.data(), words.size()), 0, words.size(), re2::RE2::UNANCHORED,
                          groups.data(), group + 1))
        continue;
      const re2::StringPiece& who = groups[static_cast<std::size_t>(group)];
      return base::trim(std::string_view(who.data(), who.size()));
    }
  }
  return {};
}

// The element that holds the line and the block before it; nothing where that is no near one.
std::optional<std::uint32_t> element_of(const page::Page& page, std::size_t index) {
  std::uint32_t element = page.blocks[index].node;
  const std::uint32_t before = page.blocks[index - 1].node;
  if (!page.within(before, element)) element = page.nodes[element].parent;
  const Tag tag = page.nodes[element].tag;
  const bool whole_page = tag == Tag::body || tag == Tag::main || tag == Tag::html || tag == Tag::document;
  return whole_page || !page.within(before, element) ? std::nullopt : std::optional(element);
}

}  // namespace

std::vector<std::string_view> find_signed(const page::Page& page,
                                          const std::vector<const Definition*>& definitions) {
  struct Signature {
    std::size_t block;
    std::uint32_t element;
    std::string_view who;
  };
  std::vector<Signature> found;
  if (page.nodes.empty()) return {};
  for (std::size_t i = 1; i < page.blocks.size(); ++i) {
    const std::string_view who = signature_in(page.words(page.blocks[i]), definitions);
    if (who.empty()) continue;
    if (const auto element = element_of(page, i)) found.push_back({i, *element, who});
  }
  // A list of answers that are not parted signs above or below, and nobody can tell which.
  const bool parted = std::adjacent_find(found.begin(), found.end(), [](const auto& a, const auto& b) {
                        return a.element == b.element;
                      }) == found.end();
  if (found.size() < fewest || !parted) return {};
  std::vector<std::string_view> writers(page.blocks.size());
  for (const Signature& signature : found) {
    for (std::size_t back = 1; back <= most_blocks && back <= signature.block; ++back) {
      const std::size_t block = signature.block - back;
      if (!page.within(page.blocks[block].node, signature.element) || !writers[block].empty()) break;
      writers[block] = signature.who;
    }
  }
  return writers;
}

}  // namespace gh::scrape
