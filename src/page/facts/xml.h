// XML as documents carry it, through expat: flat, with the place of every word, and without anything that a
// document type could define. Forgives what feeds do: blanks before the declaration, a wrong declared
// encoding, names of HTML
// ("&nbsp;") that no document type defines. Not for our own files.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "page/text.h"

namespace gh::page {

/// One element in pre-order: its descendants follow it up to `end`. Offsets are into the text that was read.
struct XmlNode {
  std::uint32_t parent = 0;  // index; the root is its own
  std::uint32_t end = 0;     // index of the first node behind the subtree
  Span name;                 // with its prefix, as written
  Span start_tag;
  Span source;  // start tag to end tag
  Span words;   // of Xml::text: all words of the subtree, as written, blanks and all
};

struct Xml {
  std::string_view source;  // what was read; must outlive this value
  std::vector<XmlNode> nodes;
  Text text;
  std::string_view problem;  // why reading stopped; empty when all of it was read
  Span problem_place;

  /// "dc:creator" as the document writes it.
  std::string_view name(const XmlNode& node) const { return slice(node.name); }
  /// The value of an attribute, references decoded; empty when there is none.
  Text attribute(const XmlNode& node, std::string_view name) const;

  std::string_view slice(Span span) const { return source.substr(span.begin, span.end - span.begin); }
};

/// Reads one document, which must be UTF-8. Never fails: what stands before a mistake is kept.
Xml read_xml(std::string_view source);

/// Where the root element begins: behind blanks, declarations, comments and the document type; npos for none.
std::size_t xml_root(std::string_view source);

/// Its name as written, "rss"; empty for none.
std::string_view xml_root_name(std::string_view source);

/// Walks over the attributes of a start tag: calls `take(name, value, place)`, the value still encoded and
/// without its quotes, at `place` of the source.
template <class Take>
void each_attribute(std::string_view source, Span tag, Take take) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::string_view text = source.substr(0, tag.end);
  std::size_t at = text.find_first_of(" \t\r\n/>", tag.begin + 1);
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n/>", at);
    if (begin == std::string_view::npos) return;
    const std::size_t equals = text.find('=', begin);
    if (equals == std::string_view::npos) return;
    const std::size_t quote = text.find_first_not_of(blanks, equals + 1);
    if (quote == std::string_view::npos || (text[quote] != '"' && text[quote] != '\'')) return;
    const std::size_t close = text.find(text[quote], quote + 1);
    if (close == std::string_view::npos) return;
    std::string_view name = text.substr(begin, equals - begin);
    name = name.substr(0, name.find_last_not_of(blanks) + 1);
    take(name, text.substr(quote + 1, close - quote - 1), static_cast<std::uint32_t>(quote + 1));
    at = close + 1;
  }
}

}  // namespace gh::page
