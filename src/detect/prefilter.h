// Many regular expressions, of which only few can match any given text: tells which, by the words that they
// cannot do without (needles.h), in one pass over the text. The one place in which detectors are spared work:
// a passage that holds no word of a pattern costs that pattern nothing.
//
// A word is told by a run of its letters that is one in the text, too ("grew" in "i grew up"): each run of
// the text costs one look into a table of eight kilobytes, however many words there are. One that may stand
// inside others ("birthday") is told by its four rarest letters, or by all when it has fewer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gh::detect {

class Prefilter {
 public:
  using Number = std::uint32_t;  // of a pattern, in the order that they are added in

  /// in:  a pattern, and others that must match in the same text
  /// out: nothing for a pattern that no word rules out
  std::optional<Number> add(std::span<const std::string_view> patterns);

  /// The number that the next pattern would have.
  Number size() const { return static_cast<Number>(others_.size()); }

  /// To be called once, after the last pattern.
  void finish();

  /// Of some text; use it for one text after the other.
  class Scan;

 private:
  using WordNumber = std::uint32_t;
  struct Word {
    std::string letters;
    bool edge_before = false, edge_behind = false;
    std::uint32_t offset = 0;      // of the key in it
    std::vector<Number> patterns;  // whose rarest words it is among
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

  std::unordered_map<std::string, WordNumber> numbers_;       // until finish()
  std::vector<std::vector<std::vector<WordNumber>>> others_;  // by pattern: one word of each must stand, too
  std::vector<Word> words_;                                   // the first stands for any digit
  std::vector<Index::Entry> run_entries_, gram_entries_;      // until finish()
  Index by_run_, by_gram_;
  Bits runs_, fours_, threes_, twos_;  // what is in the tables, for a quick no
};

class Prefilter::Scan {
 public:
  explicit Scan(const Prefilter& filter);

  /// Reads a part of a text. No word is seen across parts.
  void read(std::string_view folded);

  /// out: appends the numbers of the patterns that may match the parts read so far, rising; then all is
  ///      forgotten
  void finish(std::vector<Number>& numbers);

 private:
  void look(std::string_view folded, std::size_t at, std::span<const WordNumber> words);
  void read_runs(std::string_view folded);
  void read_grams(std::string_view folded);
  bool stands(const Word& word, std::string_view folded, std::size_t begin) const;
  void note(WordNumber word);

  const Prefilter& filter_;
  std::uint32_t now_ = 1;             // number of the text
  std::vector<std::uint32_t> seen_;   // by word: the last text that it was seen in
  std::vector<std::uint32_t> noted_;  // by pattern, the same
  std::vector<Number> possible_;
  bool digit_ = false;
};

}  // namespace gh::detect
