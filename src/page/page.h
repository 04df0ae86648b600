// One page, read once: a flat pre-order array of its elements and texts, each with the bytes it came from,
// and the passages that a browser would show. Every reader above is a pass over these arrays; the parser
// stays in here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/state.h"
#include "page/guard.h"
#include "page/text.h"

namespace gh::page {

/// The elements that some rule of this house knows by name; all others are `other` and keep their name
/// beside.
enum class Tag : std::uint8_t {
  text,
  document,
  other,
  a,
  address,
  article,
  aside,
  b,
  base,
  blockquote,
  body,
  br,
  button,
  caption,
  center,
  code,
  dd,
  details,
  dialog,
  div,
  dl,
  dt,
  em,
  fieldset,
  figcaption,
  figure,
  footer,
  form,
  frameset,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hr,
  html,
  i,
  iframe,
  img,
  input,
  label,
  legend,
  li,
  link,
  listing,
  main,
  menu,
  meta,
  nav,
  noscript,
  object,
  ol,
  optgroup,
  option,
  p,
  picture,
  pre,
  script,
  section,
  select,
  span,
  strong,
  style,
  summary,
  table,
  tbody,
  td,
  template_,
  textarea,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  u,
  ul,
  video,
};

/// "div"; for `other` see Page::tag_name.
std::string_view name(Tag tag);
/// The tag of that lower-case name, `other` when no rule knows it.
Tag tag_named(std::string_view name);

/// The region of the layout that a node stands in, by element or ARIA role.
enum class Landmark : std::uint8_t { head, main, header, navigation, aside, footer };

struct Node {
  Tag tag = Tag::other;
  Landmark landmark = Landmark::main;
  bool hidden = false;       // a browser does not show it: attribute, style, aria-hidden, template, noscript
  std::uint32_t parent = 0;  // index; the root is its own
  std::uint32_t end = 0;     // descendants are (index, end)
  std::uint32_t previous = 0;  // element before this one among its siblings; 0 for none
  std::uint32_t number = 0;    // of this element among its siblings, from 1
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  Span source;      // start tag of an element, bytes of a text
  Span characters;  // text: slice of Page::characters; `other`: its name there
};

struct Attribute {
  Span name;    // slice of Page::characters, lower case
  Span value;   // slice of Page::characters, references decoded
  Span source;  // of the value, without quotes
};

/// One block of text as a browser lays it out (paragraph, list item, cell): lines separated by "\n".
struct Block {
  Text text;
  std::uint32_t node = 0;  // innermost block element
  Landmark landmark = Landmark::main;
  bool hidden = false;
};

struct Page {
  std::string source;  // decoded; all offsets are into this
  std::string charset;
  bool charset_unsure = false;
  std::string characters;   // decoded texts, attribute names and values; nodes hold slices
  std::vector<Node> nodes;  // nodes[0] is the document
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;  // in page order

  std::string_view slice(Span span) const {
    return std::string_view(characters).substr(span.begin, span.end - span.begin);
  }
  std::string_view tag_name(const Node& node) const;
  /// The attribute of that lower-case name, or null.
  const Attribute* attribute(const Node& node, std::string_view name) const;
  /// Its value, or an empty view.
  std::string_view value(const Node& node, std::string_view name) const;
  /// Its value as traceable text; empty when there is none.
  Text value_text(const Node& node, std::string_view name) const;
  /// All text below a node, blanks collapsed, blocks separated by one blank.
  Text text_of(std::uint32_t node) const;
  /// True for the node itself and what stands below it.
  bool within(std::uint32_t node, std::uint32_t ancestor) const {
    return node >= ancestor && node < nodes[ancestor].end;
  }
};

/// A page, or why there is none to rely on: state found, cut (read to the byte cap), or too_complex (not
/// read).
struct Reading {
  base::State state = base::State::found;
  std::string reason;
  Page page;
};

/// Decodes and reads HTML, plain text or JSON, as `content_type` says ("" is sniffed).
/// HTML: text/html, application/xhtml+xml, and whatever begins like mark-up. Anything else is read as one
/// text of lines (JSON keeps its source for page/json.h and has no blocks).
Reading read_page(std::string_view bytes, std::string_view content_type, const Limits& limits = {});

}  // namespace gh::page
