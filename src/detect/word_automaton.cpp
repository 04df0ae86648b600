#include "detect/word_automaton.h"

#include <algorithm>
#include <bit>
#include <new>

namespace gh::detect {

// What is common gets the first classes: a row's cells of them fill the first line of the cache.
WordAutomaton::WordAutomaton(std::size_t most_rows) : most_rows_(std::min(most_rows, row_limit)) {
  constexpr std::string_view common = " etaoinshrdlucmfwgypbvkjxzq'-.";
  static_assert((common.size() + 1) * sizeof(Cell) <= cache_line);
  for (const char c : common)
    classes_[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(class_count_++);
}

void WordAutomaton::add(std::string_view word, std::uint32_t number) {
  std::uint32_t node = 0;
  for (const char c : word) {
    std::uint8_t& known = classes_[static_cast<unsigned char>(c)];
    if (known == 0) known = static_cast<std::uint8_t>(class_count_++);
    std::uint32_t next = child(node, known);
    if (next == 0) {
      next = static_cast<std::uint32_t>(nodes_.size());
      Node& fresh = nodes_.emplace_back();
      fresh.class_of_byte = known;
      fresh.next_sibling = nodes_[node].first_child;
      nodes_[node].first_child = next;
    }
    node = next;
  }
  words_.push_back({number, nodes_[node].first_word});
  nodes_[node].first_word = static_cast<std::uint32_t>(words_.size() - 1);
}

std::uint32_t WordAutomaton::child(std::uint32_t node, std::uint8_t class_of_byte) const {
  std::uint32_t at = nodes_[node].first_child;
  while (at != 0 && nodes_[at].class_of_byte != class_of_byte) at = nodes_[at].next_sibling;
  return at;
}

// Where a byte leads from a node, maybe by its fallbacks; from any to the first by a byte that no word holds.
std::uint32_t WordAutomaton::follow(std::uint32_t node, std::uint8_t class_of_byte) const {
  for (;; node = nodes_[node].fallback) {
    if (const std::uint32_t next = child(node, class_of_byte); next != 0 || node == 0) return next;
  }
}

void WordAutomaton::finish() {
  std::vector<std::uint32_t> order{0};  // the shorter ones first
  for (std::size_t at = 0; at < order.size(); ++at) {
    const std::uint32_t node = order[at];
    for (std::uint32_t next = nodes_[node].first_child; next != 0; next = nodes_[next].next_sibling) {
      order.push_back(next);
      Node& of = nodes_[next];
      of.fallback = node == 0 ? 0 : follow(nodes_[node].fallback, of.class_of_byte);
      std::uint32_t* last = &of.first_word;
      while (*last != 0) last = &words_[*last].next;
      *last = nodes_[of.fallback].first_word;
    }
  }
  const std::size_t rows = std::min(nodes_.size(), most_rows_) + 1;
  width_bits_ = static_cast<std::uint32_t>(std::bit_width(class_count_ - 1));
  rows_ = std::make_unique<Rows>();
  rows_->of_nodes.resize(nodes_.size());
  rows_->nodes.resize(rows);
  rows_->first_words.resize(rows);
  const std::size_t bytes = (rows << width_bits_) * sizeof(Cell);
  std::size_t room = bytes + cache_line;
  rows_->memory.reset(std::calloc(room, 1));
  void* cells = rows_->memory.get();
  if (cells == nullptr) throw std::bad_alloc();  // as any container would
  rows_->cells = static_cast<Cell*>(std::align(cache_line, bytes, cells, room));
  first_row_ = cell_of(0) & row_bits;
}

// The caller holds the mutex, or is the only one that knows of the rows.
WordAutomaton::Cell WordAutomaton::cell_of(std::uint32_t node) const {
  Cell& row = rows_->of_nodes[node];
  if (row == 0) {
    if (rows_->last + 1 == rows_->nodes.size()) return unknown;
    row = static_cast<Cell>(++rows_->last);
    rows_->nodes[row] = node;
    rows_->first_words[row] = nodes_[node].first_word;
  }
  return nodes_[node].first_word != 0 ? row | word_ends : row;
}

WordAutomaton::Step WordAutomaton::step(std::uint32_t row, std::uint8_t class_of_byte) const {
  const std::lock_guard lock(rows_->mutex);
  const std::uint32_t node = follow(rows_->nodes[row], class_of_byte);
  const Cell cell = cell_of(node);
  cell_at(row, class_of_byte).store(cell, std::memory_order_release);
  return {node, cell};
}

// From a node without a row.
WordAutomaton::Step WordAutomaton::step_on(std::uint32_t from, std::uint8_t class_of_byte) const {
  const std::lock_guard lock(rows_->mutex);
  const std::uint32_t node = follow(from, class_of_byte);
  return {node, cell_of(node)};
}

}  // namespace gh::detect
