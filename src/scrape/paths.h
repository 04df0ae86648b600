// By which names each thing and each fact of a page is reached: "author", "worksFor", "name". What keys are
// compared with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/page.h"
#include "scrape/key.h"

namespace gh::scrape {

/// The names of one page (which must outlive this). Asked for item by item, and kept.
class Paths {
 public:
  explicit Paths(const page::Page& page) : page_(page) {}

  /// The names from the item outwards to the top; things without a name (entries of a list) are no steps.
  const std::vector<std::string_view>& of(std::uint32_t item);

  bool fits(const Key& key, const page::Fact& fact);
  bool fits_item(const Key& key, std::uint32_t item);
  /// Something on the page, a value or a thing, stands under one of the keys.
  bool any_stated(const std::vector<Key>& keys);
  /// The key begins at the item `record`, which the fact's item is or stands below.
  bool fits_in_record(const Key& key, const page::Fact& fact, std::uint32_t record);

 private:
  struct Path {
    std::vector<std::string_view> names;
    bool whole = true;
  };
  static constexpr std::size_t longest = 32;  // steps; hostile pages nest deeper

  const Path& path_of(std::uint32_t item);
  bool has_type(const Key& key, std::uint32_t item) const;

  const page::Page& page_;
  std::unordered_map<std::uint32_t, Path> paths_;
  std::vector<std::string_view> steps_;  // of the fact at hand
};

/// The first value that any of the keys names, the keys in their order; "" when there is none, or it is
/// longer than any part of an address.
std::string first_value(const page::Page& page, const std::vector<Key>& keys);

}  // namespace gh::scrape
