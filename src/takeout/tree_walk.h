// A walk over a parsed value (JSON, CBOR) with a tree of pointers: what the pointers lead to is handed over,
// and what they do not lead to is not looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "takeout/paths.h"

namespace gh::takeout {

/// `Tree` has, by node: end(i) behind the subtree, holds(i) whether it is an object or an array,
/// in_object(i), key(i). Nodes are in pre-order. Calls take(output, node) for every node that a pointer leads
/// to.
template <class Tree>
class TreeWalk {
 public:
  TreeWalk(const Tree& tree, const Paths& paths) : tree_(tree), paths_(paths) {}

  template <class Take>
  void run(std::uint32_t root, Take take) {
    levels_.assign(1, Paths::start());
    visit(root, 0, take);
  }

 private:
  template <class Take>
  void visit(std::uint32_t node, std::size_t depth, const Take& take) {
    paths_.each_end(levels_[depth], [&](std::uint32_t output) { take(output, node); });
    if (!tree_.holds(node) || !paths_.leads_on(levels_[depth])) return;
    if (levels_.size() == depth + 1) levels_.emplace_back();
    for (std::uint32_t child = node + 1; child < tree_.end(node); child = tree_.end(child)) {
      paths_.step(levels_[depth], tree_.key(child), !tree_.in_object(child), levels_[depth + 1]);
      if (!levels_[depth + 1].empty()) visit(child, depth + 1, take);
    }
  }

  const Tree& tree_;
  const Paths& paths_;
  std::vector<Paths::Places> levels_;  // where the walk stands, by depth; trees are at most 64 deep
};

}  // namespace gh::takeout
