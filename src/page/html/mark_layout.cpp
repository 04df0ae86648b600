// What each element's own mark-up and its ancestors' say of its place and of being seen: one pass, one look
// at each attribute.
#include <array>
#include <cstring>
#include <optional>

#include "base/text.h"
#include "page/html/inline_style.h"
#include "page/html/layout.h"

namespace gh::page {
namespace {

// Laid out as a block by browsers (https://html.spec.whatwg.org/#rendering); "select" and its options too,
// whose words are no part of the sentence around them.
constexpr std::array block_tags{
    Tag::address,    Tag::article,  Tag::aside,   Tag::blockquote, Tag::body,     Tag::caption, Tag::center,
    Tag::dd,         Tag::details,  Tag::dialog,  Tag::div,        Tag::dl,       Tag::dt,      Tag::fieldset,
    Tag::figcaption, Tag::figure,   Tag::footer,  Tag::form,       Tag::h1,       Tag::h2,      Tag::h3,
    Tag::h4,         Tag::h5,       Tag::h6,      Tag::head,       Tag::header,   Tag::hr,      Tag::html,
    Tag::legend,     Tag::li,       Tag::listing, Tag::main,       Tag::menu,     Tag::nav,     Tag::noscript,
    Tag::ol,         Tag::optgroup, Tag::option,  Tag::p,          Tag::pre,      Tag::section, Tag::select,
    Tag::summary,    Tag::table,    Tag::tbody,   Tag::td,         Tag::textarea, Tag::tfoot,   Tag::th,
    Tag::thead,      Tag::title,    Tag::tr,      Tag::ul};

constexpr auto flow_of_tag = [] {
  std::array<std::uint8_t, 256> table{};
  const auto set = [&](Tag tag, std::uint8_t bits) { table[static_cast<std::size_t>(tag)] |= bits; };
  for (Tag tag : block_tags) set(tag, flow::block);
  for (Tag tag : {Tag::pre, Tag::textarea, Tag::listing}) set(tag, flow::keeps_lines);
  for (Tag tag : {Tag::script, Tag::style}) set(tag, flow::no_text);
  return table;
}();

// Elements that no other rule of the house knows by name: how they flow, and which never show what stands in
// them (it is there for browsers that do not know the element).
struct OtherElement {
  enum class Shown : std::uint8_t { always, never, open, replaced };

  std::string_view name;
  std::uint8_t bits;
  Shown shown;
};
constexpr auto always = OtherElement::Shown::always;
constexpr auto never = OtherElement::Shown::never;
constexpr auto replaced = OtherElement::Shown::replaced;
constexpr OtherElement other_elements[] = {
    {"q", flow::quote, always},
    {"rp", flow::no_text, always},
    {"dir", flow::block, always},
    {"xmp", flow::block | flow::keeps_lines, always},
    {"text", flow::block, always},  // of a drawing
    {"audio", 0, replaced},
    {"meter", 0, replaced},
    {"canvas", 0, replaced},
    {"dialog", flow::block, OtherElement::Shown::open},  // Gumbo 0.10 does not know it
    {"hgroup", flow::block, always},
    {"search", flow::block, always},
    {"noembed", 0, never},
    {"datalist", 0, never},
    {"noframes", 0, never},
    {"progress", 0, replaced},
    {"plaintext", flow::block | flow::keeps_lines, always}};

// One bit for each length of a name above: most names are left at that.
constexpr std::uint32_t other_lengths = [] {
  std::uint32_t bits = 0;
  for (const OtherElement& element : other_elements) bits |= 1u << element.name.size();
  return bits;
}();

const OtherElement* other_element(std::string_view name) {
  if (name.size() > 31 || (other_lengths >> name.size() & 1) == 0) return nullptr;
  for (const OtherElement& element : other_elements) {
    if (element.name == name) return &element;
  }
  return nullptr;
}

std::optional<Landmark> landmark_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar") return Landmark::navigation;
  if (role == "complementary") return Landmark::aside;
  if (role == "contentinfo") return Landmark::footer;
  if (role == "banner") return Landmark::header;
  if (role == "main") return Landmark::main;
  return std::nullopt;
}

// The landmark that an element opens. A header or footer inside the main part or an article is that part's
// own (https://www.w3.org/TR/html-aam-1.0/), so it opens none.
std::optional<Landmark> landmark_of(Tag tag, std::string_view role, bool in_content) {
  if (!role.empty()) {
    if (const auto landmark = landmark_of_role(role)) return landmark;
  }
  switch (tag) {
    case Tag::head:
      return Landmark::head;
    case Tag::main:
      return Landmark::main;
    case Tag::nav:
      return Landmark::navigation;
    case Tag::aside:
      return Landmark::aside;
    case Tag::header:
      return in_content ? std::nullopt : std::optional(Landmark::header);
    case Tag::footer:
      return in_content ? std::nullopt : std::optional(Landmark::footer);
    default:
      return std::nullopt;
  }
}

// What is known of an open element and matters to those below it.
namespace mark {
constexpr std::uint8_t in_content = 1;      // stands in main or an article, where a header is not the page's
constexpr std::uint8_t closed_details = 2;  // shows its first summary only
constexpr std::uint8_t summary_seen = 4;
constexpr std::uint8_t gone = 8;          // nothing below it can be seen again
constexpr std::uint8_t invisible = 16;    // visibility: a child may be seen again
constexpr std::uint8_t sizeless = 32;     // font-size: 0; likewise
constexpr std::uint8_t holds_items = 64;  // flex or grid: its children are blocks
constexpr std::uint8_t replaced = 128;    // shows something of its own in place of what stands in it
constexpr std::uint8_t inherited = in_content | gone | invisible | sizeless;
constexpr std::uint8_t hides = gone | invisible | sizeless;
}  // namespace mark

// As ==, for which the compiler would call memcmp once for each name.
template <std::size_t size>
bool is(std::string_view name, const char (&word)[size]) {
  return name.size() == size - 1 && std::memcmp(name.data(), word, size - 1) == 0;
}

// An element's attributes that matter here.
struct Said {
  std::string_view role, style, type;
  const Attribute* value = nullptr;
  bool hides = false;  // hidden, aria-hidden, popover
  bool open = false;
  bool selected = false;
};

class Marker {
 public:
  explicit Marker(Page& page) : page_(page), marks_(page.nodes.size(), 0) {}

  void run() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) visit(i);
  }

 private:
  void visit(std::uint32_t index) {
    Node& node = page_.nodes[index];
    const Node& parent = page_.nodes[node.parent];
    std::uint8_t& marks = marks_[index];
    marks = marks_[node.parent] & mark::inherited;
    node.landmark = parent.landmark;
    if ((marks_[node.parent] & mark::closed_details) != 0 && !first_summary(node)) marks |= mark::gone;
    if ((marks_[node.parent] & mark::replaced) != 0) marks |= mark::gone;
    if (node.tag != Tag::text) element(index, node, marks);
    node.hidden = (marks & mark::hides) != 0;
  }

  bool first_summary(const Node& node) {
    std::uint8_t& details = marks_[node.parent];
    if (node.tag != Tag::summary || (details & mark::summary_seen) != 0) return false;
    details |= mark::summary_seen;
    return true;
  }

  void element(std::uint32_t index, Node& node, std::uint8_t& marks) {
    const bool in_content = (marks & mark::in_content) != 0;
    if (node.tag == Tag::main || node.tag == Tag::article || node.tag == Tag::section)
      marks |= mark::in_content;
    node.flow = flow_of_tag[static_cast<std::size_t>(node.tag)];
    if ((marks_[node.parent] & mark::holds_items) != 0) node.flow |= flow::block;
    const Said said = node.attribute_count == 0 ? Said() : attributes(index, node);
    if (said.hides) marks |= mark::gone;
    by_tag(node, said, marks);
    if (!said.style.empty()) by_style(node, read_inline_style(said.style), marks);
    if (const auto landmark = landmark_of(node.tag, said.role, in_content)) node.landmark = *landmark;
    if (said.value != nullptr && node.tag == Tag::input) input_value(index, said);
    for (; first_spoken_ < page_.spoken.size(); ++first_spoken_) {
      page_.spoken[first_spoken_].hidden |= (marks & mark::hides) != 0;
    }
  }

  void by_tag(Node& node, const Said& said, std::uint8_t& marks) const {
    switch (node.tag) {
      case Tag::template_:
      case Tag::noscript:
        marks |= mark::gone;
        break;
      case Tag::iframe:
      case Tag::video:
        marks |= mark::replaced;
        break;
      case Tag::title:  // of a drawing, or astray
        if (page_.nodes[node.parent].tag != Tag::head) marks |= mark::gone;
        break;
      case Tag::dialog:
        if (!said.open) marks |= mark::gone;
        break;
      case Tag::details:
        if (!said.open) marks |= mark::closed_details;
        break;
      case Tag::input:
        if (base::equal_ignoring_case(said.type, "hidden")) marks |= mark::gone;
        break;
      case Tag::option:
        if (!said.selected) node.flow |= flow::no_text;
        break;
      case Tag::other:
        if (const OtherElement* other = other_element(page_.slice(node.characters))) {
          node.flow |= other->bits;
          if (other->shown == never || (other->shown == OtherElement::Shown::open && !said.open))
            marks |= mark::gone;
          if (other->shown == replaced) marks |= mark::replaced;
        }
        break;
      default:
        break;
    }
  }

  static void by_style(Node& node, const InlineStyle& style, std::uint8_t& marks) {
    using Display = InlineStyle::Display;
    const auto set = [&](std::uint8_t bit, bool on) {
      marks = static_cast<std::uint8_t>(on ? marks | bit : marks & ~bit);
    };
    if (style.display == Display::none || style.transparent) set(mark::gone, true);
    if (style.visible) set(mark::invisible, !*style.visible);
    if (style.sized) set(mark::sizeless, !*style.sized);
    if (style.display == Display::items) set(mark::holds_items, true);
    if (style.display == Display::block || style.display == Display::items) node.flow |= flow::block;
    if (style.display == Display::flow_inline) node.flow &= static_cast<std::uint8_t>(~flow::block);
    if (style.keeps_lines) node.flow |= *style.keeps_lines ? flow::keeps_lines : flow::collapses_lines;
  }

  // Reads each of them once.
  Said attributes(std::uint32_t index, const Node& node) {
    Said said;
    for (std::uint32_t i = node.first_attribute; i < node.first_attribute + node.attribute_count; ++i) {
      const Attribute& attribute = page_.attributes[i];
      const std::string_view name = page_.slice(attribute.name);
      if (const auto kind = spoken_kind(name)) {
        speak(i, index, *kind);
      } else {
        note(said, name, attribute);
      }
    }
    return said;
  }

  static std::optional<Spoken::Kind> spoken_kind(std::string_view name) {
    using Kind = Spoken::Kind;
    switch (name.size()) {
      case 3:
        return is(name, "alt") ? std::optional(Kind::alt) : std::nullopt;
      case 5:
        return is(name, "title") ? std::optional(Kind::title) : std::nullopt;
      case 8:
        return is(name, "datetime") ? std::optional(Kind::datetime) : std::nullopt;
      case 10:
        return is(name, "aria-label") ? std::optional(Kind::label) : std::nullopt;
      case 11:
        return is(name, "placeholder") ? std::optional(Kind::placeholder) : std::nullopt;
      case 16:
        return is(name, "aria-description") ? std::optional(Kind::label) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  void note(Said& said, std::string_view name, const Attribute& attribute) const {
    switch (name.size()) {
      case 4:
        if (is(name, "role")) said.role = page_.slice(attribute.value);
        if (is(name, "type")) said.type = page_.slice(attribute.value);
        if (is(name, "open")) said.open = true;
        break;
      case 5:
        if (is(name, "style")) said.style = page_.slice(attribute.value);
        if (is(name, "value")) said.value = &attribute;
        break;
      case 6:
      case 7:
        if (is(name, "hidden") || is(name, "popover")) said.hides = true;
        break;
      case 8:
        if (is(name, "selected")) said.selected = true;
        break;
      case 11:
        if (is(name, "aria-hidden") && base::equal_ignoring_case(page_.slice(attribute.value), "true")) {
          said.hides = true;
        }
        break;
      default:
        break;
    }
  }

  void input_value(std::uint32_t index, const Said& said) {
    const auto type = [&](std::string_view name) { return base::equal_ignoring_case(said.type, name); };
    if (type("checkbox") || type("radio") || type("image") || type("file")) return;  // sent, never shown
    const bool button = type("submit") || type("button") || type("reset");
    const auto attribute = static_cast<std::uint32_t>(said.value - page_.attributes.data());
    speak(attribute, index, button ? Spoken::Kind::button : Spoken::Kind::value, type("password"));
  }

  void speak(std::uint32_t attribute, std::uint32_t node, Spoken::Kind kind, bool hidden = false) {
    const Span value = page_.attributes[attribute].value;
    if (value.begin != value.end) page_.spoken.push_back({attribute, node, kind, hidden});
  }

  Page& page_;
  std::vector<std::uint8_t> marks_;
  std::size_t first_spoken_ = 0;  // of the element at hand
};

}  // namespace

bool is_block(Tag tag) { return (flow_of_tag[static_cast<std::size_t>(tag)] & flow::block) != 0; }

void mark_layout(Page& page) { Marker(page).run(); }

}  // namespace gh::page
