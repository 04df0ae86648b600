#include "detect/triggers.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"

namespace gh::detect {
namespace {

constexpr int last_group = 63;

std::uint32_t bit_of(std::uint32_t hash) { return hash >> 17; }

std::string without_apostrophes(std::string_view word) {
  std::string letters(word);
  std::erase(letters, '\'');
  return letters;
}

}  // namespace

void TriggerWords::add_word(std::string_view word, Triggers group) {
  const bool begins = word.ends_with('*');
  const std::string folded = base::fold(begins ? word.substr(0, word.size() - 1) : word);
  std::uint32_t hash = 0;
  if (begins) {
    const std::string letters = without_apostrophes(folded);
    assert(letters.size() >= 4);
    hash = lexicon::prefix_of(letters);
    beginnings_[hash].push_back({letters, group});
  } else {
    hash = lexicon::hash_of(folded);
    whole_[hash] |= group;
  }
  filter_[bit_of(hash) / 64] |= std::uint64_t{1} << (bit_of(hash) % 64);
}

Triggers TriggerWords::add(std::span<const std::string> words) {
  const Triggers group = Triggers{1} << next_group_;
  next_group_ = std::min(next_group_ + 1, last_group);
  for (const std::string& word : words) add_word(word, group);
  return group;
}

Triggers TriggerWords::add(std::initializer_list<std::string_view> words) {
  const std::vector<std::string> all(words.begin(), words.end());
  return add(std::span(all));
}

Triggers TriggerWords::look_up(std::string_view folded, const lexicon::Word& word) const {
  Triggers groups = 0;
  if (const auto found = whole_.find(word.hash); found != whole_.end()) groups |= found->second;
  const auto begins = beginnings_.find(word.prefix);
  if (begins == beginnings_.end()) return groups;
  const std::string letters = without_apostrophes(folded.substr(word.begin, word.end - word.begin));
  for (const Beginning& beginning : begins->second) {
    if (letters.starts_with(beginning.letters)) groups |= beginning.groups;
  }
  return groups;
}

Triggers TriggerWords::groups_in(std::string_view folded, std::span<const lexicon::Word> words) const {
  const auto may_be = [&](std::uint32_t hash) {
    return (filter_[bit_of(hash) / 64] >> (bit_of(hash) % 64) & 1) != 0;
  };
  Triggers groups = 0;
  for (const lexicon::Word& word : words) {
    if (may_be(word.hash) || may_be(word.prefix)) groups |= look_up(folded, word);
  }
  return groups;
}

}  // namespace gh::detect
