// One page, read once: a flat pre-order array of its elements and texts, the blocks of text that a browser
// would show, and the facts that it states to machines, each with the bytes it came from. All of it is arrays
// of plain records, so that a page crosses from the caged parser as it is. Every reader above is a pass over
// these arrays; the parser stays in here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/state.h"
#include "page/html/attribute_name.h"
#include "page/html/guard.h"
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
inline constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::video) + 1;

/// "div"; for `other` see Page::tag_name.
std::string_view name(Tag tag);
/// The tag of that lower-case name, `other` when no rule knows it.
Tag tag_named(std::string_view name);

/// The region of the layout that a node stands in, by element or ARIA role.
enum class Landmark : std::uint8_t { head, main, header, navigation, aside, footer };
inline constexpr std::size_t landmark_count = static_cast<std::size_t>(Landmark::footer) + 1;

struct Node {
  Tag tag = Tag::other;
  Landmark landmark = Landmark::main;
  bool hidden = false;         // a browser does not show it, or not to everybody; see mark_layout
  std::uint8_t flow = 0;       // bits of html/layout.h: how its words flow into lines
  std::uint32_t parent = 0;    // index; the root is its own
  std::uint32_t end = 0;       // descendants are (index, end)
  std::uint32_t previous = 0;  // element before this one among its siblings; 0 for none
  std::uint32_t number = 0;    // of this element among its siblings, from 1
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  Span source;      // start tag of an element, bytes of a text
  Span characters;  // text: its words; `other`: its name; Page::slice

  bool operator==(const Node&) const = default;
};

struct Attribute {
  Span name;    // Page::slice, lower case
  Span value;   // Page::slice, references decoded
  Span source;  // of the value, without quotes
  Name known = Name::other;

  bool operator==(const Attribute&) const = default;
};

/// One block of text as a browser lays it out (paragraph, list item, cell): lines separated by "\n".
struct Block {
  Span words;              // of Page::text.words()
  std::uint32_t node = 0;  // innermost block element
  Landmark landmark = Landmark::main;
  bool hidden = false;

  bool operator==(const Block&) const = default;
};

/// Words that stand in an attribute and that a browser shows or reads out: what is no part of the text around
/// them. Page::value_text(page.attributes[attribute]) gives them with their place.
struct Spoken {
  enum class Kind : std::uint8_t { alt, title, label, placeholder, value, button, datetime };
  static constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::datetime) + 1;

  std::uint32_t attribute = 0;  // of Page::attributes
  std::uint32_t node = 0;
  Kind kind = Kind::alt;
  bool hidden = false;  // as the element, and what a password field holds

  bool operator==(const Spoken&) const = default;
};

/// The syntaxes in which pages state facts to machines, and the labels that stand beside values.
enum class Syntax : std::uint8_t {
  json_ld,
  microdata,
  rdfa,
  microformats,
  opengraph,  // and what else <meta> says under a name that no other syntax claims
  twitter,    // cards
  dublin_core,
  feed,  // RSS, Atom, JSON Feed
  vcard,
  icalendar,
  labels,  // dl, two-column tables, "Birthday: ..."
  state,   // JSON embedded for scripts
  json,    // a document that is JSON itself
  links,   // what the page links to, with its rel
  exif,
  iptc,
  xmp,
  image_text,  // what a picture's file says beside these three: its comments and named texts
};
inline constexpr std::size_t syntax_count = static_cast<std::size_t>(Syntax::image_text) + 1;

/// "json-ld", "dublin-core", ... as in machine output.
std::string_view name(Syntax syntax);

inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;

/// Something of which facts are stated: a JSON-LD node, an itemscope, an h-card, an entry of a feed, a row of
/// a table.
struct Item {
  Syntax syntax = Syntax::json_ld;
  bool hidden = false;
  std::uint32_t parent = nowhere;  // index of the item that holds this one; always smaller than its own
  Span name;    // Page::slice: the property by which the parent holds it, "worksFor"; empty at the top
  Span type;    // Page::slice: "Person", "h-card"; without vocabulary; several are separated by blanks
  Span source;  // the mark-up or JSON that makes it an item
  // The item that states the facts, when this one but mentions the same thing again ({"@id": "#me"}, a shared
  // itemref): before or behind this one, and never a mention itself.
  std::uint32_t refers_to = nowhere;

  bool operator==(const Item&) const = default;
};

/// One statement: "the Person's birthDate is 1985-07-04".
struct Fact {
  Syntax syntax = Syntax::json_ld;
  bool hidden = false;           // a browser does not show it
  std::uint32_t item = nowhere;  // of which it is stated; nowhere for the page itself
  std::uint32_t node = 0;        // the element that states it; 0 where there are no elements
  Span name;                     // Page::slice: "birthDate", "og:title", "Date of birth"
  Span words;                    // of Page::text.words()

  bool operator==(const Fact&) const = default;
};

/// What could not be read as its syntax wants: broken JSON, a reference to nothing.
struct Problem {
  Syntax syntax = Syntax::json_ld;
  Span what;  // Page::slice
  Span source;

  bool operator==(const Problem&) const = default;
};

struct Page {
  std::string source;  // decoded; all offsets are into this
  std::string charset;
  bool charset_unsure = false;
  std::string characters;   // what is not written just so in the source; see slice()
  std::vector<Node> nodes;  // nodes[0] is the document
  std::vector<Attribute> attributes;
  Text text;                   // of blocks, in page order, and of facts
  std::vector<Block> blocks;   // in page order; what is hidden inside a block follows it
  std::vector<Spoken> spoken;  // in page order
  std::vector<Item> items;
  std::vector<Fact> facts;
  std::vector<Problem> problems;
  bool facts_cut = false;  // it states more than was kept

  /// The words of a span over source and characters laid end to end: what stands in the source just so is
  /// not kept twice.
  std::string_view slice(Span span) const {
    const std::size_t length = span.end - span.begin;
    if (span.begin < source.size()) return std::string_view(source).substr(span.begin, length);
    return std::string_view(characters).substr(span.begin - source.size(), length);
  }
  /// The very bytes of the source.
  std::string_view bytes(Span span) const {
    return std::string_view(source).substr(span.begin, span.end - span.begin);
  }
  /// Keeps words for slice().
  Span keep(std::string_view words);

  std::string_view tag_name(const Node& node) const;
  /// The attribute of that lower-case name, or null; by number, `other` finds none.
  const Attribute* attribute(const Node& node, std::string_view name) const;
  const Attribute* attribute(const Node& node, Name name) const {
    if (name == Name::other) return nullptr;
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const Attribute& candidate = attributes[node.first_attribute + i];
      if (candidate.known == name) return &candidate;
    }
    return nullptr;
  }
  /// Its value, or an empty view.
  std::string_view value(const Node& node, std::string_view name) const;
  std::string_view value(const Node& node, Name name) const;
  /// Its value as traceable text; empty when there is none.
  Text value_text(const Node& node, std::string_view name) const;
  Text value_text(const Node& node, Name name) const;
  Text value_text(const Attribute& attribute) const;
  /// All text below a node, blanks collapsed, blocks separated by one blank.
  Text text_of(std::uint32_t node) const;

  std::string_view words(const Block& block) const { return words(block.words); }
  std::string_view words(const Fact& fact) const { return words(fact.words); }
  Text text_of(const Block& block) const { return text.part(block.words.begin, block.words.end); }
  Text text_of(const Fact& fact) const { return text.part(fact.words.begin, fact.words.end); }

  /// True for the node itself and what stands below it.
  bool within(std::uint32_t node, std::uint32_t ancestor) const {
    return node >= ancestor && node < nodes[ancestor].end;
  }

  bool operator==(const Page&) const = default;

 private:
  std::string_view words(Span span) const {
    return std::string_view(text.words()).substr(span.begin, span.end - span.begin);
  }
};

/// A page, or why there is none to rely on: state found, cut (read to the byte cap), or too_complex (not
/// read).
struct Reading {
  base::State state = base::State::found;
  std::string reason;
  Page page;

  bool operator==(const Reading&) const = default;
};

/// Decodes and reads HTML, plain text or JSON, as `content_type` says ("" is sniffed).
/// HTML: text/html, application/xhtml+xml, and whatever begins like mark-up. Anything else is read as one
/// text of lines (JSON keeps its source for page/facts/json.h and has no blocks).
Reading read_page(std::string_view bytes, std::string_view content_type, const Limits& limits = {});

}  // namespace gh::page
