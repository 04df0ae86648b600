// Many short lists of numbers side by side in one piece of memory: to look into one costs one miss of a cache
// where a vector for each would cost two, and none of them is an allocation.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gh::detect {

class ShortLists {
 public:
  /// Appends to a list; before finish().
  void add(std::uint32_t list, std::uint32_t item) { added_.emplace_back(list, item); }

  /// To be called once, after the last item. `count`: one more than the largest number of a list.
  void finish(std::size_t count) {
    begins_.assign(count + 1, 0);
    for (const auto& [list, item] : added_) ++begins_[list + 1];
    for (std::size_t list = 0; list < count; ++list) begins_[list + 1] += begins_[list];
    items_.resize(added_.size());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const auto& [list, item] : added_) items_[next[list]++] = item;
    added_ = {};
  }

  /// In the order that they were added in.
  std::span<const std::uint32_t> operator[](std::uint32_t list) const {
    return std::span(items_).subspan(begins_[list], begins_[list + 1] - begins_[list]);
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> added_;  // list, item
  std::vector<std::uint32_t> begins_, items_;
};

}  // namespace gh::detect
