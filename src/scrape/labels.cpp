#include "scrape/labels.h"

#include <algorithm>

#include "base/text.h"

namespace gh::scrape {

Labels::Labels(const page::Page& page) : page_(page) {
  for (std::uint32_t i = 0; i < page_.facts.size(); ++i) {
    const page::Fact& fact = page_.facts[i];
    if (fact.syntax != page::Syntax::labels) continue;
    values_.push_back({page_.text.source(fact.words.begin, fact.words.end), i});
    if (!page_.nodes.empty() && page_.nodes[fact.node].tag == page::Tag::input) inputs_[fact.node] = i;
  }
  std::stable_sort(values_.begin(), values_.end(), [](const Value& a, const Value& b) {
    return a.source.begin != b.source.begin ? a.source.begin < b.source.begin : a.source.end > b.source.end;
  });
  // A cell names its blocks, and not a line in it the words behind that line.
  std::uint32_t reached = 0;
  std::erase_if(values_, [&](const Value& value) {
    const bool inside = value.source.end <= reached;
    reached = std::max(reached, value.source.end);
    return inside;
  });
}

Label Labels::around(page::Span source) const {
  const auto past = std::partition_point(
      values_.begin(), values_.end(), [&](const Value& value) { return value.source.begin <= source.begin; });
  if (past == values_.begin() || (past - 1)->source.end < source.end) return {};
  const page::Fact& fact = page_.facts[(past - 1)->fact];
  return {std::string(page_.slice(fact.name)), entity_of(fact)};
}

std::string_view Labels::of_input(std::uint32_t node) const {
  const auto found = inputs_.find(node);
  return found == inputs_.end() ? std::string_view() : page_.slice(page_.facts[found->second].name);
}

namespace {

constexpr std::size_t widest_row = 24;  // cells to each side that are asked for a name

bool has_letters(std::string_view words) {
  return std::any_of(words.begin(), words.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

// The column that says of whom the rows speak: "Name", "Full name", "Player name".
bool names_rows(std::string_view heading) {
  const std::string words = base::lower_ascii(heading);
  return words == "name" || words.ends_with(" name") || words.starts_with("name ");
}

}  // namespace

// The facts of a row stand together, its first cell's first. The cell below "Name" tells, else the first one
// that is no number.
std::string Labels::entity_of(const page::Fact& fact) const {
  if (fact.item == page::nowhere) return {};
  const auto here = static_cast<std::size_t>(&fact - page_.facts.data());
  std::size_t first = here;
  while (first > 0 && here - first < widest_row && page_.facts[first - 1].item == fact.item) --first;
  std::size_t chosen = page_.facts.size();
  for (std::size_t at = first; at < page_.facts.size() && at - first < 2 * widest_row; ++at) {
    const page::Fact& cell = page_.facts[at];
    if (cell.item != fact.item) break;
    if (names_rows(page_.slice(cell.name))) {
      chosen = at;
      break;
    }
    if (chosen == page_.facts.size() && at < here && has_letters(page_.words(cell))) chosen = at;
  }
  if (chosen == page_.facts.size() && first < here) chosen = first;
  return chosen == here || chosen == page_.facts.size() ? "" : std::string(page_.words(page_.facts[chosen]));
}

std::string plain_label(std::string_view words) {
  std::string folded = base::fold(base::trim(words));
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '?' || folded.back() == ' '))
    folded.pop_back();
  return folded;
}

}  // namespace gh::scrape
