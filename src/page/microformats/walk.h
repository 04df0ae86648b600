// Walks over the elements of a page as microformats see them: templates are no part of it, and what a classic
// item includes from elsewhere (https://microformats.org/wiki/include-pattern) stands as if it were written
// there. Every walk draws on one budget, so that no nesting and no web of includes costs more than a page's
// length allows. Stays inside the microformats reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "page/microformats/names.h"
#include "page/page.h"

namespace gh::page::microformats {

/// A page under reading, and what the reading may still cost.
struct Document {
  /// Leaves addresses as the page states them.
  explicit Document(const Page& of) : page(of), marks(marks_of(of)) {}

  /// Makes them absolute.
  Document(const Page& of, std::string base_url)
      : page(of), marks(marks_of(of)), absolute(true), base(std::move(base_url)) {}

  const Page& page;
  std::vector<Marks> marks;  // of every node; empty when there is nothing to read
  bool absolute = false;
  std::string base;  // address of the page, or of its <base href>
  bool cut = false;  // something was left out for its cost

  const Node& node(std::uint32_t index) const { return page.nodes[index]; }
  bool is(std::uint32_t index, std::string_view tag) const { return page.tag_name(node(index)) == tag; }
  bool is_any_root(std::uint32_t index) const { return (marks[index] & (has_root | has_classic_root)) != 0; }
  std::string_view classes(std::uint32_t index) const { return page.value(node(index), "class"); }

  /// False, and `cut` for good, when the budget is used up. A node costs about 8, a byte copied 1.
  bool spend(std::size_t cost);

  /// Appends the elements that this one includes, in their order: itemref, class="include", headers of a
  /// <td>.
  void add_includes(std::uint32_t index, std::vector<std::uint32_t>& out);

 private:
  std::optional<std::uint32_t> by_id(std::string_view id);

  std::size_t left_ = std::size_t{24} << 20;
  std::optional<std::unordered_map<std::string_view, std::uint32_t>> ids_;
};

/// Pre-order over what stands below a node. A template is skipped; whoever walks may skip more.
class Walk {
 public:
  static constexpr std::uint32_t nothing = 0xFFFFFFFF;

  /// Below `root`, and below what it includes if `includes` says so. Steps are charged to the document's
  /// budget when `charged`; those into includes always are.
  Walk(Document& document, std::uint32_t root, bool includes, bool charged);

  /// The next node, or the end of a branch() that is to be announced; false at the end of all.
  bool next();
  std::uint32_t node() const { return node_; }  // `nothing` at the end of a branch

  /// Leaves out what stands below the node just given.
  void skip();

  /// Goes through what stands below the node just given and what it includes (if `includes`), and then says
  /// so (if `announced`).
  void branch(bool includes, bool announced);

 private:
  struct Frame {
    std::uint32_t next;
    std::uint32_t end;
    std::uint32_t depth;  // how many includes lead here
    bool announced;       // its end is
  };
  void push(std::uint32_t root, bool includes, bool announced, std::uint32_t depth);

  Document& document_;
  bool charged_;
  std::uint32_t node_ = nothing;
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> included_;
};

}  // namespace gh::page::microformats
