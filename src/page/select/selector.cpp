#include "page/select/selector.h"

#include <algorithm>

#include "page/select/selector_walk.h"

namespace gh::page {
namespace {

// Elements that a page has one or few of: a better place to wait than at a class.
bool is_rare(Tag tag) {
  return tag == Tag::html || tag == Tag::head || tag == Tag::body || tag == Tag::main || tag == Tag::meta ||
         tag == Tag::link || tag == Tag::title;
}

const AttributeTest* find_test(const Compound& compound, Name known, AttributeTest::Operator how) {
  for (const AttributeTest& test : compound.tests) {
    if (test.known == known && test.how == how && !test.ignore_case) return &test;
  }
  return nullptr;
}

}  // namespace

base::Result<Selector> Selector::compile(std::string_view css) {
  auto parsed = parse_selector(css);
  if (!parsed) return parsed.error();
  Selector selector;
  selector.words_ = css;
  selector.alternatives_ = std::move(*parsed);
  return selector;
}

std::vector<std::uint32_t> Selector::find(const Page& page) const {
  SelectorSet alone;
  alone.add(*this);
  std::vector<std::uint32_t> found;
  for (const SelectorSet::Match& match : alone.find(page)) found.push_back(match.node);
  return found;
}

std::uint32_t SelectorSet::add(const Selector& selector) {
  for (const Complex& chain : selector.alternatives_) add_chain(chain, rules_);
  return rules_++;
}

void SelectorSet::add_chain(Complex chain, std::uint32_t rule) {
  std::uint32_t before = Compound::no_bit;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    chain[i].before = before;
    prepare(chain[i]);
    before = i + 1 < chain.size() ? bits_++ : Compound::no_bit;
    add_step(std::move(chain[i]), before, rule);
  }
}

// Chains inside :is and :not leave their last compound where it stands and ask the rest by steps of their
// own.
void SelectorSet::prepare(Compound& compound) {
  for (Group& group : compound.groups) {
    for (Complex& chain : group.any_of) {
      std::uint32_t before = Compound::no_bit;
      for (Compound& part : chain) {
        part.before = before;
        prepare(part);
        if (&part == &chain.back()) break;
        before = bits_++;
        add_step(part, before, 0);
      }
      chain.erase(chain.begin(), chain.end() - 1);
    }
  }
  for (Has& has : compound.has) prepare_has(has);
}

void SelectorSet::prepare_has(Has& has) {
  has.number = has_count_++;
  for (Complex& chain : has.any_of) {
    for (std::size_t i = 0; i < chain.size(); ++i) {
      const auto bit = static_cast<std::uint32_t>(has_steps_.size());
      HasStep step{std::move(chain[i]), ' ', Compound::no_bit};
      if (i == 0) entrances_.push_back({step.compound.combinator, bit, has.number});
      if (i + 1 < chain.size()) {
        step.next = bit + 1;
        step.next_combinator = chain[i + 1].combinator;
      }
      has_steps_.push_back(std::move(step));
    }
  }
  has.any_of.clear();
}

void SelectorSet::add_step(Compound compound, std::uint32_t bit, std::uint32_t rule) {
  bucket_for(compound).push_back(static_cast<std::uint32_t>(steps_.size()));
  steps_.push_back({std::move(compound), bit, rule});
}

SelectorSet::Steps& SelectorSet::bucket_for(const Compound& compound) {
  if (is_rare(compound.tag)) return by_tag_[static_cast<std::size_t>(compound.tag)];
  if (const auto* id = find_test(compound, Name::id, AttributeTest::Operator::equals);
      id != nullptr && !id->value.empty()) {
    asks_attributes_ = true;
    id_shapes_[shape_of(id->value)] = true;
    return by_id_[id->value];
  }
  if (const auto* word = find_test(compound, Name::class_, AttributeTest::Operator::word);
      word != nullptr && is_one_word(word->value)) {
    asks_attributes_ = true;
    class_shapes_[shape_of(word->value)] = true;
    return by_class_[word->value];
  }
  if (compound.tag != Tag::document) return by_tag_[static_cast<std::size_t>(compound.tag)];
  if (!compound.tests.empty()) {
    asks_attributes_ = true;
    return by_attribute_[static_cast<std::size_t>(compound.tests.front().known)];
  }
  return anywhere_;
}

std::vector<SelectorSet::Match> SelectorSet::find(const Page& page) const {
  return SelectorWalk(*this, page).run();
}

}  // namespace gh::page
