#include "page/facts/document_writer.h"

#include <algorithm>

#include "base/text.h"

namespace gh::page {

void DocumentWriter::value(std::uint32_t item, std::string_view name, const Text& value, std::uint32_t node) {
  const std::string_view all = value.words();
  const std::string_view trimmed = base::trim(all);
  if (trimmed.empty() || name.empty()) return;  // JSON has nameless members, XML "a:"
  const auto begin = static_cast<std::size_t>(trimmed.data() - all.data());
  fact(item, name, value.part(begin, begin + trimmed.size()), node, !visible_);
}

void DocumentWriter::words(std::uint32_t item, std::string_view name, const Text& words, std::uint32_t node) {
  const std::size_t before = page_.facts.size();
  value(item, name, words, node);
  if (visible_ && page_.facts.size() > before) add_blocks(page_.facts.back().words);
}

void DocumentWriter::block(const Text& words) {
  if (base::trim(words.words()).empty()) return;
  if (page_.text.words().size() + words.words().size() > most_words) {
    page_.facts_cut = true;
    return;
  }
  if (!page_.text.empty()) page_.text.append_separator(" ");
  const auto begin = static_cast<std::uint32_t>(page_.text.words().size());
  page_.text.append(words);
  add_blocks({begin, static_cast<std::uint32_t>(page_.text.words().size())});
}

void DocumentWriter::add_blocks(Span words) {
  const std::string_view all = page_.text.words();
  for (std::size_t begin = words.begin; begin < words.end;) {
    const std::size_t end = std::min<std::size_t>(all.find("\n\n", begin), words.end);
    const std::string_view part = base::trim(all.substr(begin, end - begin));
    if (!part.empty()) {
      const auto start = static_cast<std::uint32_t>(part.data() - all.data());
      Block block;
      block.words = {start, start + static_cast<std::uint32_t>(part.size())};
      page_.blocks.push_back(block);
    }
    begin = end + 2;
  }
}

}  // namespace gh::page
