#include "page/html/layout.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "page/align.h"

namespace gh::page {
namespace {

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

  bool started() const { return started_; }

  void line_break() { break_ = true; }

  /// A blank before `words` where they begin another word than what stands there ends: "Born" and "1985".
  /// `alike`: both stand in elements of one kind; else there must be whole words on both sides.
  void part_from(std::string_view words, bool alike) {
    if (!started_ || words.empty()) return;
    const char last = text_.words().back(), next = words.front();
    const auto is = [](char c, char first, char final) { return c >= first && c <= final; };
    const bool small = is(last, 'a', 'z'), digit = is(last, '0', '9');
    if (is(next, 'A', 'Z'))
      blank_ = blank_ || (alike && (small || digit)) || ((small || digit) && ends_in_run());
    if (is(next, '0', '9')) blank_ = blank_ || (alike && small) || ends_in_word();
  }

  /// Quotation marks appear with the first words between them; none, and they do not appear at all.
  void open_quote() { quotes_ += quote_depth_++ % 2 == 0 ? "“" : "‘"; }
  void close_quote() {
    if (quote_depth_ == 0) return;
    const std::string_view mark = --quote_depth_ % 2 == 0 ? "”" : "’";
    if (!quotes_.empty()) {
      quotes_.resize(quotes_.size() - mark.size());
    } else if (started_) {
      text_.append_separator(mark);
    }
  }

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
    quotes_.clear();
    quote_depth_ = 0;
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

  // With four letters or digits: "2021" before "Marlpit", but not "Mc" before "Adam".
  bool ends_in_run() const {
    constexpr std::size_t shortest = 4;
    const std::string& words = text_.words();
    return words.size() >= shortest && std::all_of(words.end() - shortest, words.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
  }

  // With three letters.
  bool ends_in_word() const {
    constexpr std::size_t shortest = 3;
    const std::string& words = text_.words();
    return words.size() >= shortest && std::all_of(words.end() - shortest, words.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
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
    if (quotes_.empty()) return;
    text_.append_separator(quotes_);
    quotes_.clear();
  }

  Text& text_;
  std::vector<Block>& blocks_;
  Block block_;
  bool started_ = false;  // the block has words
  bool blank_ = false;    // seen since the last word
  bool break_ = false;
  std::string quotes_;  // opened since the last word
  unsigned quote_depth_ = 0;
};

enum class Order { shown, source };  // hidden words behind the block they stand in, or in their place

// One walk over the nodes that knows which elements are open.
class BlockWalk {
 public:
  BlockWalk(const Page& page, Text& text, std::vector<Block>& blocks, Order order)
      : page_(page), builder_(text, blocks), order_(order), may_wait_(order == Order::shown) {}

  void run(std::uint32_t root) {
    walk(root, {});
    flush();
  }

 private:
  // An open element that words below it have to know of, and what holds inside it.
  struct Open {
    std::uint32_t node = 0;
    std::uint32_t block = 0;  // innermost block element
    bool keeps_lines = false;
    bool is_block = false;
    bool is_quote = false;
  };

  // A hidden part that waits for the end of the shown block it stands in.
  struct Waiting {
    std::uint32_t root;
    Open around;
  };

  void walk(std::uint32_t root, const Open& around) {
    around_ = around;
    for (std::uint32_t index = root; index < page_.nodes[root].end;) {
      leave(index);
      index = visit(index);
    }
    leave(page_.nodes[root].end);
  }

  const Open& open() const { return open_.empty() ? around_ : open_.back(); }

  void leave(std::uint32_t index) {
    bool left = false;
    while (!open_.empty() && page_.nodes[open_.back().node].end <= index) {
      left = left || open_.back().is_block;
      if (open_.back().is_quote) builder_.close_quote();
      open_.pop_back();
    }
    if (left) flush();
  }

  // Gives the node to go on with: the next one, or the one behind a part that is no text.
  std::uint32_t visit(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    if (waits(node)) {
      waiting_.push_back({index, open()});
      return node.end;
    }
    if (node.tag == Tag::text) {
      text(index, node);
      return index + 1;
    }
    if ((node.flow & flow::no_text) != 0) return node.end;
    if (node.tag == Tag::br) builder_.line_break();
    if (node.flow != 0) enter(index, node);
    return index + 1;
  }

  bool waits(const Node& node) const {
    return node.hidden && may_wait_ && !page_.nodes[node.parent].hidden && builder_.started();
  }

  void enter(std::uint32_t index, const Node& node) {
    Open entered = open();
    entered.node = index;
    entered.is_block = (node.flow & flow::block) != 0;
    entered.is_quote = (node.flow & flow::quote) != 0 && order_ == Order::shown;
    if ((node.flow & flow::keeps_lines) != 0) entered.keeps_lines = true;
    if ((node.flow & flow::collapses_lines) != 0) entered.keeps_lines = false;
    if (entered.is_block) {
      flush();
      entered.block = index;
    }
    if (entered.is_quote) {
      fit(node);
      builder_.open_quote();
    }
    open_.push_back(entered);
  }

  void fit(const Node& node) {
    const std::uint32_t block = open().block;
    if (builder_.fits(block, node.landmark, node.hidden)) return;
    flush();
    builder_.begin(block, node.landmark, node.hidden);
  }

  // <span>Born</span><span>1985</span>, which style sheets set apart, as no blank does.
  // out: nothing where it begins none, else whether both are elements of one kind
  std::optional<bool> begins_sibling(std::uint32_t index) const {
    constexpr int most_up = 3;
    for (int up = 0; up < most_up && index == page_.nodes[index].parent + 1; ++up)
      index = page_.nodes[index].parent;
    const Node& node = page_.nodes[index];
    if (node.tag == Tag::text || node.previous == 0) return std::nullopt;
    const Node& before = page_.nodes[node.previous];
    if (before.end != index) return std::nullopt;
    return before.tag == node.tag || before.tag == Tag::time || node.tag == Tag::time;
  }

  void text(std::uint32_t index, const Node& node) {
    fit(node);
    if (const auto alike = builder_.started() ? begins_sibling(index) : std::nullopt)
      builder_.part_from(page_.slice(node.characters), *alike);
    builder_.text(page_.slice(node.characters), page_.bytes(node.source), node.source.begin,
                  open().keeps_lines);
  }

  void flush() {
    builder_.flush();
    if (waiting_.empty()) return;
    std::vector<Waiting> parts;
    std::vector<Open> outer;
    parts.swap(waiting_);
    outer.swap(open_);
    const Open around = around_;
    may_wait_ = false;
    for (const Waiting& part : parts) {
      walk(part.root, part.around);
      builder_.flush();
    }
    may_wait_ = true;
    around_ = around;
    open_.swap(outer);
  }

  const Page& page_;
  BlockBuilder builder_;
  Order order_;
  bool may_wait_;  // not within a part that has waited
  Open around_;    // what holds where nothing is open
  std::vector<Open> open_;
  std::vector<Waiting> waiting_;
};

}  // namespace

void build_blocks(Page& page) { BlockWalk(page, page.text, page.blocks, Order::shown).run(0); }

Text text_below(const Page& page, std::uint32_t node) {
  Text text;
  std::vector<Block> blocks;
  BlockWalk(page, text, blocks, Order::source).run(node);
  return text;
}

namespace {

// "24/12/2024, 09:12 - Kit: hello", "09:14 Kit", "3. Rex": of a log or a list.
bool begins_with_mark(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits < line.size() &&
         std::string_view("/:.)-").find(line[digits]) != std::string_view::npos;
}

// A line of prose that was broken where its column ends: the next word would not have fitted. Lists, labels,
// tables, letters that are answered and lines parted by dots ("Kit Roe @kitroe · 14 Mar 2024") keep their
// lines.
bool goes_on_in(std::string_view line, std::string_view next, std::size_t column) {
  constexpr std::size_t shortest = 45, longest_label = 20;
  line = base::trim(line);
  if (line.size() < shortest || line.size() > column) return false;
  if (std::string_view(".!?:;|").find(line.back()) != std::string_view::npos) return false;
  for (const std::string_view sign : {" \u00B7 ", " \u2022 ", " \u25B8 "}) {
    if (line.find(sign) != std::string_view::npos) return false;
  }
  if (line.find("   ") != std::string_view::npos || next.find("   ") != std::string_view::npos) return false;
  if (next.empty() || std::string_view(" \t-*>#|+=[").find(next.front()) != std::string_view::npos)
    return false;
  if (next.substr(0, longest_label).find(": ") != std::string_view::npos || begins_with_mark(next))
    return false;
  const std::size_t word = std::min(next.find_first_of(" \r\n"), next.size());
  return line.size() + 1 + word > column;
}

// Bytes of the longest line, but of those that nobody has broken.
std::size_t column_of(const std::vector<std::string_view>& lines) {
  constexpr std::size_t longest_column = 100;
  std::size_t longest = 0;
  for (const std::string_view line : lines) {
    const std::size_t size = base::trim(line).size();
    if (size <= longest_column) longest = std::max(longest, size);
  }
  return longest;
}

}  // namespace

void build_plain_blocks(Page& page) {
  BlockBuilder builder(page.text, page.blocks);
  const std::string_view source = page.source;
  const std::vector<std::string_view> lines = base::split(source, '\n');
  const std::size_t column = column_of(lines);
  std::size_t at = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    if (base::trim(line).empty()) {
      builder.flush();
    } else {
      const bool goes_on = i + 1 < lines.size() && goes_on_in(line, lines[i + 1], column);
      // With its line end, which is a blank like any other.
      const std::string_view words = goes_on ? source.substr(at, line.size() + 1) : line;
      builder.text(words, words, static_cast<std::uint32_t>(at), false);
      if (!goes_on) builder.line_break();
    }
    at += line.size() + 1;
  }
  builder.flush();
}

}  // namespace gh::page
