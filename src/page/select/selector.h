// The part of CSS that definitions need (https://www.w3.org/TR/selectors-4/), and two words of our own:
//
//   p  #id  .class  [a]  [a=v] ~= |= ^= $= *=, with the flags i and s     a b   a > b   a + b   a ~ b   a, b
//   :is(...)  :not(...)  :has(...), also :has(> a) :has(+ a) :has(~ a)    :root  :empty
//   :first-child :last-child :only-child :nth-child(an+b) :nth-last-child(an+b), and the same for -of-type
//   :text("Birthday")             the element's own words begin with that word
//   :label("Birthday", "Born")    the value beside a label that says just that: dd, cell, or next to it
//
// Names of classes and ids are compared letter for letter, as in pages without quirks. Time is linear in the
// page for each selector, whatever the page: nothing goes back over elements once seen.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "page/page.h"
#include "page/select/selector_tree.h"

namespace gh::page {

class Selector {
 public:
  /// Error: what was expected, and at which character.
  static base::Result<Selector> compile(std::string_view css);

  /// As it was written.
  const std::string& words() const { return words_; }

  /// All matching elements in page order.
  std::vector<std::uint32_t> find(const Page& page) const;

 private:
  friend class SelectorSet;
  std::string words_;
  std::vector<Complex> alternatives_;
};

/// Many selectors, answered in one walk over the page.
class SelectorSet {
 public:
  struct Match {
    std::uint32_t node = 0;
    std::uint32_t rule = 0;

    bool operator==(const Match&) const = default;
  };

  /// The number of the rule that this selector is from now on: 0, 1, ...
  std::uint32_t add(const Selector& selector);
  std::uint32_t size() const { return rules_; }

  /// Every element with every rule that names it; in page order, an element's rules by number.
  std::vector<Match> find(const Page& page) const;

 private:
  friend class SelectorWalk;

  // One compound of a chain. An element that passes sets a bit for the next compound, or matches the rule.
  struct Step {
    Compound compound;
    std::uint32_t bit = Compound::no_bit;
    std::uint32_t rule = 0;  // of the last compound, which has no bit
  };
  // One compound inside :has(...), whose chains are read from their ends.
  struct HasStep {
    Compound compound;
    char next_combinator = ' ';
    std::uint32_t next = Compound::no_bit;  // the bit of the compound after
  };
  // Where a chain of a :has(...) begins, seen from the element that is asked.
  struct Entrance {
    char combinator = ' ';
    std::uint32_t bit = 0;
    std::uint32_t has = 0;
  };
  struct WordHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  using Steps = std::vector<std::uint32_t>;
  using StepsByWord = std::unordered_map<std::string, Steps, WordHash, std::equal_to<>>;

  void add_chain(Complex chain, std::uint32_t rule);
  void add_step(Compound compound, std::uint32_t bit, std::uint32_t rule);
  void prepare(Compound& compound);
  void prepare_has(Has& has);
  Steps& bucket_for(const Compound& compound);

  std::uint32_t rules_ = 0;
  std::uint32_t bits_ = 0;  // of compounds that others follow
  std::uint32_t has_count_ = 0;
  std::vector<Step> steps_;
  std::vector<HasStep> has_steps_;  // by bit
  std::vector<Entrance> entrances_;

  // Where a step waits for its element: the one thing about it that is rarest.
  std::array<Steps, 256> by_tag_;
  std::array<Steps, name_count> by_attribute_;
  StepsByWord by_id_, by_class_;
  std::array<bool, 4096> id_shapes_{}, class_shapes_{};  // length and end letters of those asked for
  Steps anywhere_;
  bool asks_attributes_ = false;
};

}  // namespace gh::page
