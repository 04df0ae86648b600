#include "scrape/page_order.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace gh::scrape {

void put_in_page_order(std::vector<Passage>& passages) {
  std::vector<std::uint64_t> keys;  // where a passage begins, then its place in the list
  keys.reserve(passages.size());
  for (const Passage& passage : passages) {
    keys.push_back(std::uint64_t{passage.text.source().begin} << 32 | keys.size());
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order;
  order.reserve(keys.size());
  for (std::uint64_t key : keys) order.push_back(static_cast<std::uint32_t>(key));
  // Each takes the place of the one that goes to the place before: no second list of so large records.
  for (std::uint32_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    Passage first = std::move(passages[start]);
    std::uint32_t place = start;
    while (order[place] != start) {
      const std::uint32_t from = std::exchange(order[place], place);
      passages[place] = std::move(passages[from]);
      place = from;
    }
    order[place] = place;
    passages[place] = std::move(first);
  }
}

}  // namespace gh::scrape
