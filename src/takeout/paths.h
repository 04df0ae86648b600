// Many pointers ("/data/*/post") as one tree, so that a walk over a document asks once a value which of them
// lead there. Knows no format: JSON, CSV, XML and CBOR all walk with it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gh::takeout {

class Paths {
 public:
  /// Where a walk stands: the places of the tree that its steps so far fit.
  using Places = std::vector<std::uint32_t>;

  Paths() : nodes_(1) {}

  /// Adds a pointer as scrape::ExportField writes it; `end` is told where a walk has followed all of it.
  void add(std::string_view pointer, std::uint32_t end);

  /// Where a walk begins.
  static Places start() { return {0}; }

  /// Where it stands behind one more step: into the member `key` of an object, or with `is_element` into an
  /// element of an array. Empty when no pointer leads there or on from there.
  void step(const Places& from, std::string_view key, bool is_element, Places& to) const;

  /// The ends of all pointers that lead just here.
  template <class Take>
  void each_end(const Places& at, Take take) const {
    for (const std::uint32_t place : at) {
      for (const std::uint32_t end : nodes_[place].ends) take(end);
    }
  }
  bool ends(const Places& at) const;
  /// Some pointer leads on from here.
  bool leads_on(const Places& at) const;

 private:
  struct Branch {
    std::string key;
    std::uint32_t to = 0;
  };
  struct Node {
    std::vector<Branch> keys;
    std::uint32_t any = 0;   // "*"; 0 for none
    std::uint32_t deep = 0;  // whose branches hold here and at any depth below: "..key"; 0 for none
    bool is_deep = false;    // is such a place itself: a walk that came here stays here, too
    std::vector<std::uint32_t> ends;
  };
  std::uint32_t branch(std::uint32_t from, std::string_view step);
  std::uint32_t deep_place(std::uint32_t from);
  void step_from(std::uint32_t place, std::string_view key, bool is_element, Places& to) const;

  std::vector<Node> nodes_;
};

}  // namespace gh::takeout
