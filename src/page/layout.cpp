#include "page/layout.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "page/align.h"

namespace gh::page {
namespace {

// Laid out as a block by browsers (https://html.spec.whatwg.org/#rendering); "select" and its options too,
// whose words are no part of the sentence around them.
constexpr std::array block_tags{
    Tag::address,    Tag::article,  Tag::aside,   Tag::blockquote, Tag::body,     Tag::caption, Tag::center,
    Tag::dd,         Tag::details,  Tag::dialog,  Tag::div,        Tag::dl,       Tag::dt,      Tag::fieldset,
    Tag::figcaption, Tag::figure,   Tag::footer,  Tag::form,       Tag::h1,       Tag::h2,      Tag::h3,
    Tag::h4,         Tag::h5,       Tag::h6,      Tag::head,       Tag::header,   Tag::hr,      Tag::html,
    Tag::legend,     Tag::li,       Tag::listing, Tag::main,       Tag::menu,     Tag::nav,     Tag::noscript,
    Tag::ol,         Tag::optgroup, Tag::option,  Tag::p,          Tag::pre,      Tag::section, Tag::select,
    Tag::summary,    Tag::table,    Tag::tbody,   Tag::td,         Tag::textarea, Tag::tfoot,   Tag::th,
    Tag::thead,      Tag::title,    Tag::tr,      Tag::ul};

constexpr auto is_block_table = [] {
  std::array<bool, 256> table{};
  for (Tag tag : block_tags) table[static_cast<std::size_t>(tag)] = true;
  return table;
}();

bool is_block(Tag tag) { return is_block_table[static_cast<std::size_t>(tag)]; }

bool keeps_blanks(Tag tag) { return tag == Tag::pre || tag == Tag::textarea || tag == Tag::listing; }

// "display: none" and the like in a style attribute, however it is spaced.
bool style_hides(std::string_view style) {
  if (style.empty()) return false;
  std::string squeezed;
  for (char c : base::lower_ascii(style)) {
    if (c != ' ' && c != '\t' && c != '\n') squeezed += c;
  }
  return squeezed.find("display:none") != std::string::npos ||
         squeezed.find("visibility:hidden") != std::string::npos;
}

bool hides(const Page& page, const Node& node) {
  if (node.tag == Tag::template_ || node.tag == Tag::noscript) return true;
  if (node.attribute_count == 0) return false;
  return page.attribute(node, "hidden") != nullptr ||
         base::equal_ignoring_case(page.value(node, "aria-hidden"), "true") ||
         (node.tag == Tag::input && base::equal_ignoring_case(page.value(node, "type"), "hidden")) ||
         style_hides(page.value(node, "style"));
}

std::optional<Landmark> landmark_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar") return Landmark::navigation;
  if (role == "complementary") return Landmark::aside;
  if (role == "contentinfo") return Landmark::footer;
  if (role == "banner") return Landmark::header;
  if (role == "main") return Landmark::main;
  return std::nullopt;
}

// The landmark that an element opens. A header or footer inside the main part or an article is that part's
// own (https://www.w3.org/TR/html-aam-1.0/), so it opens none.
std::optional<Landmark> landmark_of(const Page& page, const Node& node, bool in_content) {
  if (node.attribute_count != 0) {
    if (const std::string_view role = page.value(node, "role"); !role.empty()) {
      if (const auto landmark = landmark_of_role(role)) return landmark;
    }
  }
  switch (node.tag) {
    case Tag::head:
      return Landmark::head;
    case Tag::main:
      return Landmark::main;
    case Tag::nav:
      return Landmark::navigation;
    case Tag::aside:
      return Landmark::aside;
    case Tag::header:
      return in_content ? std::nullopt : std::optional(Landmark::header);
    case Tag::footer:
      return in_content ? std::nullopt : std::optional(Landmark::footer);
    default:
      return std::nullopt;
  }
}

// Words between which a browser may break: blanks collapsed, where they came from remembered.
class BlockBuilder {
 public:
  BlockBuilder(Text& text, std::vector<Block>& blocks) : text_(text), blocks_(blocks) {}

  void begin(std::uint32_t node, Landmark landmark, bool hidden) {
    flush();
    block_.node = node;
    block_.landmark = landmark;
    block_.hidden = hidden;
  }

  bool fits(std::uint32_t node, Landmark landmark, bool hidden) const {
    return block_.node == node && block_.landmark == landmark && block_.hidden == hidden;
  }

  void line_break() { break_ = true; }

  void text(std::string_view words, std::string_view raw, std::uint32_t source, bool keep_blanks) {
    if (words == raw) {
      collapse<true>(
          words,
          [&](std::size_t begin, std::size_t length) {
            text_.append(words.substr(begin, length), source + static_cast<std::uint32_t>(begin));
          },
          keep_blanks);
      return;
    }
    Text traced;
    append_aligned(traced, words, raw, source);
    collapse<false>(
        words,
        [&](std::size_t begin, std::size_t length) { text_.append_part(traced, begin, begin + length); },
        keep_blanks);
  }

  void flush() {
    if (started_) {
      block_.words.end = static_cast<std::uint32_t>(text_.words().size());
      blocks_.push_back(block_);
    }
    block_ = {};
    blank_ = break_ = started_ = false;
  }

 private:
  // Calls `append` for each run of words without a blank; sets one blank (or line break) between. In verbatim
  // words a single blank is as it should be, and the run goes on.
  template <bool verbatim, class Append>
  void collapse(std::string_view words, Append append, bool keep_blanks) {
    std::size_t at = 0;
    while (at < words.size()) {
      const std::size_t begin = at;
      while (at < words.size() &&
             (!blank_at(words, at) || (verbatim && at > begin && single_blank(words, at)))) {
        ++at;
      }
      if (at > begin) {
        separate();
        append(begin, at - begin);
      }
      bool line = false;
      while (at < words.size() && blank_at(words, at)) {
        line = line || words[at] == '\n';
        at += words[at] == '\xC2' ? 2 : 1;
        blank_ = true;
      }
      if (keep_blanks && line) line_break();
    }
  }

  // A plain blank between two words.
  static bool single_blank(std::string_view words, std::size_t at) {
    return words[at] == ' ' && at + 1 < words.size() && !blank_at(words, at + 1);
  }

  static bool blank_at(std::string_view words, std::size_t at) {
    const char c = words[at];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') return true;
    return c == '\xC2' && at + 1 < words.size() && words[at + 1] == '\xA0';  // no-break space
  }

  void separate() {
    if (!started_) {
      if (!text_.empty()) text_.append_separator(" ");
      block_.words.begin = static_cast<std::uint32_t>(text_.words().size());
    } else if (blank_ || break_) {
      text_.append_separator(break_ ? "\n" : " ");
    }
    started_ = true;
    blank_ = break_ = false;
  }

  Text& text_;
  std::vector<Block>& blocks_;
  Block block_;
  bool started_ = false;  // the block has words
  bool blank_ = false;    // seen since the last word
  bool break_ = false;
};

// One walk over the nodes that knows which elements are open.
class BlockWalk {
 public:
  BlockWalk(const Page& page, Text& text, std::vector<Block>& blocks) : page_(page), builder_(text, blocks) {}

  void run(std::uint32_t root) {
    for (std::uint32_t index = root; index < page_.nodes[root].end;) {
      leave(index);
      index = visit(index);
    }
    builder_.flush();
  }

 private:
  struct Open {
    std::uint32_t node;
    bool keeps_blanks;
  };

  void leave(std::uint32_t index) {
    bool left = false;
    while (!open_.empty() && page_.nodes[open_.back().node].end <= index) {
      open_.pop_back();
      left = true;
    }
    if (left) builder_.flush();
  }

  // Gives the node to go on with: the next one, or the one behind a part that is no text.
  std::uint32_t visit(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    if (node.tag == Tag::text) {
      text(node);
      return index + 1;
    }
    if (node.tag == Tag::script || node.tag == Tag::style) return node.end;
    if (node.tag == Tag::option && page_.attribute(node, "selected") == nullptr) return node.end;
    if (node.tag == Tag::br) builder_.line_break();
    if (is_block(node.tag)) {
      builder_.flush();
      open_.push_back({index, keeps_blanks(node.tag) || (!open_.empty() && open_.back().keeps_blanks)});
    }
    return index + 1;
  }

  void text(const Node& node) {
    const std::uint32_t block = open_.empty() ? 0 : open_.back().node;
    if (!builder_.fits(block, node.landmark, node.hidden)) builder_.begin(block, node.landmark, node.hidden);
    builder_.text(page_.slice(node.characters), page_.bytes(node.source), node.source.begin,
                  !open_.empty() && open_.back().keeps_blanks);
  }

  const Page& page_;
  BlockBuilder builder_;
  std::vector<Open> open_;
};

}  // namespace

void mark_layout(Page& page) {
  // Bit: the node stands in main or an article, where a header is not the page's.
  std::vector<bool> in_content(page.nodes.size(), false);
  for (std::uint32_t i = 1; i < page.nodes.size(); ++i) {
    Node& node = page.nodes[i];
    const Node& parent = page.nodes[node.parent];
    node.hidden = parent.hidden;
    node.landmark = parent.landmark;
    in_content[i] = in_content[node.parent] || node.tag == Tag::main || node.tag == Tag::article ||
                    node.tag == Tag::section;
    if (node.tag == Tag::text) continue;
    if (!node.hidden) node.hidden = hides(page, node);
    if (const auto landmark = landmark_of(page, node, in_content[node.parent])) node.landmark = *landmark;
  }
}

void build_blocks(Page& page) { BlockWalk(page, page.text, page.blocks).run(0); }

Text text_below(const Page& page, std::uint32_t node) {
  Text text;
  std::vector<Block> blocks;
  BlockWalk(page, text, blocks).run(node);
  return text;
}

void build_plain_blocks(Page& page) {
  BlockBuilder builder(page.text, page.blocks);
  const std::string_view source = page.source;
  std::size_t at = 0;
  for (std::string_view line : base::split(source, '\n')) {
    if (base::trim(line).empty()) {
      builder.flush();
    } else {
      builder.text(line, line, static_cast<std::uint32_t>(at), false);
      builder.line_break();
    }
    at += line.size() + 1;
  }
  builder.flush();
}

}  // namespace gh::page
