#include "page/microformats/text.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/url.h"
#include "page/align.h"

namespace gh::page::microformats {
namespace {

void append_image(Document& document, std::uint32_t node, Images images, Text& out) {
  if (images == Images::left_out) return;
  const Node& element = document.node(node);
  if (const Attribute* alt = document.page.attribute(element, "alt")) {
    if (!document.spend(alt->value.end - alt->value.begin)) return;
    const bool apart = images == Images::alt_or_address && alt->value.end > alt->value.begin;
    if (apart) out.append_separator(" ");
    out.append(document.page.value_text(*alt));
    if (apart) out.append_separator(" ");
  } else if (const Attribute* source = document.page.attribute(element, "src");
             source != nullptr && images == Images::alt_or_address &&
             document.spend(source->value.end - source->value.begin)) {
    out.append_separator(" ");
    out.append(address(document, document.page.value_text(*source)));
    out.append_separator(" ");
  }
}

constexpr std::array<std::string_view, 13> void_tags{"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                     "input", "link", "meta", "source", "track", "wbr"};
constexpr std::array<std::string_view, 6> raw_tags{"style", "script", "xmp", "iframe", "noembed", "noframes"};

bool is_address(std::string_view tag, std::string_view attribute) {
  if (tag == "object") return attribute == "data";
  return attribute == "href" || attribute == "src" || attribute == "poster" || attribute == "cite";
}

class Serializer {
 public:
  explicit Serializer(Document& document) : document_(document) {}

  std::string run(std::uint32_t root) {
    const std::uint32_t end = document_.node(root).end;
    for (std::uint32_t i = root + 1; i < end;) {
      close(i);
      if (!document_.spend(16)) break;
      i = visit(i);
    }
    close(end);
    return std::move(html_);
  }

 private:
  void close(std::uint32_t reached) {
    while (!open_.empty() && document_.node(open_.back()).end <= reached) {
      html_.append("</").append(document_.page.tag_name(document_.node(open_.back()))).append(">");
      open_.pop_back();
    }
  }

  // Gives the node to go on with.
  std::uint32_t visit(std::uint32_t index) {
    const Node& node = document_.node(index);
    if (node.tag == Tag::template_) return node.end;
    if (node.tag == Tag::text) {
      text(document_.page.slice(node.characters));
      return index + 1;
    }
    const std::string_view tag = document_.page.tag_name(node);
    html_.append("<").append(tag);
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      attribute(tag, document_.page.attributes[node.first_attribute + i]);
    }
    html_ += '>';
    if (std::ranges::find(void_tags, tag) != void_tags.end()) return node.end;
    open_.push_back(index);
    return index + 1;
  }

  void text(std::string_view words) {
    if (!document_.spend(words.size())) return;
    const bool raw =
        !open_.empty() &&
        std::ranges::find(raw_tags, document_.page.tag_name(document_.node(open_.back()))) != raw_tags.end();
    if (raw) {
      html_ += words;
    } else {
      escape(words, false);
    }
  }

  void attribute(std::string_view tag, const Attribute& attribute) {
    const std::string_view name = document_.page.slice(attribute.name);
    const std::string_view value = document_.page.slice(attribute.value);
    if (!document_.spend(name.size() + value.size())) return;
    html_.append(" ").append(name).append("=\"");
    escape(is_address(tag, name) ? base::join_url(document_.base, value) : std::string(value), true);
    html_ += '"';
  }

  void escape(std::string_view words, bool in_attribute) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const char c = words[i];
      if (c == '&') {
        html_ += "&amp;";
      } else if (c == '\xC2' && i + 1 < words.size() && words[i + 1] == '\xA0') {
        html_ += "&nbsp;";
        ++i;
      } else if (c == '"' && in_attribute) {
        html_ += "&quot;";
      } else if (c == '<' && !in_attribute) {
        html_ += "&lt;";
      } else if (c == '>' && !in_attribute) {
        html_ += "&gt;";
      } else {
        html_ += c;
      }
    }
  }

  Document& document_;
  std::string html_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

Text text_content(Document& document, std::uint32_t root, Images images, bool includes) {
  Text text;
  Walk walk(document, root, includes, true);
  while (walk.next()) {
    const std::uint32_t index = walk.node();
    if (index == Walk::nothing) continue;
    const Node& node = document.node(index);
    if (node.tag == Tag::script || node.tag == Tag::style) {
      walk.skip();
    } else if (node.tag == Tag::text) {
      const std::string_view words = document.page.slice(node.characters);
      if (!document.spend(words.size())) return text;
      append_aligned(text, words, document.page.bytes(node.source), node.source.begin);
    } else if (node.tag == Tag::img) {
      append_image(document, index, images, text);
    } else if (includes && node.attribute_count != 0) {
      walk.branch(true, false);
    }
  }
  return text;
}

Text trimmed(const Text& text) {
  const std::string_view words = base::trim(text.words());
  if (words.empty()) return {};
  if (words.size() == text.words().size()) return text;
  const auto begin = static_cast<std::size_t>(words.data() - text.words().data());
  return text.part(begin, begin + words.size());
}

Text address(const Document& document, const Text& written) {
  if (!document.absolute) return trimmed(written);
  const std::string joined = base::join_url(document.base, written.words());
  if (joined == written.words()) return written;
  Text text;
  text.append_for(joined, written.source());
  return text;
}

std::string inner_html(Document& document, std::uint32_t node) {
  return std::string(base::trim(Serializer(document).run(node)));
}

}  // namespace gh::page::microformats
