#include <algorithm>
#include <optional>

#include "detect/family_reading.h"

namespace gh::detect {
namespace {

using re2::StringPiece;

constexpr std::size_t shortest_roll = 5;  // names in a row that make a class list

// The names of a class in one passage: a cue, then nothing but names.
std::optional<Part> roll_in(const Spoken& spoken, const RE2& cue, const NameTest& names,
                            const lexicon::DateWords& words) {
  StringPiece groups[1];
  const StringPiece text = piece(spoken.text);
  std::size_t at = 0;
  while (at < text.size() && cue.Match(text, at, text.size(), RE2::UNANCHORED, groups, 1)) {
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    at = begin + std::max<std::size_t>(groups[0].size(), 1);
    const PeopleList list = read_people(spoken.text, at, names, words);
    const auto known = std::count_if(list.people.begin(), list.people.end(),
                                     [](const Listed& one) { return !one.name.empty(); });
    if (static_cast<std::size_t>(known) >= shortest_roll)
      return Part{list.people.front().name.begin, list.end};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Finding> Family::find_confidential(const Material& material) const {
  std::vector<Finding> found;
  const PhraseFile& file = rules_->confidential;
  Reading(material, rules_->given_names, file, 0).each_passage([&](const Spoken& spoken) {
    each_own_match(file, material, spoken, [&](const PhraseMatch& match) {
      for (const auto& [name, index] : match.phrase.pattern->NamedCapturingGroups()) {
        const StringPiece& group = match.groups[static_cast<std::size_t>(index)];
        if (group.data() == nullptr || group.empty()) continue;
        const Names names(rules_->given_names, file.stop, true);
        if (name.starts_with("given") && !names.is_known(view(group))) return std::size_t{0};
        if (name.starts_with("initials") && file.stop.contains(base::lower_ascii(view(group))))
          return std::size_t{0};
      }
      add(found, material, spoken, {match.begin(), match.end()}, match.phrase);
      return std::size_t{0};
    });
    if (!material.may_match(spoken.in, file.lists[class_list])) return;
    const Names names(rules_->given_names, file.stop, true);
    const auto roll = roll_in(spoken, *file.lists[class_list], names, rules_->words);
    if (roll && !is_others(material, spoken.in)) {
      if (auto one = spoken.finding(roll->begin, roll->end, Kind::confidential, "confidential.class-list",
                                    "CAP-B2")) {
        one->value = "class list";
        material.keep(found, std::move(*one));
      }
    }
  });
  // Addresses of inside pages.
  Prefilter::Scan scan(rules_->of_addresses);
  std::vector<Prefilter::Window> windows;
  for (const FoldedPassage& in : material.passages) {
    if (!in.is_address || in.passage->about == scrape::About::other) continue;
    windows.clear();
    scan.read(in.folded.text);
    scan.finish(windows);
    if (rules_->inside && windows.empty()) continue;
    StringPiece whole;
    const StringPiece text = piece(in.folded.text);
    if (!file.lists[inside_address]->Match(text, 0, std::min<std::size_t>(text.size(), 400), RE2::UNANCHORED,
                                           &whole, 1))
      continue;
    Finding one = finding_at(in, 0, in.folded.text.size(), Kind::confidential, "",
                             "confidential.inside-address", "CAP-B1");
    one.value = one.evidence.text;
    material.keep(found, std::move(one));
  }
  return found;
}

}  // namespace gh::detect
