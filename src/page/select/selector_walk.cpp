#include "page/select/selector_walk.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>

#include "base/text.h"
#include "page/select/selector_words.h"

namespace gh::page {
namespace {

using Operator = AttributeTest::Operator;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool in_word(char c) { return static_cast<unsigned char>(c) > ' ' || !is_blank(c); }

// Calls `visit` for each word until it says true.
template <class Visit>
bool any_word(std::string_view list, Visit visit) {
  for (std::size_t at = 0; at < list.size();) {
    while (at < list.size() && is_blank(list[at])) ++at;
    const std::size_t begin = at;
    while (at < list.size() && in_word(list[at])) ++at;
    if (at > begin && visit(list.substr(begin, at - begin))) return true;
  }
  return false;
}

bool compare(std::string_view value, Operator how, std::string_view words) {
  switch (how) {
    case Operator::present:
      return true;
    case Operator::equals:
      return value == words;
    case Operator::word:
      return any_word(value, [&](std::string_view word) { return word == words; });
    case Operator::dash:
      return value.starts_with(words) && (value.size() == words.size() || value[words.size()] == '-');
    case Operator::prefix:
      return !words.empty() && value.starts_with(words);
    case Operator::suffix:
      return !words.empty() && value.ends_with(words);
    case Operator::contains:
      return !words.empty() && memmem(value.data(), value.size(), words.data(), words.size()) != nullptr;
  }
  return false;
}

bool divides(std::int64_t number, const Position& position) {
  const std::int64_t distance = number - position.offset;
  if (position.step == 0) return distance == 0;
  return distance % position.step == 0 && distance / position.step >= 0;
}

// What the elements behind the one that is looked at left, for a walk from the page's end: of those that
// share a parent which is not reached yet, by depth, the bits of the next one, of all of them, and of all of
// them with what is below.
class Later {
 public:
  using Word = std::uint64_t;

  Later(std::size_t bits, std::size_t deepest)
      : width_((bits + 63) / 64), words_((deepest + 2) * kept * width_, 0) {}

  std::size_t width() const { return width_; }

  void stand_at(std::size_t depth) {
    beside_ = words_.data() + depth * kept * width_;
    inside_ = beside_ + kept * width_;
  }

  bool reaches(char combinator, std::uint32_t bit) const {
    const Word* bits = combinator == '>'   ? inside_ + siblings * width_
                       : combinator == '+' ? beside_ + next * width_
                       : combinator == '~' ? beside_ + siblings * width_
                                           : inside_ + below * width_;
    return (bits[bit / 64] >> (bit % 64) & 1) != 0;
  }

  // Adds the element itself; what stands below it is done with.
  void leave(const std::vector<Word>& own) {
    for (std::size_t i = 0; i < width_; ++i) {
      beside_[next * width_ + i] = own[i];
      beside_[siblings * width_ + i] |= own[i];
      beside_[below * width_ + i] |= own[i] | inside_[below * width_ + i];
    }
    std::fill(inside_, inside_ + kept * width_, 0);
  }

 private:
  enum { next, siblings, below, kept };

  std::size_t width_;
  std::vector<Word> words_;
  Word* beside_ = nullptr;
  Word* inside_ = nullptr;
};

}  // namespace

bool is_one_word(std::string_view value) {
  return !value.empty() && std::none_of(value.begin(), value.end(), is_blank);
}

SelectorWalk::SelectorWalk(const SelectorSet& set, const Page& page)
    : set_(set),
      page_(page),
      width_((set.bits_ + 63) / 64),
      own_(width_),
      has_width_((set.has_count_ + 63) / 64) {}

std::vector<SelectorSet::Match> SelectorWalk::run() {
  if (page_.nodes.empty()) return {};
  if (set_.has_count_ != 0) look_back();
  ends_.push_back(page_.nodes[0].end);
  bits_.assign(parts * width_, 0);
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (page_.nodes[i].tag == Tag::text) continue;
    while (i >= ends_.back() && ends_.size() > 1) {
      ends_.pop_back();
      bits_.resize(bits_.size() - parts * width_);
    }
    enter(i);
  }
  return std::move(matches_);
}

void SelectorWalk::enter(std::uint32_t index) {
  const Node& node = page_.nodes[index];
  const std::size_t begin = matches_.size();
  std::fill(own_.begin(), own_.end(), 0);
  if (const auto& steps = set_.by_tag_[static_cast<std::size_t>(node.tag)]; !steps.empty())
    try_steps(steps, index);
  if (set_.asks_attributes_ && node.attribute_count != 0) try_attributes(index);
  try_steps(set_.anywhere_, index);
  if (matches_.size() - begin > 1) sort_last(begin);
  if (width_ == 0) return;
  const std::size_t depth = ends_.size() - 1;
  for (std::size_t i = 0; i < width_; ++i) {
    bits_of(depth, children)[i] |= own_[i];
    bits_of(depth, last_child)[i] = own_[i];
  }
  if (node.end == index + 1) return;
  ends_.push_back(node.end);
  bits_.resize(bits_.size() + parts * width_, 0);
  for (std::size_t i = 0; i < width_; ++i) {
    bits_of(depth + 1, self)[i] = own_[i];
    bits_of(depth + 1, around)[i] = bits_of(depth, around)[i] | own_[i];
  }
}

// A rule may have found the element in more than one way.
void SelectorWalk::sort_last(std::size_t begin) {
  const auto first = matches_.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(first, matches_.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
  matches_.erase(std::unique(first, matches_.end()), matches_.end());
}

void SelectorWalk::try_attributes(std::uint32_t index) {
  const Node& node = page_.nodes[index];
  bool other_tried = false, class_tried = false;
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const Attribute& attribute = page_.attributes[node.first_attribute + i];
    if (attribute.known == Name::id && !set_.by_id_.empty()) {
      const std::string_view id = page_.slice(attribute.value);
      if (!id.empty() && set_.id_shapes_[shape_of(id)]) try_words(set_.by_id_, id, index);
    } else if (attribute.known == Name::class_) {
      if (!set_.by_class_.empty() && !class_tried) try_classes(index, page_.slice(attribute.value));
      class_tried = true;
    } else if (attribute.known == Name::other) {
      if (other_tried) continue;
      other_tried = true;
    }
    const auto& steps = set_.by_attribute_[static_cast<std::size_t>(attribute.known)];
    if (!steps.empty()) try_steps(steps, index);
  }
}

void SelectorWalk::try_classes(std::uint32_t index, std::string_view classes) {
  any_word(classes, [&](std::string_view word) {
    if (set_.class_shapes_[shape_of(word)]) try_words(set_.by_class_, word, index);
    return false;
  });
}

void SelectorWalk::try_words(const SelectorSet::StepsByWord& words, std::string_view word,
                             std::uint32_t index) {
  if (const auto found = words.find(word); found != words.end()) try_steps(found->second, index);
}

void SelectorWalk::try_steps(const SelectorSet::Steps& steps, std::uint32_t index) {
  for (std::uint32_t number : steps) {
    const SelectorSet::Step& step = set_.steps_[number];
    if (!passes(index, step.compound)) continue;
    if (step.bit == Compound::no_bit) {
      matches_.push_back({index, step.rule});
    } else {
      own_[step.bit / 64] |= Word{1} << (step.bit % 64);
    }
  }
}

bool SelectorWalk::follows(const Compound& compound) const {
  if (compound.before == Compound::no_bit) return true;
  switch (compound.combinator) {
    case '>':
      return has_bit(self, compound.before);
    case '+':
      return has_bit(last_child, compound.before);
    case '~':
      return has_bit(children, compound.before);
    default:
      return has_bit(around, compound.before);
  }
}

bool SelectorWalk::passes(std::uint32_t index, const Compound& compound) {
  return follows(compound) && passes_tests(index, compound);
}

bool SelectorWalk::passes_tests(std::uint32_t index, const Compound& compound) {
  const Node& node = page_.nodes[index];
  if (compound.tag != Tag::document && node.tag != compound.tag) return false;
  if (compound.tag == Tag::other && page_.tag_name(node) != compound.other_tag) return false;
  if (node.attribute_count == 0 && !compound.tests.empty()) return false;
  for (const AttributeTest& test : compound.tests) {
    if (!holds(node, test)) return false;
  }
  if (compound.root && node.parent != 0) return false;
  if (compound.empty && node.end != index + 1) return false;
  for (const Has& has : compound.has) {
    if ((has_[index * has_width_ + has.number / 64] >> (has.number % 64) & 1) == 0) return false;
  }
  return in_places(index, compound) && passes_groups(index, compound) && says(index, compound);
}

void SelectorWalk::take_small(const Attribute& attribute) {
  if (small_.attribute == &attribute) return;
  small_.attribute = &attribute;
  small_.words = page_.slice(attribute.value);
  for (char& c : small_.words) c = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 32 : 0));
  small_.pairs = LetterPairs(small_.words);
}

bool SelectorWalk::holds(const Node& node, const AttributeTest& test) {
  const Attribute* attribute =
      test.known == Name::other ? page_.attribute(node, test.name) : page_.attribute(node, test.known);
  if (attribute == nullptr) return false;
  const std::string_view value = page_.slice(attribute->value);
  if (test.how == Operator::equals && value.size() != test.value.size()) return false;
  const bool inside = test.how == Operator::contains;
  if (!inside && !test.ignore_case) return compare(value, test.how, test.value);
  take_small(*attribute);
  if (inside && !small_.pairs.may_hold(test.pairs)) return false;
  return compare(test.ignore_case ? small_.words : value, test.how, test.value);
}

bool SelectorWalk::in_places(std::uint32_t index, const Compound& compound) {
  return std::all_of(compound.positions.begin(), compound.positions.end(),
                     [&](const Position& position) { return in_place(index, position); });
}

bool SelectorWalk::passes_groups(std::uint32_t index, const Compound& compound) {
  for (const Group& group : compound.groups) {
    const bool any = std::any_of(group.any_of.begin(), group.any_of.end(),
                                 [&](const Complex& chain) { return passes(index, chain.back()); });
    if (any == group.negated) return false;
  }
  return true;
}

bool SelectorWalk::says(std::uint32_t index, const Compound& compound) const {
  for (const auto& words : compound.texts) {
    if (std::none_of(words.begin(), words.end(),
                     [&](const std::string& word) { return own_words_begin(page_, index, word); })) {
      return false;
    }
  }
  for (const auto& words : compound.labels) {
    if (std::none_of(words.begin(), words.end(),
                     [&](const std::string& word) { return labelled(page_, index, word); })) {
      return false;
    }
  }
  return true;
}

bool SelectorWalk::in_place(std::uint32_t index, const Position& position) {
  const Node& node = page_.nodes[index];
  if (position.of_type) {
    if (type_number_.empty()) count_types();
    return divides(position.from_end ? type_from_end_[index] : type_number_[index], position);
  }
  if (!position.from_end) return divides(node.number, position);
  if (child_count_.empty()) count_children();
  return divides(std::int64_t{child_count_[node.parent]} - node.number + 1, position);
}

void SelectorWalk::count_children() {
  child_count_.assign(page_.nodes.size(), 0);
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (page_.nodes[i].tag != Tag::text) ++child_count_[page_.nodes[i].parent];
  }
}

void SelectorWalk::count_types() {
  type_number_.assign(page_.nodes.size(), 0);
  type_from_end_.assign(page_.nodes.size(), 0);
  std::map<std::tuple<std::uint32_t, Tag, std::string_view>, std::uint32_t> seen;
  const auto kind = [&](std::uint32_t i) {
    const Node& node = page_.nodes[i];
    const bool other = node.tag == Tag::other;
    return std::tuple(node.parent, node.tag, other ? page_.tag_name(node) : std::string_view());
  };
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (page_.nodes[i].tag != Tag::text) type_number_[i] = ++seen[kind(i)];
  }
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (page_.nodes[i].tag != Tag::text) type_from_end_[i] = seen[kind(i)] - type_number_[i] + 1;
  }
}

// From the page's end, an element comes behind everything below it and the siblings after it.
void SelectorWalk::look_back() {
  const std::size_t count = page_.nodes.size();
  has_.assign(count * has_width_, 0);
  std::vector<std::uint32_t> depth(count, 0);
  std::uint32_t deepest = 0;
  for (std::size_t i = 1; i < count; ++i) {
    depth[i] = depth[page_.nodes[i].parent] + 1;
    deepest = std::max(deepest, depth[i]);
  }
  Later later(set_.has_steps_.size(), deepest);
  std::vector<Word> own(later.width());
  for (auto i = static_cast<std::uint32_t>(count - 1); i > 0; --i) {
    if (page_.nodes[i].tag == Tag::text) continue;
    later.stand_at(depth[i]);
    for (const auto& entrance : set_.entrances_) {
      if (!later.reaches(entrance.combinator, entrance.bit)) continue;
      has_[i * has_width_ + entrance.has / 64] |= Word{1} << (entrance.has % 64);
    }
    std::fill(own.begin(), own.end(), 0);
    for (std::uint32_t bit = 0; bit < set_.has_steps_.size(); ++bit) {
      const auto& step = set_.has_steps_[bit];
      if (step.next != Compound::no_bit && !later.reaches(step.next_combinator, step.next)) continue;
      if (passes_tests(i, step.compound)) own[bit / 64] |= Word{1} << (bit % 64);
    }
    later.leave(own);
  }
}

}  // namespace gh::page
