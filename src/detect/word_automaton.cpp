#include "detect/word_automaton.h"

#include <algorithm>
#include <new>

namespace gh::detect {

// Letters that are common get the first classes: a row's cells of them stand together.
WordAutomaton::WordAutomaton() {
  for (const char c : std::string_view(" etaoinshrdlucmfwgypbvk"))
    classes_[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(width_++);
}

void WordAutomaton::add(std::string_view word, std::uint32_t number) {
  std::uint32_t node = 0;
  for (const char c : word) {
    std::uint8_t& known = classes_[static_cast<unsigned char>(c)];
    if (known == 0) known = static_cast<std::uint8_t>(width_++);
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

// Where a byte leads from a node, maybe by its fallbacks.
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
      of.next_end = nodes_[of.fallback].first_word != 0 ? of.fallback : nodes_[of.fallback].next_end;
    }
  }
  rows_ = std::make_unique<Rows>();
  rows_->of_nodes.resize(nodes_.size());
  rows_->nodes.resize(nodes_.size() + 1);
  const std::size_t cells = std::max<std::size_t>(rows_->nodes.size() * width_, 1);
  rows_->cells.reset(static_cast<std::uint32_t*>(std::calloc(cells, sizeof(std::uint32_t))));
  if (rows_->cells == nullptr) throw std::bad_alloc();  // as any container would
  first_row_ = state_of(0);
}

// Where its row begins, with the top bit of states in which a word ends.
std::uint32_t WordAutomaton::state_of(std::uint32_t node) const {
  std::uint32_t& row = rows_->of_nodes[node];
  if (row == 0) {
    row = ++rows_->last;
    rows_->nodes[row] = node;
  }
  const bool ends = nodes_[node].first_word != 0 || nodes_[node].next_end != 0;
  return row * width_ | (ends ? word_ends : 0);
}

std::uint32_t WordAutomaton::step(std::uint32_t row, std::uint32_t class_of_byte) const {
  const std::lock_guard lock(rows_->mutex);
  const std::uint32_t node = rows_->nodes[row / width_];
  const std::uint32_t state =
      class_of_byte == 0 ? first_row_ : state_of(follow(node, static_cast<std::uint8_t>(class_of_byte)));
  cell(row + class_of_byte).store(state, std::memory_order_release);
  return state;
}

}  // namespace gh::detect
