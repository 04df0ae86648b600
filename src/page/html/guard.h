// What the parser would have to do for a page, estimated from its tags. Gumbo's time is quadratic in nesting
// depth and in the number of attributes of one tag, and unclosed formatting elements multiply its nodes; a
// page that would cost too much is refused before the parser sees it, so that it can be reported as not read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "page/html/markup.h"

namespace gh::page {

struct Limits {
  static constexpr std::size_t max_tree_depth =
      2000;  // of what the parser gives; guessed right, it is max_depth

  std::size_t max_bytes = std::size_t{5} << 20;         // decoded; a longer page is cut there
  std::size_t max_image_bytes = std::size_t{32} << 20;  // of a photo, whose own data is near its beginning
  std::size_t max_depth = 400;                          // open elements at one time
  std::size_t max_attributes = 400;                     // of one tag
  std::size_t max_nodes = 1'500'000;                    // estimate, with formatting elements opened again
  std::size_t max_tree_bytes = std::size_t{128} << 20;  // that the parser holds at one time
};

/// Follows the tags of a page, keeping the elements that would be open, and says when a bound is tripped.
class Guard {
 public:
  Guard(std::string_view html, const Limits& limits) : html_(html), limits_(limits) {}

  void tag(const TagToken& token);
  void unfinished(const TagToken& token) { count_attributes(token); }
  /// Text that is not blank.
  void words() {
    if (closed_early_ != 0) open_again();
  }

  /// The bound that was tripped ("nested too deep", ...), in words; nothing so far.
  const std::optional<std::string_view>& verdict() const { return verdict_; }

 private:
  // An element as the tree builder would have it open.
  struct Open {
    TagName name;
    std::uint32_t traits;
    std::size_t remembered;  // formatting elements in the list when it opened
    std::size_t serial;      // of a formatting element, else 0
  };

  // A formatting element in the parser's list: when its parent closes before it does, it is opened again in
  // the next text or inline element
  // (https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements).
  struct Formatting {
    TagName name;
    std::size_t tag;  // hash of the whole tag: at most three equal ones are kept ("Noah's Ark clause")
    std::size_t serial;
    bool open;
  };

  void count_attributes(const TagToken& token);
  void count_nodes(std::size_t count);
  void open(const TagToken& token);
  void push(const Open& element);
  void open_again();
  void close_kin(std::uint32_t kin);
  void remember(const TagToken& token);
  void close(const TagToken& token);
  void forget(const TagName& name);
  void pop_to(std::size_t index);
  void note_closed_early(std::size_t serial);

  std::string_view html_;
  const Limits& limits_;
  std::size_t nodes_ = 0;
  std::size_t serial_ = 0;
  std::size_t closed_early_ = 0;  // at least this many formatting elements wait to be opened again
  bool foreign_ = false;
  std::vector<Open> open_;
  std::vector<Formatting> formatting_;
  std::optional<std::string_view> verdict_;
};

}  // namespace gh::page
