#include "page/html/parse.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <gumbo.h>
#include <memory>
#include <optional>
#include <vector>

#include "base/text.h"
#include "page/html/arena.h"

namespace gh::page {
namespace {

// The parser cannot be stopped by a return value: what passes the arena's bound leaves it by a jump.
// Everything that it had is the arena's.
struct Parse {
  explicit Parse(std::size_t most_bytes)
      : arena(
            most_bytes, [](void* parse) { std::longjmp(static_cast<Parse*>(parse)->out, 1); }, this) {}

  // The tree, or null when it took more memory than it may.
  const GumboOutput* run(std::string_view html, std::string_view inside) {
    GumboOptions chosen = kGumboDefaultOptions;
    if (inside.starts_with("svg ")) chosen.fragment_namespace = GUMBO_NAMESPACE_SVG;
    if (inside.starts_with("math ")) chosen.fragment_namespace = GUMBO_NAMESPACE_MATHML;
    if (!inside.empty()) {
      chosen.fragment_context = gumbo_tag_enum(std::string(inside.substr(inside.find(' ') + 1)).c_str());
    }
    chosen.max_errors = 0;  // an error record copies the stack of open elements: 3 GiB for 60 kB of <b>
    chosen.allocator = [](void* from, std::size_t size) { return static_cast<Arena*>(from)->allocate(size); };
    chosen.deallocator = [](void* to, void* block) { static_cast<Arena*>(to)->release(block); };
    chosen.userdata = &arena;
    if (setjmp(out) != 0) return nullptr;
    return gumbo_parse_with_options(&chosen, html.data(), html.size());
  }

  Arena arena;
  std::jmp_buf out;
};

// Our tags by the parser's; newer parsers know more tags than ours and are simply `other` here.
const std::array<Tag, GUMBO_TAG_LAST + 1>& tags() {
  static const auto table = [] {
    std::array<Tag, GUMBO_TAG_LAST + 1> all{};
    all.fill(Tag::other);
    for (int i = static_cast<int>(Tag::a); i <= static_cast<int>(Tag::video); ++i) {
      const auto tag = static_cast<Tag>(i);
      const GumboTag theirs = gumbo_tag_enum(std::string(name(tag)).c_str());
      if (theirs != GUMBO_TAG_UNKNOWN) all[static_cast<std::size_t>(theirs)] = tag;
    }
    return all;
  }();
  return table;
}

// What the parser takes for no character: controls and noncharacters.
bool is_refused(char32_t c) {
  return c < 0x9 || c == 0xB || (c >= 0xE && c < 0x20) || (c >= 0x7F && c < 0xA0) ||
         (c >= 0xFDD0 && c < 0xFDF0) || (c & 0xFFFE) == 0xFFFE;
}

// Raw text as the parser would have given it: line feeds for carriage returns, U+FFFD for what is no
// character. Nothing when it is the same.
std::optional<std::string> as_parsed(std::string_view words) {
  if (is_plain(words)) return std::nullopt;
  std::string parsed;
  parsed.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    const base::CodePoint c = base::code_point(words, i);
    if (c.value == '\r') {
      if (i + 1 == words.size() || words[i + 1] != '\n') parsed += '\n';
    } else if (is_refused(c.value)) {
      base::append_code_point(parsed, U'\uFFFD');
    } else {
      parsed.append(words, i, c.length);
    }
    i += c.length;
  }
  if (parsed == words) return std::nullopt;
  return parsed;
}

class Flattener {
 public:
  Flattener(Page& page, const Blanked& blanked) : page_(page), blanked_(blanked) {}

  // A text from which something was cut is not as it is written: what was cut is not known.
  bool doubtful() const { return doubtful_; }

  // False when the tree is deeper than any page that the guard let pass should have.
  bool run(const GumboNode* document) {
    page_.nodes.reserve(blanked_.html().size() / 32);
    page_.nodes.emplace_back().tag = Tag::document;
    push(document, 0);
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next == top.children->length) {
        page_.nodes[top.index].end = static_cast<std::uint32_t>(page_.nodes.size());
        open_.pop_back();
        continue;
      }
      visit(static_cast<const GumboNode*>(top.children->data[top.next++]), top.index);
      if (open_.size() > Limits::max_tree_depth) return false;
    }
    return true;
  }

 private:
  struct Open {
    std::uint32_t index;
    const GumboVector* children;
    unsigned next = 0;
    std::uint32_t elements = 0;
    std::uint32_t last_child = 0;
  };

  void push(const GumboNode* node, std::uint32_t index) {
    const GumboVector& children =
        node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
    open_.push_back({index, &children});
  }

  void visit(const GumboNode* node, std::uint32_t parent) {
    switch (node->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        return element(*node, parent);
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        return text(node->v.text, parent);
      default:
        return;
    }
  }

  void element(const GumboNode& node, std::uint32_t parent) {
    const GumboElement& element = node.v.element;
    const auto index = static_cast<std::uint32_t>(page_.nodes.size());
    Node flat;
    flat.tag = static_cast<std::size_t>(element.tag) < tags().size() ? tags()[element.tag] : Tag::other;
    if (flat.tag == Tag::other) flat.characters = other_name(element);
    flat.parent = parent;
    flat.previous = open_.back().last_child;
    flat.number = ++open_.back().elements;
    open_.back().last_child = index;
    flat.source = span(start_tag(element));
    flat.first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
    flat.attribute_count = element.attributes.length;
    page_.nodes.push_back(flat);
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      attribute(*static_cast<const GumboAttribute*>(element.attributes.data[i]));
    }
    if (flat.tag == Tag::script || flat.tag == Tag::style) body_left_out(flat.source.end, index);
    push(&node, index);
  }

  // Gives a script or style the text that the parser did not see.
  void body_left_out(std::uint32_t behind_tag, std::uint32_t parent) {
    const Span* body = blanked_.cut_at(behind_tag);
    if (body == nullptr) return;
    Node flat;
    flat.tag = Tag::text;
    flat.parent = parent;
    flat.end = static_cast<std::uint32_t>(page_.nodes.size()) + 1;
    flat.source = *body;
    const std::optional<std::string> changed = as_parsed(page_.bytes(*body));
    flat.characters = changed ? page_.keep(*changed) : *body;
    page_.nodes.push_back(flat);
  }

  void text(const GumboText& text, std::uint32_t parent) {
    Node flat;
    flat.tag = Tag::text;
    flat.parent = parent;
    flat.end = static_cast<std::uint32_t>(page_.nodes.size()) + 1;
    flat.source = span(text.original_text);
    const bool whole = flat.source.end - flat.source.begin == text.original_text.length;
    flat.characters =
        whole || !blanked_.cuts_text() ? keep(text.text, flat.source) : with_cuts(text, flat.source);
    page_.nodes.push_back(flat);
  }

  // The words of a text from which something was cut: those of the source where the parser took all that it
  // saw of them, but for tags between them that it ignored ("</form>").
  Span with_cuts(const GumboText& text, Span written) {
    const std::string_view seen(text.original_text.data, text.original_text.length), taken = text.text;
    if (seen == taken) return written;
    const auto first = static_cast<std::uint32_t>(seen.data() - blanked_.html().data());
    std::string words;
    std::size_t next = 0;         // of those taken
    std::uint32_t end = nowhere;  // in the source, of the byte before; nowhere behind a tag
    for (std::size_t at = 0; at < seen.size(); ++at) {
      if (next < taken.size() && seen[at] == taken[next]) {
        const auto place = static_cast<std::uint32_t>(first + at);
        const Span byte = blanked_.source({place, place + 1});
        const std::uint32_t begin = end == nowhere ? byte.begin : end;
        words += page_.bytes({begin, byte.end});
        end = byte.end;
        ++next;
      } else if (const std::size_t tag = seen[at] == '<' ? seen.find('>', at) : std::string_view::npos;
                 tag != std::string_view::npos) {
        at = tag;
        end = nowhere;
      } else {
        next = taken.size() + 1;
        break;
      }
    }
    doubtful_ = doubtful_ || next != taken.size();
    return page_.keep(words);
  }

  void attribute(const GumboAttribute& attribute) {
    Attribute flat;
    flat.known = attribute_named(attribute.name);
    flat.name = keep(attribute.name, span(attribute.original_name));
    GumboStringPiece value = attribute.original_value;
    if (value.length >= 2 && (value.data[0] == '"' || value.data[0] == '\'') &&
        value.data[value.length - 1] == value.data[0]) {
      ++value.data;
      value.length -= 2;
    }
    flat.source = span(value);
    if (const Span* left_out = value.length == 0 ? value_left_out(value) : nullptr) {
      flat.source = flat.value = *left_out;
      page_.attributes.push_back(flat);
      return;
    }
    flat.value = keep(attribute.value, flat.source);
    page_.attributes.push_back(flat);
  }

  // The value that the parser saw an empty one in place of, behind the same quotation mark.
  const Span* value_left_out(const GumboStringPiece& empty) const {
    if (empty.data == nullptr || empty.data <= blanked_.html().data()) return nullptr;
    const Span mark = span({empty.data - 1, 1});
    return mark.begin == mark.end ? nullptr : blanked_.cut_at(mark.end);
  }

  // Words that the source writes just so need no copy.
  Span keep(std::string_view words, Span written) {
    if (!words.empty() && page_.bytes(written) == words) return written;
    if (base::is_utf8(words)) return page_.keep(words);
    return page_.keep(base::make_utf8(words));  // a numeric reference past 2^32 overflows in the parser
  }

  // The parser counts every "</>" that stands right in front, and is no tag, to the tag that follows.
  static GumboStringPiece start_tag(const GumboElement& element) {
    GumboStringPiece tag = element.original_tag;
    while (tag.length > 3 && std::string_view(tag.data, 3) == "</>") {
      tag.data += 3;
      tag.length -= 3;
    }
    return tag;
  }

  Span other_name(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return page_.keep(gumbo_normalized_tagname(element.tag));
    GumboStringPiece piece = start_tag(element);
    if (piece.data == nullptr) return {};
    gumbo_tag_from_original_text(&piece);
    return page_.keep(base::lower_ascii(std::string_view(piece.data, piece.length)));
  }

  // Elements that the parser made up have no bytes of their own.
  Span span(const GumboStringPiece& piece) const {
    const std::string_view html = blanked_.html();
    if (piece.data == nullptr || piece.data < html.data() || piece.data > html.data() + html.size())
      return {};
    const auto begin = static_cast<std::uint32_t>(piece.data - html.data());
    const std::size_t rest = html.size() - begin;
    return blanked_.source(
        {begin, begin + static_cast<std::uint32_t>(std::min<std::size_t>(piece.length, rest))});
  }

  Page& page_;
  const Blanked& blanked_;
  std::vector<Open> open_;
  bool doubtful_ = false;
};

// Nothing, and the page as it was, when a text is not known by what the parser saw of it.
std::optional<bool> parse_once(Page& page, const std::vector<Cut>& cuts, const Limits& limits,
                               std::string_view inside) {
  const auto parse = std::make_unique<Parse>(limits.max_tree_bytes);
  const Blanked blanked(page.source, cuts);
  const GumboOutput* output = parse->run(blanked.html(), inside);
  if (output == nullptr) return false;
  const std::size_t characters = page.characters.size();
  Flattener flattener(page, blanked);
  if (!flattener.run(output->document)) return false;
  if (!flattener.doubtful()) return true;
  page.nodes.clear();
  page.attributes.clear();
  page.characters.resize(characters);
  return std::nullopt;
}

}  // namespace

bool parse_html(Page& page, std::vector<Cut> cuts, const Limits& limits, std::string_view inside) {
  if (const auto parsed = parse_once(page, cuts, limits, inside)) return *parsed;
  std::erase_if(cuts, [](const Cut& cut) { return cut.text; });
  return parse_once(page, cuts, limits, inside).value_or(false);
}

}  // namespace gh::page
