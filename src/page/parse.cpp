#include "page/parse.h"

#include <array>
#include <gumbo.h>
#include <memory>
#include <vector>

#include "base/text.h"

namespace gh::page {
namespace {

constexpr std::size_t max_tree_depth =
    2000;  // gumbo_destroy_output recurses; 2000 levels are far from its stack's end

GumboOptions options() {
  GumboOptions chosen = kGumboDefaultOptions;
  chosen.max_errors = 0;  // an error record copies the stack of open elements: 3 GiB for 60 kB of <b>
  return chosen;
}

struct OutputDestroyer {
  void operator()(GumboOutput* output) const noexcept {
    const GumboOptions used = options();
    gumbo_destroy_output(&used, output);
  }
};
using Output = std::unique_ptr<GumboOutput, OutputDestroyer>;

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

class Flattener {
 public:
  explicit Flattener(Page& page) : page_(page) {}

  bool run(const GumboNode* document) {
    page_.nodes.reserve(page_.source.size() / 64);
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
      if (open_.size() > max_tree_depth) return false;
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
    flat.source = span(element.original_tag);
    flat.first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
    flat.attribute_count = element.attributes.length;
    page_.nodes.push_back(flat);
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      attribute(*static_cast<const GumboAttribute*>(element.attributes.data[i]));
    }
    push(&node, index);
  }

  void text(const GumboText& text, std::uint32_t parent) {
    Node flat;
    flat.tag = Tag::text;
    flat.parent = parent;
    flat.end = static_cast<std::uint32_t>(page_.nodes.size()) + 1;
    flat.source = span(text.original_text);
    flat.characters = keep(text.text, flat.source);
    page_.nodes.push_back(flat);
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
    flat.value = keep(attribute.value, flat.source);
    page_.attributes.push_back(flat);
  }

  // Words that the source writes just so need no copy.
  Span keep(std::string_view words, Span written) {
    if (!words.empty() && page_.bytes(written) == words) return written;
    return page_.keep(words);
  }

  Span other_name(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return page_.keep(gumbo_normalized_tagname(element.tag));
    GumboStringPiece piece = element.original_tag;
    if (piece.data == nullptr) return {};
    gumbo_tag_from_original_text(&piece);
    return page_.keep(base::lower_ascii(std::string_view(piece.data, piece.length)));
  }

  // Elements that the parser made up have no bytes of their own.
  Span span(const GumboStringPiece& piece) const {
    if (piece.data == nullptr || piece.data < page_.source.data() ||
        piece.data > page_.source.data() + page_.source.size()) {
      return {};
    }
    const auto begin = static_cast<std::uint32_t>(piece.data - page_.source.data());
    const std::size_t rest = page_.source.size() - begin;
    return {begin, begin + static_cast<std::uint32_t>(std::min<std::size_t>(piece.length, rest))};
  }

  Page& page_;
  std::vector<Open> open_;
};

}  // namespace

bool parse_html(Page& page) {
  const GumboOptions chosen = options();
  const Output output(gumbo_parse_with_options(&chosen, page.source.data(), page.source.size()));
  return Flattener(page).run(output->document);
}

}  // namespace gh::page
