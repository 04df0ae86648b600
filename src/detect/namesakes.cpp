#include "detect/namesakes.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

constexpr std::size_t longest_value = 90, longest_cue = 120;  // folded bytes
constexpr std::size_t reach = 12;                             // labels of a record, on both sides of one
constexpr std::size_t most_bearers = 60;                      // passages of a list of namesakes

std::string plain(std::string_view label) {
  std::string folded = base::fold(label);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == ' ')) folded.pop_back();
  return folded;
}

bool is_of_death(const Material& material, std::string_view label) {
  return !label.empty() && label.size() <= 30 && material.people.life_labels.contains(plain(label));
}

// "Died | 3 January 1999", "Death: 3 January 1999", and not an empty cell in the row of one who lives.
bool tells_of_death(const Material& material, const FoldedPassage& in) {
  if (!in.has(lexicon::digit)) return false;
  if (!in.passage->label.empty()) return is_of_death(material, in.passage->label);
  const std::string& text = in.folded.text;
  const std::size_t colon = text.find(':');
  return colon != std::string::npos && text.size() <= longest_value && text.find('\n') == std::string::npos &&
         is_of_death(material, text.substr(0, colon));
}

// Lines of one record: "Born: 12 May 1951 / Died: 3 June 2019".
bool tells_of_life(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t longest_record = 400;
  const std::string_view text = in.folded.text;
  if (!in.has(lexicon::digit) || text.size() > longest_record || text.find('\n') == std::string_view::npos)
    return false;
  std::set<std::string_view> labels;
  bool dead = false;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (!labels.insert(line.substr(0, colon)).second) return false;  // several people
    const bool digit = line.find_first_of("0123456789", colon) != std::string_view::npos;
    dead = dead || (digit && is_of_death(material, line.substr(0, colon)));
  }
  return dead;
}

// The labelled values of the same record as `at`, in one direction: up to a heading, or a label that the
// record has already.
void spread(Material& material, std::size_t at, int step, std::set<std::string, std::less<>>& labels) {
  std::vector<FoldedPassage>& all = material.passages;
  std::size_t read = 0;
  for (std::size_t i = at + static_cast<std::size_t>(step); i < all.size() && read < 3 * reach;
       i += static_cast<std::size_t>(step), ++read) {
    const scrape::Passage& passage = *all[i].passage;
    if (passage.heading > 0 || all[i].heading != all[at].heading || all[i].folded.text.size() > longest_value)
      return;
    if (passage.label.empty() || passage.syntax == "attribute"sv) continue;
    if (!labels.insert(plain(passage.label)).second || passage.entity != all[at].passage->entity) return;
    all[i].of_namesake = true;
  }
}

bool holds_any(std::string_view text, const std::vector<std::string>& cues) {
  return std::any_of(cues.begin(), cues.end(),
                     [&](const std::string& cue) { return text.find(cue) != std::string_view::npos; });
}

// Names of the person's trust and schools, folded.
std::vector<std::string> employers(const base::Person& person) {
  std::vector<std::string> names;
  const auto add = [&](const base::Organisation& organisation) {
    if (!organisation.name.empty()) names.push_back(base::fold(organisation.name));
    for (const std::string& alias : organisation.aliases) {
      if (alias.size() > 3) names.push_back(base::fold(alias));
    }
  };
  add(person.employer.trust);
  for (const base::Organisation& school : person.employer.schools) add(school);
  return names;
}

void read_bearers(Material& material, std::size_t head) {
  const std::vector<std::string> own = employers(material.of.person);
  std::vector<FoldedPassage>& all = material.passages;
  for (std::size_t i = head + 1; i < std::min(all.size(), head + most_bearers); ++i) {
    if (all[i].passage->heading > 0) return;
    if (!holds_any(all[i].folded.text, own)) all[i].of_namesake = true;
  }
}

}  // namespace

void find_namesakes(Material& material) {
  std::vector<FoldedPassage>& all = material.passages;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& text = all[i].folded.text;
    if (tells_of_death(material, all[i])) {
      all[i].of_namesake = true;
      std::set<std::string, std::less<>> labels{plain(all[i].passage->label)};
      spread(material, i, -1, labels);
      spread(material, i, 1, labels);
    } else if (tells_of_life(material, all[i])) {
      all[i].of_namesake = true;
    } else if (text.size() <= longest_cue && text.ends_with(':') &&
               holds_any(text, material.people.namesake_headings)) {
      read_bearers(material, i);
    }
  }
}

}  // namespace gh::detect
