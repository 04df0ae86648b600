#include "page/selector_walk.h"

#include <map>
#include <tuple>

#include "base/text.h"
#include "page/selector_words.h"

namespace gh::page {
namespace {

using Operator = AttributeTest::Operator;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Calls `visit` for each word until it says true.
template <class Visit>
bool any_word(std::string_view list, Visit visit) {
  for (std::size_t at = 0; at < list.size();) {
    while (at < list.size() && is_blank(list[at])) ++at;
    const std::size_t begin = at;
    while (at < list.size() && !is_blank(list[at])) ++at;
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
      return !words.empty() && value.find(words) != std::string_view::npos;
  }
  return false;
}

bool holds(const Page& page, const Node& node, const AttributeTest& test) {
  const Attribute* attribute =
      test.known == Name::other ? page.attribute(node, test.name) : page.attribute(node, test.known);
  if (attribute == nullptr) return false;
  const std::string_view value = page.slice(attribute->value);
  return test.ignore_case ? compare(base::lower_ascii(value), test.how, test.value)
                          : compare(value, test.how, test.value);
}

bool divides(std::int64_t number, const Position& position) {
  const std::int64_t distance = number - position.offset;
  if (position.step == 0) return distance == 0;
  return distance % position.step == 0 && distance / position.step >= 0;
}

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
  try_steps(set_.by_tag_[static_cast<std::size_t>(node.tag)], index);
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
    if (attribute.known == Name::id) {
      if (!set_.by_id_.empty()) try_words(set_.by_id_, page_.slice(attribute.value), index);
    } else if (attribute.known == Name::class_) {
      if (!set_.by_class_.empty() && !class_tried) try_classes(index, page_.slice(attribute.value));
      class_tried = true;
    } else if (attribute.known == Name::other) {
      if (other_tried) continue;
      other_tried = true;
    }
    try_steps(set_.by_attribute_[static_cast<std::size_t>(attribute.known)], index);
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
    if (!holds(page_, node, test)) return false;
  }
  if (compound.root && node.parent != 0) return false;
  if (compound.empty && node.end != index + 1) return false;
  for (const Has& has : compound.has) {
    if ((has_[index * has_width_ + has.number / 64] >> (has.number % 64) & 1) == 0) return false;
  }
  for (const Position& position : compound.positions) {
    if (!in_place(index, position)) return false;
  }
  for (const Group& group : compound.groups) {
    const bool any = std::any_of(group.any_of.begin(), group.any_of.end(),
                                 [&](const Complex& chain) { return passes(index, chain.back()); });
    if (any == group.negated) return false;
  }
  const auto any = [](const std::vector<std::string>& words, auto says) {
    return std::any_of(words.begin(), words.end(), says);
  };
  for (const auto& words : compound.texts) {
    if (!any(words, [&](const std::string& word) { return own_words_begin(page_, index, word); }))
      return false;
  }
  for (const auto& words : compound.labels) {
    if (!any(words, [&](const std::string& word) { return labelled(page_, index, word); })) return false;
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

// From the page's end, an element comes behind everything below it and the siblings after it. Of the elements
// that share a parent which is not reached yet, `levels` keeps what the later ones left, by depth: the bits
// of the next one, of all of them, and of all of them with what is below.
void SelectorWalk::look_back() {
  enum { next, siblings, below, kept };
  const std::size_t width = (set_.has_steps_.size() + 63) / 64;
  const std::size_t count = page_.nodes.size();
  has_.assign(count * has_width_, 0);
  std::vector<std::uint32_t> depth(count, 0);
  std::uint32_t deepest = 0;
  for (std::size_t i = 1; i < count; ++i) {
    depth[i] = depth[page_.nodes[i].parent] + 1;
    deepest = std::max(deepest, depth[i]);
  }
  std::vector<Word> levels((deepest + 2) * kept * width, 0);
  std::vector<Word> own(width);
  for (auto i = static_cast<std::uint32_t>(count - 1); i > 0; --i) {
    if (page_.nodes[i].tag == Tag::text) continue;
    Word* beside = levels.data() + depth[i] * kept * width;
    Word* inside = beside + kept * width;
    const auto reaches = [&](char combinator, std::uint32_t bit) {
      const Word* bits = combinator == '>'   ? inside + siblings * width
                         : combinator == '+' ? beside + next * width
                         : combinator == '~' ? beside + siblings * width
                                             : inside + below * width;
      return (bits[bit / 64] >> (bit % 64) & 1) != 0;
    };
    for (const auto& entrance : set_.entrances_) {
      if (reaches(entrance.combinator, entrance.bit)) {
        has_[i * has_width_ + entrance.has / 64] |= Word{1} << (entrance.has % 64);
      }
    }
    std::fill(own.begin(), own.end(), 0);
    for (std::uint32_t bit = 0; bit < set_.has_steps_.size(); ++bit) {
      const auto& step = set_.has_steps_[bit];
      if (step.next != Compound::no_bit && !reaches(step.next_combinator, step.next)) continue;
      if (passes_tests(i, step.compound)) own[bit / 64] |= Word{1} << (bit % 64);
    }
    for (std::size_t w = 0; w < width; ++w) {
      beside[next * width + w] = own[w];
      beside[siblings * width + w] |= own[w];
      beside[below * width + w] |= own[w] | inside[below * width + w];
    }
    std::fill(inside, inside + kept * width, 0);
  }
}

}  // namespace gh::page
