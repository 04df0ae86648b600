#include "scrape/controls.h"

#include "base/text.h"

namespace gh::scrape {

using page::Name;
using page::Node;
using page::Tag;

std::optional<Control> Controls::of_input(std::uint32_t index) const {
  const Node& node = page_.nodes[index];
  const std::string type = base::lower_ascii(page_.value(node, Name::type));
  if (type == "password" || type == "submit" || type == "button" || type == "reset") return std::nullopt;
  // What may be ticked says nothing until it is.
  if ((type == "radio" || type == "checkbox") && page_.attribute(node, "checked") == nullptr)
    return std::nullopt;
  const bool shown = type != "hidden";
  Control control = shown ? asked_at(index) : by_name(index);
  if (!shown && (control.rule == nullptr || fields_.is_of_script(control.label))) return std::nullopt;
  control.value = page_.value_text(node, Name::value);
  return control;
}

// By the name of the list; what stands beside it is read as a label is.
std::optional<Control> Controls::of_select(std::uint32_t index) {
  for (std::uint32_t i = index + 1; i < page_.nodes[index].end; ++i) {
    const Node& node = page_.nodes[i];
    if (node.tag != Tag::option || page_.attribute(node, "selected") == nullptr) continue;
    Control control = by_name(index);
    if (control.rule == nullptr) control = asked_at(index);
    if (control.rule == nullptr && follows(last_select_, index)) control = last_;
    last_select_ = index;
    last_ = control;
    if (control.rule == nullptr) return std::nullopt;
    control.value = page_.text_of(i);
    return control;
  }
  return std::nullopt;
}

// No words stand between the two.
bool Controls::follows(std::uint32_t before, std::uint32_t index) const {
  if (before == 0) return false;
  for (std::uint32_t i = page_.nodes[before].end; i < index; ++i) {
    if (page_.nodes[i].tag == Tag::text && !base::trim(page_.slice(page_.nodes[i].characters)).empty())
      return false;
  }
  return true;
}

// By its label, what stands before it, the words in it while it is empty, or the name that the form sends.
Control Controls::asked_at(std::uint32_t index) const {
  const std::string_view label = labels_.of_input(index);
  for (const std::string_view words :
       {label, words_before(index), page_.value(page_.nodes[index], "placeholder")}) {
    if (const FieldRule* rule = words.empty() ? nullptr : fields_.by_label(words))
      return {std::string(words), rule, {}};
  }
  Control named = by_name(index);
  return named.rule == nullptr && !label.empty() ? Control{std::string(label), nullptr, {}} : named;
}

Control Controls::by_name(std::uint32_t index) const {
  std::string words = words_of_name(page_.value(page_.nodes[index], Name::name));
  const FieldRule* rule = fields_.by_name(words);
  return {std::move(words), rule, {}};
}

// The text right before a control, in its own cell or the one before: "<td>DOB</td><td><input>".
std::string_view Controls::words_before(std::uint32_t index) const {
  constexpr std::uint32_t reach = 6;  // nodes
  for (std::uint32_t back = 1; back <= reach && back < index; ++back) {
    const Node& node = page_.nodes[index - back];
    if (node.tag == Tag::input || node.tag == Tag::select || node.tag == Tag::textarea ||
        node.tag == Tag::form)
      break;
    if (node.tag != Tag::text) continue;
    const std::string_view words = base::trim(page_.slice(node.characters));
    if (!words.empty()) return words;
  }
  return {};
}

}  // namespace gh::scrape
