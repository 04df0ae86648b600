// Many regular expressions, of which only few can match any given text: tells which, and where, by the words
// that they cannot do without (needles.h), in one pass over the words of the text. The one place in which
// detectors are spared work: a passage that holds no word of a pattern costs that pattern nothing, and a long
// one no more than the stretches around its words.
//
// A word is told by a run of its letters that is one in the text, too ("grew" in "i grew up"): each word of
// the text costs one look into a table of eight kilobytes, however many words there are. One that may stand
// inside others ("birthday") is told by its four rarest letters, or by all when it has fewer.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "detect/needles.h"
#include "lexicon/words.h"

namespace gh::detect {

class Prefilter {
 public:
  explicit Prefilter(lexicon::WordFrequencies frequencies = {}) : frequencies_(std::move(frequencies)) {}

  using Number = std::uint32_t;  // of a pattern, in the order that they are added in

  /// A stretch of a text: no match of the pattern lies outside all of its windows.
  struct Window {
    Number pattern = 0;
    std::uint32_t begin = 0, end = 0;  // bytes; the end may lie behind that of the text
  };

  /// in:  a pattern, and others that must match in the same text, wherever they do
  /// out: nothing for a pattern that no word rules out
  std::optional<Number> add(std::string_view pattern, std::span<const std::string_view> also = {});

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
    std::string letters;
    bool edge_before = false, edge_behind = false;
    std::uint32_t offset = 0;      // of the key in it
    std::vector<Number> patterns;  // whose rarest words it is among
  };
  struct Needs {
    std::uint32_t reach = 0;  // bytes around the rarest word in which a match lies
    std::vector<SetNumber> near, anywhere;
  };
  // From the hash of a run, or from a gram, to the words that it tells.
  class Index {
   public:
    using Entry = std::pair<std::uint32_t, WordNumber>;
    void fill(std::vector<Entry> entries);
    std::span<const WordNumber> at(std::uint32_t key) const;

   private:
    struct Place {
      std::uint32_t key = 0, first = 0, last = 0;  // free where last is 0
    };
    std::vector<Place> places_;  // open addressing
    std::vector<WordNumber> words_;
  };
  class Bits {
   public:
    void set(std::uint32_t hash) { bits_[hash / 64] |= std::uint64_t{1} << (hash % 64); }
    bool has(std::uint32_t hash) const { return (bits_[hash / 64] >> (hash % 64) & 1) != 0; }

   private:
    std::array<std::uint64_t, 1024> bits_{};
  };

  WordNumber number_of(const std::string& word);
  SetNumber set_of(const AnyOf& words);

  lexicon::WordFrequencies frequencies_;
  std::unordered_map<std::string, WordNumber> numbers_;       // until finish()
  std::map<std::vector<WordNumber>, SetNumber> set_numbers_;  // until finish()
  std::vector<Needs> patterns_;
  std::vector<std::vector<WordNumber>> sets_;             // rising
  std::vector<Word> words_;                               // the first stands for any digit
  std::vector<Index::Entry> run_entries_, gram_entries_;  // until finish()
  Index by_run_, by_gram_;
  Bits runs_, fours_, threes_, twos_;  // what is in the tables, for a quick no
};

class Prefilter::Scan {
 public:
  explicit Scan(const Prefilter& filter);

  /// in:  a text, and all its words
  void read(std::string_view folded, std::span<const lexicon::Word> words);

  /// What stands before the text and is matched with it; no place in it counts. No word is seen across.
  void read_label(std::string_view folded);

  /// out: appends the windows of what was read, by pattern and place, none overlapping another of its
  ///      pattern; then all is forgotten
  void finish(std::vector<Window>& windows);

 private:
  struct Hit {
    WordNumber word = 0;
    std::uint32_t begin = 0, end = 0;
  };

  void read_words(std::string_view folded, std::span<const lexicon::Word> words);
  void read_runs(std::string_view folded, const lexicon::Word& word);
  void read_grams(std::string_view folded);
  void look(std::string_view folded, std::size_t at, std::span<const WordNumber> words);
  void note(WordNumber word, std::size_t begin, std::size_t end);
  bool stands(const Word& word, std::string_view folded, std::size_t begin) const;
  bool seen(SetNumber set) const;
  bool holds(SetNumber set, WordNumber word) const;
  bool stands_near(SetNumber set, std::size_t hit, std::uint32_t reach) const;
  bool may_match(Number pattern, std::size_t hit, bool whole) const;
  void add_window(Number pattern, std::size_t hit);

  const Prefilter& filter_;
  std::vector<std::uint32_t> seen_;  // by word: the number of the text that it was seen in last
  std::uint32_t now_ = 1;
  bool whole_ = false;     // places tell nothing: a label was read, too, or there are too many
  std::vector<Hit> hits_;  // of this text, by place once it is finished
  std::vector<Window> windows_;
  std::vector<std::uint32_t>
      last_window_;  // by pattern: one more than where it stands in windows_; 0 for none
  struct SetSeen {
    std::uint32_t when = 0;
    bool seen = false;
  };
  mutable std::vector<SetSeen> set_seen_;  // in the text of that number
  std::vector<lexicon::Word> label_words_;
};

}  // namespace gh::detect
