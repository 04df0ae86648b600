#include "page/facts/element_value.h"

namespace gh::page {
namespace {

std::string_view address_name(const Page& page, const Node& node) {
  switch (node.tag) {
    case Tag::a:
    case Tag::link:
      return "href";
    case Tag::img:
    case Tag::iframe:
    case Tag::video:
      return "src";
    case Tag::object:
      return "data";
    case Tag::other:
      break;
    default:
      return {};
  }
  const std::string_view name = page.tag_name(node);
  if (name == "area") return "href";
  return name == "audio" || name == "embed" || name == "source" || name == "track" ? "src" : "";
}

}  // namespace

const Attribute* address_of(const Page& page, const Node& node) {
  const std::string_view name = address_name(page, node);
  return name.empty() ? nullptr : page.attribute(node, name);
}

const Attribute* machine_value_of(const Page& page, const Node& node) {
  if (const Attribute* content = page.attribute(node, "content")) return content;
  if (const Attribute* datetime = page.attribute(node, "datetime")) return datetime;
  if (node.tag != Tag::other) return nullptr;
  const std::string_view name = page.tag_name(node);
  return name == "data" || name == "meter" ? page.attribute(node, "value") : nullptr;
}

ElementValue ElementValues::value(std::uint32_t index, const Attribute* machine, const Attribute* address) {
  const Node& node = page_.nodes[index];
  const bool shows_nothing = node.hidden || node.tag == Tag::link || node.tag == Tag::meta;
  if (machine != nullptr) return {page_.value_text(*machine), true};
  if (address != nullptr) return {page_.value_text(*address), shows_nothing};
  const std::size_t work = node.end - index;
  if (work > budget_) {
    budget_ = 0;
    return {};
  }
  budget_ -= work;
  return {page_.text_of(index), shows_nothing};
}

}  // namespace gh::page
