#include "scrape/labels.h"

#include <algorithm>

#include "base/text.h"

namespace gh::scrape {
namespace {

bool among(const std::string& word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "1.", "#12": a rank or the number on a shirt.
bool is_count(std::string_view words) {
  return words.size() <= 4 &&
         std::none_of(words.begin(), words.end(), [](char c) { return c >= 'A' || c == '/' || c == ' '; });
}

// Numbers and addresses name nobody: a row may tell of the page's own person.
bool says_name(std::string_view words) {
  if (words.find('@') != std::string_view::npos) return false;
  return std::any_of(words.begin(), words.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

Labels::Labels(const page::Page& page, const std::vector<const Definition*>& definitions)
    : page_(page), definitions_(definitions) {
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
  Label label{head_of(fact), ""};
  if (fact.item == page::nowhere) return label;
  const Row& row = row_of(fact);
  const bool is_name = std::find(row.cells.begin(), row.cells.end(), (past - 1)->fact) != row.cells.end();
  if (!is_name) label.entity = row.name;
  return label;
}

std::string_view Labels::of_line(const page::Text& line, page::Span& value) const {
  const page::Span source = line.source();
  const auto found = std::partition_point(values_.begin(), values_.end(),
                                          [&](const Value& one) { return one.source.begin <= source.begin; });
  if (found == values_.end() || found->source.end != source.end) return {};
  const page::Fact& fact = page_.facts[found->fact];
  const std::string_view words = line.words(), label = page_.slice(fact.name), told = page_.words(fact);
  if (!words.starts_with(label) || !words.ends_with(told) || label.size() + told.size() >= words.size())
    return {};
  const auto begin = static_cast<std::uint32_t>(words.size() - told.size());
  // Nothing but a colon, a row of dots, an arrow and blanks stands between them.
  constexpr std::string_view between = ":. ->=\xE2\x86\x92\x87\x9E\x9C";  // with the bytes of → ⇒ ➜
  if (words.substr(label.size(), begin - label.size()).find_first_not_of(between) != std::string_view::npos)
    return {};
  value = {begin, static_cast<std::uint32_t>(words.size())};
  return label;
}

std::string_view Labels::of_input(std::uint32_t node) const {
  const auto found = inputs_.find(node);
  return found == inputs_.end() ? std::string_view() : page_.slice(page_.facts[found->second].name);
}

bool Labels::is_head(const std::string& head, std::vector<std::string> Definition::*heads) const {
  return std::any_of(definitions_.begin(), definitions_.end(),
                     [&](const Definition* definition) { return among(head, definition->*heads); });
}

// "Employer", "Born": what stands below is a value of somebody's, and names nobody.
bool Labels::is_value_head(const std::string& head) const {
  return std::any_of(definitions_.begin(), definitions_.end(), [&](const Definition* definition) {
    return std::any_of(definition->fields.begin(), definition->fields.end(), [&](const FieldRule& rule) {
      return rule.name != "display_name" && rule.name != "handle" && among(head, rule.labels);
    });
  });
}

// "Date of / birth", of two rows of heads, is read in one; of "Dates / Birth" the lower head says enough.
std::string Labels::head_of(const page::Fact& fact) const {
  static constexpr std::string_view between = " / ";
  std::string head(page_.slice(fact.name));
  const std::size_t parts = fact.item == page::nowhere ? std::string::npos : head.rfind(between);
  const auto is_known = [&](std::string_view words) {
    const std::string plain = plain_label(words);
    return is_value_head(plain) || is_head(plain, &Definition::row_names) ||
           is_head(plain, &Definition::row_name_parts);
  };
  if (parts == std::string::npos || is_known(head)) return head;
  std::string whole = head.substr(0, parts) + " " + head.substr(parts + between.size());
  if (is_known(whole)) return whole;
  const std::string lower = head.substr(parts + between.size());
  return is_known(lower) ? lower : whole;
}

// A column of surnames, which may stand before that of first names.
bool Labels::is_family_name(const page::Fact& fact) const {
  std::string head = plain_label(head_of(fact));
  std::replace(head.begin(), head.end(), ' ', '_');
  return std::any_of(definitions_.begin(), definitions_.end(),
                     [&](const Definition* definition) { return among(head, definition->names.family); });
}

const Labels::Row& Labels::row_of(const page::Fact& fact) const {
  if (last_row_ != fact.item) row_ = read_row(fact);
  last_row_ = fact.item;
  return row_;
}

// The facts of a row stand together. Its name stands under the head that is known for it, else in several
// cells (first name, surname), else under no head where it says what the others are ("Date of birth" between
// two people's), else in the first cell, but for one that only counts.
Labels::Row Labels::read_row(const page::Fact& fact) const {
  const page::Fact* first = &fact;
  while (first != page_.facts.data() && (first - 1)->item == fact.item) --first;
  const auto begin = static_cast<std::uint32_t>(first - page_.facts.data());
  std::uint32_t end = begin;
  std::vector<std::uint32_t> whole, parts, between;
  for (; end < page_.facts.size() && page_.facts[end].item == fact.item; ++end) {
    const std::string head = plain_label(head_of(page_.facts[end]));
    if (is_head(head, &Definition::row_names)) whole.push_back(end);
    if (is_head(head, &Definition::row_name_parts)) parts.push_back(end);
    if (head.empty() && is_value_head(plain_label(page_.words(page_.facts[end])))) between.push_back(end);
  }
  if (!whole.empty()) parts = {whole.front()};
  if (parts.empty() && !between.empty()) parts = {between.front()};
  if (parts.empty() && end - begin > 1) {
    const std::uint32_t at = is_count(page_.words(*first)) ? begin + 1 : begin;
    const std::string head = plain_label(head_of(page_.facts[at]));
    const bool names = !is_value_head(head) && !is_head(head, &Definition::trait_heads);
    if (names && says_name(page_.words(page_.facts[at]))) parts = {at};
  }
  std::stable_sort(parts.begin(), parts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return !is_family_name(page_.facts[a]) && is_family_name(page_.facts[b]);
  });
  Row row{"", parts};
  for (const std::uint32_t cell : parts) {
    row.name += (row.name.empty() ? "" : " ") + std::string(page_.words(page_.facts[cell]));
  }
  return row;
}

std::string plain_label(std::string_view words) {
  std::string folded = base::fold(base::trim(words));
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '?' || folded.back() == ' '))
    folded.pop_back();
  return folded;
}

}  // namespace gh::scrape
