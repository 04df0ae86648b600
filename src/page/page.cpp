#include "page/page.h"

#include <array>

#include "base/text.h"
#include "page/align.h"
#include "page/decode/decode.h"
#include "page/facts/cards.h"
#include "page/facts/feed.h"
#include "page/facts/json_document.h"
#include "page/facts/labels.h"
#include "page/facts/readers.h"
#include "page/form.h"
#include "page/html/layout.h"
#include "page/html/parse.h"
#include "page/html/prescan.h"
#include "page/image/image.h"

namespace gh::page {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Tag::video) + 1> tag_names{
    "#text",      "#document",  "",        "a",     "address",  "article", "aside",    "b",
    "base",       "blockquote", "body",    "br",    "button",   "caption", "center",   "code",
    "dd",         "details",    "dialog",  "div",   "dl",       "dt",      "em",       "fieldset",
    "figcaption", "figure",     "footer",  "form",  "frameset", "h1",      "h2",       "h3",
    "h4",         "h5",         "h6",      "head",  "header",   "hr",      "html",     "i",
    "iframe",     "img",        "input",   "label", "legend",   "li",      "link",     "listing",
    "main",       "menu",       "meta",    "nav",   "noscript", "object",  "ol",       "optgroup",
    "option",     "p",          "picture", "pre",   "script",   "section", "select",   "span",
    "strong",     "style",      "summary", "table", "tbody",    "td",      "template", "textarea",
    "tfoot",      "th",         "thead",   "time",  "title",    "tr",      "u",        "ul",
    "video"};
static_assert(tag_names.back() == "video" && tag_names[static_cast<std::size_t>(Tag::listing)] == "listing");

constexpr std::array<std::string_view, syntax_count> syntax_names{
    "json-ld",     "microdata", "rdfa",  "microformats", "opengraph", "twitter",
    "dublin-core", "feed",      "vcard", "icalendar",    "labels",    "state",
    "json",        "links",     "exif",  "iptc",         "xmp",       "image-text"};

// Why the page is not read, in words; nothing when it is.
std::optional<std::string_view> read_html(Page& page, const Limits& limits) {
  Prescan seen = prescan(page.source, limits);
  if (seen.refused) return seen.refused;
  if (!parse_html(page, std::move(seen.cuts), limits)) {
    page.nodes.clear();
    page.attributes.clear();
    return "a tree that needs too much memory";
  }
  mark_layout(page);
  build_blocks(page);
  read_structured_data(page);
  return std::nullopt;
}

// Nothing of it is decoded: offsets are into the file, and its words are facts.
Reading read_image_page(std::string_view bytes, const Limits& limits) {
  Reading reading;
  reading.page.charset = binary_charset;
  reading.page.source = bytes.substr(0, limits.max_image_bytes);
  read_image(reading.page);
  if (bytes.size() > limits.max_image_bytes || reading.page.facts_cut) {
    reading.state = base::State::cut;
    reading.reason = "too_long";
  } else if (!reading.page.problems.empty()) {
    reading.state = base::State::cut;
    reading.reason = "damaged";
  }
  return reading;
}

}  // namespace

std::string_view name(Syntax syntax) { return syntax_names[static_cast<std::size_t>(syntax)]; }

std::string_view name(Tag tag) { return tag_names[static_cast<std::size_t>(tag)]; }

Tag tag_named(std::string_view wanted) {
  for (std::size_t i = static_cast<std::size_t>(Tag::a); i < tag_names.size(); ++i) {
    if (tag_names[i] == wanted) return static_cast<Tag>(i);
  }
  return Tag::other;
}

std::string_view Page::tag_name(const Node& node) const {
  return node.tag == Tag::other ? slice(node.characters) : name(node.tag);
}

const Attribute* Page::attribute(const Node& node, std::string_view wanted) const {
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const Attribute& candidate = attributes[node.first_attribute + i];
    if (slice(candidate.name) == wanted) return &candidate;
  }
  return nullptr;
}

std::string_view Page::value(const Node& node, std::string_view wanted) const {
  const Attribute* found = attribute(node, wanted);
  return found == nullptr ? std::string_view() : slice(found->value);
}

std::string_view Page::value(const Node& node, Name wanted) const {
  const Attribute* found = attribute(node, wanted);
  return found == nullptr ? std::string_view() : slice(found->value);
}

Span Page::keep(std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(source.size() + characters.size());
  characters += words;
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

Text Page::value_text(const Attribute& attribute) const {
  Text traced;
  if (attribute.value == attribute.source) {
    traced.append(slice(attribute.value), attribute.source.begin);
    return traced;
  }
  append_aligned(traced, slice(attribute.value), bytes(attribute.source), attribute.source.begin);
  return traced;
}

Text Page::value_text(const Node& node, std::string_view wanted) const {
  const Attribute* found = attribute(node, wanted);
  return found == nullptr ? Text() : value_text(*found);
}

Text Page::value_text(const Node& node, Name wanted) const {
  const Attribute* found = attribute(node, wanted);
  return found == nullptr ? Text() : value_text(*found);
}

Text Page::text_of(std::uint32_t node) const { return text_below(*this, node); }

Reading read_page(std::string_view bytes, std::string_view content_type, const Limits& limits) {
  if (form_of(bytes, content_type) == Form::image) return read_image_page(bytes, limits);
  Reading reading;
  Decoded decoded = decode(bytes, content_type, limits.max_bytes);
  reading.page.source = std::move(decoded.text);
  reading.page.charset = std::move(decoded.charset);
  reading.page.charset_unsure = decoded.unsure;
  if (decoded.cut) {
    reading.state = base::State::cut;
    reading.reason = "too_long";
  }
  switch (form_of(reading.page.source, content_type)) {
    case Form::html:
      if (const auto refused = read_html(reading.page, limits)) {
        reading.state = base::State::too_complex;
        reading.reason = *refused;
      }
      break;
    case Form::json:
      read_json_document(reading.page);
      break;
    case Form::xml:
      read_feed(reading.page);
      break;
    case Form::vcard:
    case Form::icalendar:
      read_card_document(reading.page);
      break;
    default:
      build_plain_blocks(reading.page);
      read_labels(reading.page);
  }
  return reading;
}

}  // namespace gh::page
