#include "page/microformats/values.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "page/microformats/dates.h"
#include "page/microformats/text.h"

namespace gh::page::microformats {
namespace {

using Tags = std::initializer_list<std::string_view>;

// The attribute, if the element is one of the tags and has it (an empty one counts).
const Attribute* attribute_of(const Document& document, std::uint32_t node, Tags tags,
                              std::string_view name) {
  const Node& element = document.node(node);
  if (element.attribute_count == 0) return nullptr;
  const std::string_view tag = document.page.tag_name(element);
  return std::ranges::find(tags, tag) == tags.end() ? nullptr : document.page.attribute(element, name);
}

bool is_classic_property(const Document& document, std::uint32_t node, ClassicRoots roots) {
  std::vector<PropertyName> found;
  const Node& element = document.node(node);
  for_each_token(document.page.value(element, "class"),
                 [&](std::string_view token) { add_classic_property(roots, token, false, found); });
  for_each_token(document.page.value(element, "rel"),
                 [&](std::string_view token) { add_classic_property(roots, token, true, found); });
  return !found.empty();
}

// The elements of class "value" or "value-title" that speak for a property: not those of a property or an
// item inside.
std::vector<std::uint32_t> value_elements(Document& document, std::uint32_t root, ClassicRoots classic) {
  std::vector<std::uint32_t> found;
  const Node& element = document.node(root);
  const bool one_text = element.end == root + 2 && document.node(root + 1).tag == Tag::text;
  // The usual case: nothing inside but words, and no attribute but the class to include anything.
  if ((one_text || element.end == root + 1) && (classic == 0 || element.attribute_count <= 1)) return found;
  Walk walk(document, root, classic != 0, true);
  while (walk.next()) {
    const std::uint32_t index = walk.node();
    if (index == Walk::nothing || document.node(index).attribute_count == 0) continue;
    const Marks marks = document.marks[index];
    if ((marks & (has_value | has_value_title)) != 0) {
      found.push_back(index);
      walk.skip();
    } else if (document.is_any_root(index) || (classic == 0 && (marks & has_property) != 0) ||
               (classic != 0 && is_classic_property(document, index, classic))) {
      walk.skip();
    } else if (classic != 0) {
      walk.branch(true, false);
    }
  }
  return found;
}

Text value_part(Document& document, std::uint32_t node, bool date) {
  const Page& page = document.page;
  const Attribute* said = nullptr;
  if ((document.marks[node] & has_value_title) != 0) said = page.attribute(document.node(node), "title");
  if (said == nullptr && date) said = attribute_of(document, node, {"time", "ins", "del"}, "datetime");
  if (said == nullptr) said = attribute_of(document, node, {"img", "area"}, "alt");
  if (said == nullptr) said = attribute_of(document, node, {"data"}, "value");
  if (said == nullptr) said = attribute_of(document, node, {"abbr"}, "title");
  if (said != nullptr) return page.value_text(*said);
  return trimmed(text_content(document, node, Images::alt, false));
}

// https://microformats.org/wiki/value-class-pattern
std::optional<Text> value_class_words(Document& document, std::uint32_t node, ClassicRoots classic) {
  const std::vector<std::uint32_t> elements = value_elements(document, node, classic);
  if (elements.empty()) return std::nullopt;
  Text all;
  for (std::uint32_t element : elements) all.append(value_part(document, element, false));
  return all;
}

std::optional<Text> value_class_date(Document& document, std::uint32_t node, const ItemContext& context) {
  std::vector<DatePart> parts;
  for (std::uint32_t element : value_elements(document, node, context.classic)) {
    // The test suite keeps "+00:00" as a <span> has it, and has "-0800" where a <time> says "-08:00".
    const bool is_time_element = document.node(element).tag == Tag::time;
    parts.push_back({value_part(document, element, true), is_time_element});
  }
  return parts.empty() ? std::nullopt : join_date(parts, context.day);
}

Text read_words(Document& document, std::uint32_t node, ClassicRoots classic) {
  if (auto words = value_class_words(document, node, classic)) return std::move(*words);
  const Attribute* said = attribute_of(document, node, {"abbr", "link"}, "title");
  if (said == nullptr) said = attribute_of(document, node, {"data", "input"}, "value");
  if (said == nullptr) said = attribute_of(document, node, {"img", "area"}, "alt");
  if (said != nullptr) return document.page.value_text(*said);
  return words_of(document, node, classic != 0);
}

Value image(Document& document, std::uint32_t node, const Attribute& source, bool with_alt) {
  Value value;
  value.node = node;
  value.words = address(document, document.page.value_text(source));
  const Attribute* alt = document.page.attribute(document.node(node), "alt");
  if (with_alt && alt != nullptr) value.alt = document.page.value_text(*alt);
  return value;
}

Value read_address(Document& document, std::uint32_t node, ClassicRoots classic) {
  if (const Attribute* source = attribute_of(document, node, {"img"}, "src")) {
    return image(document, node, *source, classic == 0);
  }
  Value value;
  value.node = node;
  const Attribute* said = attribute_of(document, node, {"a", "area", "link"}, "href");
  if (said == nullptr) said = attribute_of(document, node, {"audio", "video", "source", "iframe"}, "src");
  if (said == nullptr) said = attribute_of(document, node, {"video"}, "poster");
  if (said == nullptr) said = attribute_of(document, node, {"object"}, "data");
  if (said != nullptr) {
    value.words = address(document, document.page.value_text(*said));
    return value;
  }
  if (const auto words = value_class_words(document, node, classic)) {
    value.words = address(document, *words);
    return value;
  }
  said = attribute_of(document, node, {"abbr"}, "title");
  if (said == nullptr) said = attribute_of(document, node, {"data", "input"}, "value");
  value.words = address(
      document, said != nullptr ? document.page.value_text(*said)
                                : trimmed(text_content(document, node, Images::left_out, classic != 0)));
  return value;
}

// A time alone takes the day that the item named before.
Text on_day(const Text& words, std::string_view day) {
  if (day.empty() || !is_time(words.words())) return words;
  Text whole;
  whole.append_separator(day);
  whole.append_separator(" ");
  whole.append(words);
  return whole;
}

Text read_date(Document& document, std::uint32_t node, const ItemContext& context) {
  if (auto date = value_class_date(document, node, context)) return std::move(*date);
  const Attribute* said = attribute_of(document, node, {"time", "ins", "del"}, "datetime");
  if (said == nullptr) said = attribute_of(document, node, {"abbr"}, "title");
  if (said == nullptr) said = attribute_of(document, node, {"data", "input"}, "value");
  return on_day(
      said != nullptr ? document.page.value_text(*said) : words_of(document, node, context.classic != 0),
      context.day);
}

// Up to `most` element children of a node, templates aside.
std::vector<std::uint32_t> children(const Document& document, std::uint32_t node, std::size_t most) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = node + 1; i < document.node(node).end && found.size() < most;
       i = document.node(i).end) {
    const Tag tag = document.node(i).tag;
    if (tag != Tag::text && tag != Tag::template_) found.push_back(i);
  }
  return found;
}

// The one element child that is no item itself.
std::optional<std::uint32_t> only_child(const Document& document, std::uint32_t node) {
  const std::vector<std::uint32_t> found = children(document, node, 2);
  if (found.size() != 1 || document.is_any_root(found[0])) return std::nullopt;
  return found[0];
}

std::optional<std::uint32_t> only_child_of_tag(const Document& document, std::uint32_t node,
                                               std::string_view tag) {
  std::optional<std::uint32_t> only;
  for (std::uint32_t i = node + 1; i < document.node(node).end; i = document.node(i).end) {
    if (document.node(i).tag == Tag::text || !document.is(i, tag)) continue;
    if (only) return std::nullopt;
    only = i;
  }
  return only && !document.is_any_root(*only) ? only : std::nullopt;
}

const Attribute* name_attribute(const Document& document, std::uint32_t node) {
  const Attribute* said = attribute_of(document, node, {"img", "area"}, "alt");
  return said != nullptr ? said : attribute_of(document, node, {"abbr"}, "title");
}

// The element, or its only child of such a tag, or the only child's: the first that has the attribute.
template <class Read>
std::optional<Value> imply_address(Document& document, std::uint32_t node, Tags tags, Read read) {
  for (std::string_view tag : tags) {
    if (auto value = document.is(node, tag) ? read(node) : std::nullopt) return value;
  }
  std::optional<std::uint32_t> parent = node;
  for (int level = 0; level < 2 && parent; ++level, parent = only_child(document, *parent)) {
    for (std::string_view tag : tags) {
      const auto child = only_child_of_tag(document, *parent, tag);
      if (auto value = child ? read(*child) : std::nullopt) return value;
    }
  }
  return std::nullopt;
}

}  // namespace

Text words_of(Document& document, std::uint32_t node, bool includes) {
  return trimmed(text_content(document, node, Images::alt_or_address, includes));
}

Text link_words_of(Document& document, std::uint32_t node) {
  return text_content(document, node, Images::alt, false);
}

Value read_value(Document& document, std::uint32_t node, Prefix prefix, const ItemContext& context) {
  if (prefix == Prefix::u) return read_address(document, node, context.classic);
  Value value;
  value.node = node;
  switch (prefix) {
    case Prefix::p:
      value.words = read_words(document, node, context.classic);
      break;
    case Prefix::dt:
      value.words = read_date(document, node, context);
      break;
    default:
      value.words = words_of(document, node, context.classic != 0);
      if (document.absolute) value.html = inner_html(document, node);
      break;
  }
  return value;
}

Value imply_name(Document& document, std::uint32_t node) {
  Value value;
  value.node = node;
  if (const Attribute* own = name_attribute(document, node)) {
    value.words = trimmed(document.page.value_text(*own));
    return value;
  }
  std::optional<std::uint32_t> child = only_child(document, node);
  for (int level = 0; level < 2 && child; ++level, child = only_child(document, *child)) {
    const Attribute* said = name_attribute(document, *child);
    if (said == nullptr || said->value.begin == said->value.end) continue;
    value.words = trimmed(document.page.value_text(*said));
    return value;
  }
  value.words = trimmed(text_content(document, node, Images::alt, false));
  return value;
}

std::optional<Value> imply_photo(Document& document, std::uint32_t node) {
  return imply_address(document, node, {"img", "object"}, [&](std::uint32_t from) -> std::optional<Value> {
    const Attribute* source = attribute_of(document, from, {"img"}, "src");
    if (source == nullptr) source = attribute_of(document, from, {"object"}, "data");
    if (source == nullptr) return std::nullopt;
    return image(document, from, *source, document.node(from).tag == Tag::img);
  });
}

std::optional<Value> imply_url(Document& document, std::uint32_t node) {
  return imply_address(document, node, {"a", "area"}, [&](std::uint32_t from) -> std::optional<Value> {
    const Attribute* target = attribute_of(document, from, {"a", "area"}, "href");
    if (target == nullptr) return std::nullopt;
    Value value;
    value.node = from;
    value.words = address(document, document.page.value_text(*target));
    return value;
  });
}

}  // namespace gh::page::microformats
