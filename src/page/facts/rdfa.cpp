#include "page/facts/rdfa.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "page/facts/element_value.h"
#include "page/facts/fact_writer.h"
#include "page/facts/vocabulary.h"

namespace gh::page {
namespace {

// Prefixes of <meta> that the reader of Open Graph takes (https://ogp.me), and cards.
constexpr std::array<std::string_view, 8> others_prefixes{"og",    "fb",    "profile", "article",
                                                          "music", "video", "book",    "twitter"};

// Prefixes that <meta> may use outside every item: of https://www.w3.org/2011/rdfa-context/rdfa-1.1, those
// that describe people and what they belong to.
constexpr std::array<std::string_view, 8> people_prefixes{"schema", "foaf", "vcard", "v",
                                                          "sioc",   "org",  "doap",  "bibo"};

// What rel says about a link rather than about two things (https://html.spec.whatwg.org/#linkTypes).
constexpr std::array<std::string_view, 6> link_words{"nofollow", "noopener", "noreferrer",
                                                     "external", "ugc",      "sponsored"};

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return base::equal_ignoring_case(one, word); });
}

std::string_view prefix_of(std::string_view term) {
  const std::size_t colon = term.find(':');
  return colon == std::string_view::npos ? std::string_view() : term.substr(0, colon);
}

// A property that <meta> states for the reader of Open Graph.
bool is_others(std::string_view term) { return is_among(others_prefixes, prefix_of(base::trim(term))); }

// The attributes of one element that matter.
struct Marks {
  const Attribute* vocabulary = nullptr;
  const Attribute* type = nullptr;
  const Attribute* property = nullptr;
  const Attribute* resource = nullptr;
  const Attribute* about = nullptr;
  const Attribute* relation = nullptr;

  bool none() const {
    return vocabulary == nullptr && type == nullptr && property == nullptr && resource == nullptr &&
           about == nullptr && relation == nullptr;
  }
};

Marks marks_of(const Page& page, const Node& node) {
  Marks marks;
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const Attribute& attribute = page.attributes[node.first_attribute + i];
    const std::string_view name = page.slice(attribute.name);
    if (name == "vocab") marks.vocabulary = &attribute;
    if (name == "typeof") marks.type = &attribute;
    if (name == "property") marks.property = &attribute;
    if (name == "resource") marks.resource = &attribute;
    if (name == "about") marks.about = &attribute;
    if (name == "rel") marks.relation = &attribute;
  }
  return marks;
}

// The resource that the element is about, rather than one that it mentions; null for none or one without a
// name.
const Attribute* subject_of(const Page& page, const Node& node, const Marks& marks) {
  if (marks.about != nullptr) return marks.about;
  if (marks.type != nullptr) return marks.resource != nullptr ? marks.resource : address_of(page, node);
  return marks.property == nullptr && marks.relation == nullptr ? marks.resource : nullptr;
}

class Reader {
 public:
  explicit Reader(Page& page) : page_(page), writer_(page, Syntax::rdfa), values_(page) {}

  void run() {
    find_subjects();
    frames_.push_back({static_cast<std::uint32_t>(page_.nodes.size()), nowhere, false, {}});
    for (std::uint32_t i = 1; i < page_.nodes.size() && !writer_.full(); ++i) {
      while (frames_.back().end <= i) frames_.pop_back();
      if (page_.nodes[i].attribute_count != 0) visit(i);
    }
    for (const Mention& mention : mentions_) resolve(mention);
    if (values_.spent()) page_.facts_cut = true;
  }

 private:
  using Names = std::vector<std::string>;

  // A part of the page about one item.
  struct Frame {
    std::uint32_t end = 0;
    std::uint32_t item = nowhere;
    bool vocabulary = false;
    Names relations;  // by which the item holds what is described next inside
  };

  struct Mention {
    std::uint32_t item;
    const Attribute* resource;
  };

  std::string resource(const Attribute& attribute) const {
    return std::string(base::trim(page_.slice(attribute.value)));
  }

  void find_subjects() {
    for (const Node& node : page_.nodes) {
      if (node.attribute_count == 0) continue;
      const Attribute* subject = subject_of(page_, node, marks_of(page_, node));
      if (subject != nullptr && subject->value.begin != subject->value.end)
        subjects_.insert(resource(*subject));
    }
  }

  void visit(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const Marks marks = marks_of(page_, node);
    if (marks.none()) return;
    Frame inner = frames_.back();
    inner.end = node.end;
    if (marks.vocabulary != nullptr) inner.vocabulary = !page_.slice(marks.vocabulary->value).empty();
    Names names = properties(node, marks, inner);
    const Attribute* subject = subject_of(page_, node, marks);
    if (marks.type != nullptr || subject != nullptr) {
      // "about" beside "property": the property is the subject's own.
      const bool held = marks.about == nullptr || marks.property == nullptr;
      inner.item = subject_item(index, marks, subject, held ? holding_names(marks, names) : Names());
      inner.relations.clear();
      if (!held) state(index, marks, inner.item, names);
    } else if (!names.empty()) {
      state(index, marks, inner.item, names);
    } else if (marks.relation != nullptr) {
      relate(index, marks, inner);
    }
    if (node.end > index + 1) frames_.push_back(std::move(inner));
  }

  // The names of `property` that are ours to read.
  Names properties(const Node& node, const Marks& marks, const Frame& frame) const {
    if (marks.property == nullptr) return {};
    const bool in_item = frame.item != nowhere || marks.type != nullptr || marks.about != nullptr;
    return names_in(*marks.property, [&](std::string_view term) {
      const std::string_view prefix = prefix_of(term);
      if (prefix.empty()) return frame.vocabulary || in_item;
      if (node.tag != Tag::meta) return true;
      if (is_others(term)) return false;
      return in_item || is_among(people_prefixes, prefix) || term.find("//") != std::string_view::npos;
    });
  }

  template <class Accept>
  Names names_in(const Attribute& attribute, Accept accept) const {
    Names names;
    const std::string_view words = page_.slice(attribute.value);
    std::size_t at = 0;
    for (std::string_view term = next_word(words, at); !term.empty() && names.size() < 8;
         term = next_word(words, at)) {
      if (accept(term)) names.emplace_back(local_name(term));
    }
    return names;
  }

  // By what the item around holds the one that a typed element describes.
  Names holding_names(const Marks& marks, const Names& properties) const {
    if (marks.property != nullptr) return properties;
    if (marks.relation == nullptr) return frames_.back().relations;
    return names_in(*marks.relation, [](std::string_view term) { return !is_among(link_words, term); });
  }

  std::uint32_t subject_item(std::uint32_t index, const Marks& marks, const Attribute* subject,
                             const Names& names) {
    const std::string type = marks.type == nullptr ? "" : local_names(page_.slice(marks.type->value));
    const std::string id = subject == nullptr ? "" : resource(*subject);
    const auto known = items_.find(id);
    std::uint32_t item = known == items_.end() ? nowhere : known->second;
    const bool is_new = item == nowhere;
    if (!is_new && !type.empty() && page_.items[item].type.begin == page_.items[item].type.end)
      page_.items[item].type = page_.keep(type);
    for (const std::string& name : names) {
      const std::uint32_t held = add_item(index, frames_.back().item, name, type);
      if (held != nowhere) page_.items[held].refers_to = item;
      if (item == nowhere) item = held;
    }
    if (item == nowhere) item = add_item(index, nowhere, "", type);
    if (!is_new || subject == nullptr || item == nowhere) return item;
    if (!id.empty()) items_.emplace(id, item);
    if (!id.starts_with("_:") && !id.starts_with("[_:"))
      writer_.fact(item, "@id", page_.value_text(*subject), index, true);
    return item;
  }

  std::uint32_t add_item(std::uint32_t index, std::uint32_t holder, std::string_view name,
                         std::string_view type) {
    return writer_.item(holder, name, type, page_.nodes[index].source, page_.nodes[index].hidden);
  }

  // The value of properties on an element without a type of its own.
  void state(std::uint32_t index, const Marks& marks, std::uint32_t item, const Names& names) {
    if (names.empty()) return;
    const Node& node = page_.nodes[index];
    const Attribute* machine = machine_value_of(page_, node);
    const Attribute* linked = marks.resource != nullptr && marks.about == nullptr ? marks.resource
                              : marks.relation == nullptr                         ? address_of(page_, node)
                                                                                  : nullptr;
    if (machine == nullptr && linked != nullptr && is_subject(*linked))
      return mention(index, item, names, *linked);
    const bool named = linked != nullptr && linked == marks.resource;  // not a link that one could follow
    const ElementValue value = values_.value(index, machine, linked);
    for (const std::string& name : names) writer_.fact(item, name, value.text, index, value.hidden || named);
  }

  // rel with a prefix: to the resource that the element links to, else to what is described inside.
  void relate(std::uint32_t index, const Marks& marks, Frame& inner) {
    Names names = names_in(*marks.relation, [](std::string_view term) { return !prefix_of(term).empty(); });
    if (names.empty() || inner.item == nowhere) return;
    const Attribute* linked =
        marks.resource != nullptr ? marks.resource : address_of(page_, page_.nodes[index]);
    if (linked == nullptr) {
      inner.relations = std::move(names);
    } else if (is_subject(*linked)) {
      mention(index, inner.item, names, *linked);
    } else {
      const ElementValue value = values_.value(index, nullptr, linked);
      for (const std::string& name : names) writer_.fact(inner.item, name, value.text, index, value.hidden);
    }
  }

  bool is_subject(const Attribute& attribute) const { return subjects_.count(resource(attribute)) != 0; }

  void mention(std::uint32_t index, std::uint32_t holder, const Names& names, const Attribute& resource) {
    for (const std::string& name : names) {
      const std::uint32_t item = add_item(index, holder, name, "");
      if (item != nowhere) mentions_.push_back({item, &resource});
    }
  }

  void resolve(const Mention& mention) {
    const auto known = items_.find(resource(*mention.resource));
    if (known == items_.end()) return;  // the bounds were reached first
    page_.items[mention.item].refers_to = known->second;
    page_.items[mention.item].type = page_.items[known->second].type;
  }

  Page& page_;
  FactWriter writer_;
  ElementValues values_;
  std::set<std::string> subjects_;  // resources that some element describes
  std::map<std::string, std::uint32_t> items_;
  std::vector<Mention> mentions_;
  std::vector<Frame> frames_;
};

// Pages without RDFa have <meta property="og:..."> all the same.
bool has_rdfa(const Page& page) {
  for (const Attribute& attribute : page.attributes) {
    const std::string_view name = page.slice(attribute.name);
    if (name == "typeof" || name == "vocab" || name == "about") return true;
    if (name == "property" && !is_others(page.slice(attribute.value))) return true;
  }
  return false;
}

}  // namespace

void read_rdfa(Page& page) {
  if (has_rdfa(page)) Reader(page).run();
}

}  // namespace gh::page
