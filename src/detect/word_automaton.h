// Thousands of words looked for in one pass over the bytes of a text, wherever they stand: the automaton of
// Aho and Corasick (Efficient string matching, CACM 18, 1975, https://doi.org/10.1145/360825.360855). A step
// costs one look into a table, however many words there are. Only what texts lead to is ever worked out, when
// it is first needed; and a row is so short that what common letters lead to fills one line of a cache: the
// whole table would take longer than most pages, and no cache would hold it.
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
  static constexpr std::size_t row_limit = 0x7fff;  // of what a cell can tell

  /// `most_rows`: what texts lead to beyond so many states is worked out each time.
  explicit WordAutomaton(std::size_t most_rows = row_limit);

  /// `number` is what scan() calls the word; several may have the same letters.
  void add(std::string_view word, std::uint32_t number);

  /// To be called once, after the last word.
  void finish();

  /// Calls `use(number, end)` for each word that stands in the text, by where it ends, the longest first.
  /// May be called by several threads at a time.
  template <class Use>
  void scan(std::string_view text, Use use) const {
    if (rows_ == nullptr) return;
    // Read once: behind a load of a cell, which others may have stored, nothing is known to have stayed.
    Cell* const cells = rows_->cells;
    const std::uint32_t width_bits = width_bits_;
    std::uint32_t row = first_row_;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::uint8_t class_of_byte = class_at(text, at);
      Cell cell = std::atomic_ref(cells[(std::size_t{row} << width_bits) + class_of_byte])
                      .load(std::memory_order_acquire);
      if (cell == unknown) {
        Step to = step(row, class_of_byte);
        for (; to.cell == unknown; to = step_on(to.node, class_at(text, at))) {
          report(nodes_[to.node].first_word, at + 1, use);
          if (++at == text.size()) return;
        }
        cell = to.cell;
      }
      row = cell & row_bits;
      if ((cell & word_ends) != 0) report(rows_->first_words[row], at + 1, use);
    }
  }

 private:
  // The number of a row; the top bit says that a word ends there.
  using Cell = std::uint16_t;
  static constexpr Cell unknown = 0, word_ends = 0x8000, row_bits = 0x7fff;
  static constexpr std::size_t cache_line = 64;  // bytes

  struct Node {
    std::uint32_t first_child = 0, next_sibling = 0;  // 0 for none
    std::uint32_t first_word = 0;                     // of those that end there, with those of its fallbacks
    std::uint32_t fallback = 0;  // the longest other beginning of a word that this one ends with
    std::uint8_t class_of_byte = 0;
  };
  struct WordAt {
    std::uint32_t number = 0, next = 0;
  };
  struct Release {
    void operator()(void* memory) const { std::free(memory); }
  };
  struct Step {
    std::uint32_t node = 0;
    Cell cell = unknown;  // also when there are no more rows
  };

  // What texts have led to so far.
  struct Rows {
    std::mutex mutex;                        // whoever adds to them holds it
    std::vector<Cell> of_nodes;              // the number of each node's row; 0 for none
    std::vector<std::uint32_t> nodes;        // of each row; none has number 0
    std::vector<std::uint32_t> first_words;  // of each row
    std::uint32_t last = 0;                  // number
    std::unique_ptr<void, Release> memory;   // of the cells
    Cell* cells = nullptr;                   // a row begins where a line of the cache does
  };

  std::uint32_t child(std::uint32_t node, std::uint8_t class_of_byte) const;
  std::uint32_t follow(std::uint32_t node, std::uint8_t class_of_byte) const;
  Cell cell_of(std::uint32_t node) const;
  Step step(std::uint32_t row, std::uint8_t class_of_byte) const;
  Step step_on(std::uint32_t node, std::uint8_t class_of_byte) const;

  std::uint8_t class_at(std::string_view text, std::size_t at) const {
    return classes_[static_cast<unsigned char>(text[at])];
  }
  std::atomic_ref<Cell> cell_at(std::uint32_t row, std::uint8_t class_of_byte) const {
    return std::atomic_ref(rows_->cells[(std::size_t{row} << width_bits_) + class_of_byte]);
  }

  template <class Use>
  void report(std::uint32_t word, std::size_t end, Use& use) const {
    for (; word != 0; word = words_[word].next) use(words_[word].number, end);
  }

  std::array<std::uint8_t, 256> classes_{};  // 0 for bytes that no word holds
  std::vector<Node> nodes_{1};
  std::vector<WordAt> words_{1};
  std::size_t most_rows_;
  std::uint32_t class_count_ = 1;
  std::uint32_t width_bits_ = 0;  // a row has room for a power of two of classes
  std::uint32_t first_row_ = 1;   // of the state in which nothing has been read
  std::unique_ptr<Rows> rows_;
};

}  // namespace gh::detect
