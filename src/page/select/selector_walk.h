// The one walk over a page that answers a set of selectors. It goes forward: an element that matches a chain
// up to some compound leaves a bit for those after it (children, descendants, siblings), so that no
// combinator ever looks back over more than one element. For :has(...) a walk from the page's end does the
// same the other way round.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/select/selector.h"

namespace gh::page {

/// The same for all classes of one length and the same ends; tells most of a page's classes from those asked
/// for.
inline std::size_t shape_of(std::string_view word) {
  const auto letter = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(word[i]));
  };
  return (word.size() * 31 + letter(0) * 7 + letter(word.size() - 1) * 97) % 4096;
}

/// False for what cannot stand in a list of classes.
bool is_one_word(std::string_view value);

class SelectorWalk {
 public:
  SelectorWalk(const SelectorSet& set, const Page& page);
  std::vector<SelectorSet::Match> run();

 private:
  using Word = std::uint64_t;

  // What is known of an open element: bits of itself, of itself and those around it, of its children so far,
  // and of the last of them; each `width_` words of bits_.
  enum Part { self, around, children, last_child, parts };

  void look_back();
  void enter(std::uint32_t node);
  void try_attributes(std::uint32_t node);
  void try_classes(std::uint32_t node, std::string_view classes);
  void try_words(const SelectorSet::StepsByWord& words, std::string_view word, std::uint32_t node);
  void try_steps(const SelectorSet::Steps& steps, std::uint32_t node);
  bool passes(std::uint32_t node, const Compound& compound);
  bool passes_tests(std::uint32_t node, const Compound& compound);
  bool follows(const Compound& compound) const;
  bool in_places(std::uint32_t node, const Compound& compound);
  bool holds(const Node& node, const AttributeTest& test);
  void take_small(const Attribute& attribute);
  bool passes_groups(std::uint32_t node, const Compound& compound);
  bool says(std::uint32_t node, const Compound& compound) const;
  bool in_place(std::uint32_t node, const Position& position);
  void count_children();
  void count_types();
  void sort_last(std::size_t begin);

  Word* bits_of(std::size_t depth, Part part) { return bits_.data() + (depth * parts + part) * width_; }
  bool has_bit(Part part, std::uint32_t bit) const {
    return (bits_[((ends_.size() - 1) * parts + part) * width_ + bit / 64] >> (bit % 64) & 1) != 0;
  }

  // The value that was asked about last, in small letters: some twenty selectors ask one after the other
  // where a link leads.
  struct SmallValue {
    const Attribute* attribute = nullptr;
    std::string words;
    LetterPairs pairs;
  };

  const SelectorSet& set_;
  const Page& page_;
  SmallValue small_;
  std::size_t width_;
  std::vector<std::uint32_t> ends_;  // of the open elements
  std::vector<Word> bits_;           // of the open elements
  std::vector<Word> own_;            // of the element that is looked at
  std::vector<Word> has_;            // by node: the numbers of :has(...) that hold
  std::size_t has_width_;
  std::vector<std::uint32_t> child_count_;                  // by node; filled when first asked for
  std::vector<std::uint32_t> type_number_, type_from_end_;  // likewise
  std::vector<SelectorSet::Match> matches_;
};

}  // namespace gh::page
