// Thousands of words looked for in one pass over the bytes of a text, wherever they stand: the automaton of
// Aho and Corasick (Efficient string matching, CACM 18, 1975, https://doi.org/10.1145/360825.360855). A step
// costs one look into a table, however many words there are. Only what texts lead to is ever worked out, when
// it is first needed, and the rows of states that were reached stand side by side: the whole table would take
// longer than most pages, and no cache would hold its rows if each had a place of its own.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace gh::detect {

class WordAutomaton {
 public:
  WordAutomaton();

  /// `number` is what scan() calls the word; several may have the same letters.
  void add(std::string_view word, std::uint32_t number);

  /// To be called once, after the last word.
  void finish();

  /// Calls `use(number, end)` for each word that stands in the text, by where it ends, the longest first.
  /// May be called by several threads at a time.
  template <class Use>
  void scan(std::string_view text, Use use) const {
    if (rows_ == nullptr) return;
    std::uint32_t state = first_row_;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::uint32_t class_of_byte = classes_[static_cast<unsigned char>(text[at])];
      const std::uint32_t before = state & row_bits;
      state = cell(before + class_of_byte).load(std::memory_order_acquire);
      if (state == 0) state = step(before, class_of_byte);
      if ((state & word_ends) != 0) report(state & row_bits, at + 1, use);
    }
  }

 private:
  // A state is known by where its row begins in the table; the top bit says that a word ends there.
  static constexpr std::uint32_t word_ends = 1u << 31, row_bits = ~word_ends;

  struct Node {
    std::uint32_t first_child = 0, next_sibling = 0, first_word = 0;  // 0 for none
    std::uint32_t fallback = 0;  // the longest other beginning of a word that this one ends with
    std::uint32_t next_end = 0;  // the nearest of its fallbacks that is a word
    std::uint8_t class_of_byte = 0;
  };
  struct WordAt {
    std::uint32_t number = 0, next = 0;
  };
  struct Release {
    void operator()(std::uint32_t* cells) const { std::free(cells); }
  };

  std::uint32_t child(std::uint32_t node, std::uint8_t class_of_byte) const;
  std::uint32_t state_of(std::uint32_t node) const;
  std::uint32_t step(std::uint32_t row, std::uint32_t class_of_byte) const;
  std::uint32_t follow(std::uint32_t node, std::uint8_t class_of_byte) const;

  // What texts have led to so far.
  struct Rows {
    std::mutex mutex;                               // whoever adds to them holds it
    std::vector<std::uint32_t> of_nodes;            // the number of each node's row; 0 for none
    std::vector<std::uint32_t> nodes;               // of each row; none has number 0
    std::uint32_t last = 0;                         // number
    std::unique_ptr<std::uint32_t, Release> cells;  // 0 for what is not known yet
  };

  std::atomic_ref<std::uint32_t> cell(std::size_t at) const {
    return std::atomic_ref(rows_->cells.get()[at]);
  }

  template <class Use>
  void report(std::uint32_t row, std::size_t end, Use& use) const {
    for (std::uint32_t node = rows_->nodes[row / width_]; node != 0; node = nodes_[node].next_end) {
      for (std::uint32_t word = nodes_[node].first_word; word != 0; word = words_[word].next)
        use(words_[word].number, end);
    }
  }

  std::array<std::uint8_t, 256> classes_{};  // 0 for bytes that no word holds
  std::vector<Node> nodes_{1};
  std::vector<WordAt> words_{1};
  std::uint32_t width_ = 1;      // of a row: no more, for caches hold few rows
  std::uint32_t first_row_ = 1;  // of the state in which nothing has been read
  std::unique_ptr<Rows> rows_;
};

}  // namespace gh::detect
