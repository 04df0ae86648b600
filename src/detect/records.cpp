#include "detect/records.h"

#include <algorithm>

#include "base/text.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

constexpr std::size_t longest_value = 70, longest_label = 40;  // folded bytes
constexpr std::size_t reach = 12;                              // passages, on both sides of such a label

bool is_row(const FoldedPassage& in) {
  const scrape::Passage& passage = *in.passage;
  return passage.heading == 0 && !passage.post && in.folded.text.size() <= longest_value &&
         (passage.syntax == "label"sv || passage.syntax == "text"sv || passage.syntax == "selector"sv);
}

bool is_label(const std::set<std::string, std::less<>>& labels, std::string_view words) {
  while (!words.empty() && (words.back() == ':' || words.back() == ' ' || words.back() == '?'))
    words.remove_suffix(1);
  return labels.contains(words);
}

// "Mileage 42,000", "Breed Whippet": a value of a number or a name follows.
bool begins_with_label(const std::set<std::string, std::less<>>& labels, const FoldedPassage& in) {
  const std::string_view text = in.folded.text;
  const std::string_view first = text.substr(0, text.find(' '));
  const auto found = labels.lower_bound(first);
  if (first.empty() || found == labels.end() || !found->starts_with(first)) return false;
  for (std::size_t end = first.size(); end < text.size() && end <= longest_label;
       end = std::min(text.find(' ', end + 1), text.size())) {
    if (!is_label(labels, text.substr(0, end)) || end + 1 >= text.size()) continue;
    std::size_t behind = end + 1;
    if (text.substr(behind).starts_with("the ")) behind += 4;
    if (behind >= text.size()) return false;
    const char next = in.passage->text.words()[in.folded.origin[behind]];
    const bool money = static_cast<unsigned char>(next) == 0xC2 || next == '$';  // "£"
    if (money || (next >= '0' && next <= '9') || (next >= 'A' && next <= 'Z')) return true;
  }
  return false;
}

bool names_thing(const std::set<std::string, std::less<>>& labels, const FoldedPassage& in) {
  const std::string& label = in.passage->label;
  if (!label.empty()) return label.size() <= longest_label && is_label(labels, base::fold(label));
  const std::string_view text = in.folded.text;
  const std::size_t colon = text.substr(0, longest_label).find(':');
  if (colon != std::string_view::npos) return is_label(labels, text.substr(0, colon));
  return begins_with_label(labels, in);
}

}  // namespace

void find_records(Material& material) {
  std::vector<FoldedPassage>& all = material.passages;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_row(all[i])) continue;
    const bool animal = names_thing(material.people.animal_labels, all[i]);
    if (!animal && !names_thing(material.people.thing_labels, all[i])) continue;
    for (std::size_t back = 0; back <= reach && back <= i && is_row(all[i - back]); ++back)
      all[i - back].of_thing = true;
    for (std::size_t next = i + 1; next <= i + reach && next < all.size() && is_row(all[next]); ++next)
      all[next].of_thing = true;
    if (all[i].heading < 0) continue;
    // And what is told below the record, under the same heading.
    for (std::size_t next = i; next <= i + reach && next < all.size() && all[next].heading == all[i].heading;
         ++next) {
      all[next].of_thing = true;
      all[next].of_animal = all[next].of_animal || animal;
    }
  }
}

}  // namespace gh::detect
