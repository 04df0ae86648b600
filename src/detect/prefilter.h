// Many regular expressions, of which only few can match any given text: tells which, and where, by the words
// that they cannot do without (needles.h), in one pass over the text. The one place in which
// detectors are spared work: a passage that holds no word of a pattern costs that pattern nothing, and a long
// one no more than the stretches around its words.
// The words of all of them are found together (word_automaton.h), inside other words too unless an edge bars
// it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/short_lists.h"
#include "detect/word_automaton.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

class NeedleReader;

class Prefilter {
 public:
  explicit Prefilter(lexicon::WordFrequencies frequencies = {});
  Prefilter(Prefilter&&) noexcept;
  Prefilter& operator=(Prefilter&&) noexcept;
  ~Prefilter();

  using Number = std::uint32_t;  // of a pattern, in the order that they are added in

  /// A stretch of a text: no match of the pattern lies outside all of its windows.
  struct Window {
    Number pattern = 0;
    std::uint32_t begin = 0, end = 0;  // bytes; the end may lie behind that of the text
  };

  /// in:  a pattern, and others that must match in the same text, wherever they do
  /// out: nothing for a pattern that no word rules out
  std::optional<Number> add(std::string_view pattern, std::span<const std::string_view> also = {});

  /// True for a pattern that some words rule out where they are missing; to be asked before finish().
  bool needs_words(std::string_view pattern);

  /// The number that the next pattern would have.
  Number size() const { return static_cast<Number>(patterns_.size()); }

  /// To be called once, after the last pattern.
  void finish();

  /// Of some text; use it for one text after the other.
  class Scan;

 private:
  using WordNumber = std::uint32_t;
  using SetNumber = std::uint32_t;
  struct Word {
    std::uint32_t size = 0;  // bytes
    bool edge_before = false, edge_behind = false;
  };
  struct Near {
    SetNumber words = 0;
    std::uint32_t before = 0, behind = 0;  // bytes between the beginnings
  };
  struct Needs {
    std::uint32_t before = 0, after = 0;  // bytes around the rarest word in which a match lies
    // Its parts of near_ and anywhere_.
    std::uint32_t first_near = 0, first_anywhere = 0;
    std::uint16_t near_count = 0, anywhere_count = 0;
    bool at_begin = false;  // of the text
  };

  std::span<const Near> near(const Needs& needs) const {
    return std::span(near_).subspan(needs.first_near, needs.near_count);
  }
  std::span<const SetNumber> anywhere(const Needs& needs) const {
    return std::span(anywhere_).subspan(needs.first_anywhere, needs.anywhere_count);
  }

  WordNumber number_of(const std::string& word);
  SetNumber set_of(const std::vector<std::string>& words);

  std::unique_ptr<const lexicon::WordFrequencies> frequencies_;  // until finish(), as are those below
  std::unique_ptr<NeedleReader> needles_;
  std::unordered_map<std::string, WordNumber> numbers_;
  std::map<std::vector<WordNumber>, SetNumber> set_numbers_;
  std::vector<Needs> patterns_;
  std::vector<Near> near_;
  std::vector<SetNumber> anywhere_;
  SetNumber set_count_ = 0;
  std::vector<Word> words_;         // the first stands for any digit
  ShortLists patterns_of_words_;    // whose rarest words it is among
  ShortLists sets_of_words_;        // that hold it, rising
  std::uint32_t longest_word_ = 0;  // bytes
  WordAutomaton automaton_;
};

class Prefilter::Scan {
 public:
  explicit Scan(const Prefilter& filter);

  void read(std::string_view folded);

  /// What stands before the text and is matched with it; from byte `end` on the text begins, so that
  /// words across are seen. No place in it counts.
  void read_label(std::string_view folded, std::size_t end = std::string_view::npos);

  /// out: appends the windows of what was read, by pattern and place, none overlapping another of its
  ///      pattern; then all is forgotten
  void finish(std::vector<Window>& windows);

 private:
  struct Hit {
    WordNumber word = 0;
    std::uint32_t begin = 0, end = 0;
  };

  void read_up_to(std::string_view folded, std::size_t before);
  void look(std::string_view folded, WordNumber number, std::size_t end, std::size_t before);
  void note(WordNumber word, std::size_t begin, std::size_t end);
  bool seen(SetNumber set) const;
  bool holds(SetNumber set, WordNumber word) const;
  bool stands_near(const Near& near, std::size_t hit) const;
  bool holds_needs(Number pattern) const;
  void add_window(Number pattern, const Needs& needs, std::size_t hit);

  const Prefilter& filter_;
  std::vector<std::uint32_t> seen_;  // by word: the number of the text that it was seen in last
  std::uint32_t now_ = 1;
  bool whole_ = false;     // places tell nothing: a label was read, too, or there are too many
  std::vector<Hit> hits_;  // of this text, by where they end
  std::vector<Window> windows_;
  std::vector<std::uint32_t>
      last_window_;  // by pattern: one more than where it stands in windows_; 0 for none
  struct Known {
    std::uint32_t when = 0;  // the number of the text
    bool so = false;
  };
  std::vector<std::uint32_t> set_seen_;  // by set: the number of the text that a word of it was seen in last
  mutable std::vector<Known> needs_seen_;  // by pattern: one of each of its sets is
};

}  // namespace gh::detect
