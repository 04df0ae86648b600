#include "page/facts/microdata.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "page/facts/element_value.h"
#include "page/facts/fact_writer.h"
#include "page/facts/vocabulary.h"

namespace gh::page {
namespace {

constexpr std::uint32_t deepest_item = 64;  // itemref is not followed beyond

// The attributes of one element that matter.
struct Marks {
  const Attribute* scope = nullptr;
  const Attribute* property = nullptr;
  const Attribute* type = nullptr;
  const Attribute* reference = nullptr;
  const Attribute* id = nullptr;
};

Marks marks_of(const Page& page, const Node& node) {
  Marks marks;
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const Attribute& attribute = page.attributes[node.first_attribute + i];
    std::string_view name = page.slice(attribute.name);
    if (!name.starts_with("item")) continue;
    name.remove_prefix(4);
    if (name == "scope") marks.scope = &attribute;
    if (name == "prop") marks.property = &attribute;
    if (name == "type") marks.type = &attribute;
    if (name == "ref") marks.reference = &attribute;
    if (name == "id") marks.id = &attribute;
  }
  return marks;
}

// What the page's itemrefs name. Read before anything is stated, since its ids are views into the page.
class References {
 public:
  explicit References(const Page& page) : page_(page) {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      if (const Attribute* id = page_.attribute(page_.nodes[i], "id"))
        ids_.try_emplace(page_.slice(id->value), i);
    }
    std::vector<std::int32_t> change(page_.nodes.size() + 1, 0);  // in how many named elements one stands
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      const Marks marks = marks_of(page_, page_.nodes[i]);
      if (marks.scope == nullptr || marks.reference == nullptr) continue;
      for (std::uint32_t target : elements_[i] = elements_named(i, *marks.reference)) {
        ++change[target];
        --change[page_.nodes[target].end];
      }
    }
    std::int32_t open = 0;
    for (std::size_t i = 0; i < page_.nodes.size(); ++i) reached_.push_back((open += change[i]) > 0);
    ids_.clear();
  }

  /// The node stands in an element that some itemref names.
  bool reached(std::uint32_t node) const { return reached_[node]; }

  /// What the itemref of an item names, in page order.
  const std::vector<std::uint32_t>* of(std::uint32_t item) const {
    const auto found = elements_.find(item);
    return found == elements_.end() ? nullptr : &found->second;
  }

  /// Itemrefs that name nothing.
  const std::vector<Span>& lost() const { return lost_; }

 private:
  // Each element once, those inside another one or inside the item itself left out.
  std::vector<std::uint32_t> elements_named(std::uint32_t item, const Attribute& reference) {
    std::vector<std::uint32_t> named;
    const std::string_view words = page_.slice(reference.value);
    std::size_t at = 0;
    bool lost = false;
    for (std::string_view id = next_word(words, at); !id.empty(); id = next_word(words, at)) {
      const auto found = ids_.find(id);
      lost = lost || found == ids_.end();
      if (found != ids_.end() && !page_.within(found->second, item)) named.push_back(found->second);
    }
    if (lost) lost_.push_back(reference.source);
    std::sort(named.begin(), named.end());
    std::uint32_t end = 0;
    std::erase_if(named, [&](std::uint32_t node) {
      if (node < end) return true;
      end = page_.nodes[node].end;
      return false;
    });
    return named;
  }

  const Page& page_;
  std::map<std::string_view, std::uint32_t> ids_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> elements_;  // by item
  std::vector<bool> reached_;
  std::vector<Span> lost_;
};

class Reader {
 public:
  Reader(Page& page, const References* references)
      : page_(page),
        writer_(page, Syntax::microdata),
        references_(references),
        values_(page),
        visits_left_(page.nodes.size() * 4) {
    if (references == nullptr) return;
    stated_.assign(page.nodes.size(), nowhere);
    for (Span lost : references->lost()) writer_.problem(lost, "an itemref that names nothing");
  }

  void run() {
    frames_.push_back({1, static_cast<std::uint32_t>(page_.nodes.size())});
    while (!frames_.empty() && !writer_.full()) {
      Frame& top = frames_.back();
      if (top.next >= top.end) {
        frames_.pop_back();
        continue;
      }
      if (top.by_reference && visits_left_-- == 0) break;
      const std::uint32_t node = top.next++;
      if (page_.nodes[node].attribute_count != 0) visit(node);
    }
    if (!frames_.empty() || values_.spent()) page_.facts_cut = true;
  }

 private:
  // A part of the page whose properties belong to one item.
  struct Frame {
    std::uint32_t next = 0;
    std::uint32_t end = 0;
    std::uint32_t item = nowhere;
    std::uint32_t depth = 0;
    bool by_reference = false;  // other items may lead here too
  };

  void visit(std::uint32_t node) {
    const Marks marks = marks_of(page_, page_.nodes[node]);
    if (marks.scope != nullptr) {
      visit_item(node, marks);
    } else if (marks.property != nullptr && !belongs_elsewhere(node)) {
      const Node& element = page_.nodes[node];
      const Attribute* machine = machine_value_of(page_, element);
      const ElementValue value = values_.value(node, machine, address_of(page_, element));
      for_each_name(*marks.property, [&](std::string_view name) {
        writer_.fact(frames_.back().item, name, value.text, node, value.hidden);
      });
    }
  }

  // Outside every item, and some itemref will lead to it.
  bool belongs_elsewhere(std::uint32_t node) const {
    return frames_.back().item == nowhere && references_ != nullptr && references_->reached(node);
  }

  void visit_item(std::uint32_t node, const Marks& marks) {
    const Frame holder = frames_.back();
    frames_.back().next = page_.nodes[node].end;
    if (marks.property != nullptr && belongs_elsewhere(node)) return;
    const std::uint32_t known = references_ == nullptr ? nowhere : stated_[node];
    if (known != nowhere && (marks.property == nullptr || holder.item == nowhere)) return;
    const std::uint32_t item = add_item(node, marks, holder.item, known);
    if (item == nowhere || known != nowhere) return;
    if (marks.id != nullptr) writer_.fact(item, "@id", page_.value_text(*marks.id), node, true);
    if (references_ != nullptr) {
      stated_[node] = item;
      push_references(node, item, holder.depth + 1);
    }
    frames_.push_back({node + 1, page_.nodes[node].end, item, holder.depth + 1});
  }

  // An item is the value of each of its properties' names: the item under the first, mentions under the
  // others, and nothing but mentions when it is known already.
  std::uint32_t add_item(std::uint32_t node, const Marks& marks, std::uint32_t holder, std::uint32_t known) {
    const std::string type = marks.type == nullptr ? "" : local_names(page_.slice(marks.type->value));
    const Node& element = page_.nodes[node];
    if (marks.property == nullptr) return writer_.item(nowhere, "", type, element.source, element.hidden);
    std::uint32_t first = nowhere;
    for_each_name(*marks.property, [&](std::string_view name) {
      const std::uint32_t item = writer_.item(holder, name, type, element.source, element.hidden);
      if (item != nowhere) page_.items[item].refers_to = known != nowhere ? known : first;
      if (first == nowhere) first = item;
    });
    if (known != nowhere) return known;
    return first != nowhere ? first : writer_.item(nowhere, "", type, element.source, element.hidden);
  }

  void push_references(std::uint32_t node, std::uint32_t item, std::uint32_t depth) {
    const std::vector<std::uint32_t>* named = references_->of(node);
    if (named == nullptr) return;
    if (depth > deepest_item) {
      page_.facts_cut = true;
      return;
    }
    for (auto target = named->rbegin(); target != named->rend(); ++target)
      frames_.push_back({*target, page_.nodes[*target].end, item, depth, true});
  }

  template <class Use>
  void for_each_name(const Attribute& attribute, Use use) {
    const std::string names(page_.slice(attribute.value));  // what is written may move what is kept
    std::size_t at = 0;
    for (std::string_view name = next_word(names, at); !name.empty() && !writer_.full();
         name = next_word(names, at))
      use(local_name(name));
  }

  Page& page_;
  FactWriter writer_;
  const References* references_;  // null when the page has no itemref
  ElementValues values_;
  std::size_t visits_left_;            // of nodes that itemrefs lead to
  std::vector<std::uint32_t> stated_;  // item by node; empty without references
  std::vector<Frame> frames_;
};

}  // namespace

void read_microdata(Page& page) {
  bool present = false;
  bool refers = false;
  for (const Attribute& attribute : page.attributes) {
    const std::string_view name = page.slice(attribute.name);
    if (!name.starts_with("item")) continue;
    present = present || name == "itemscope" || name == "itemprop";
    refers = refers || name == "itemref";
  }
  if (!present) return;
  std::optional<References> references;
  if (refers) references.emplace(page);
  Reader(page, references ? &*references : nullptr).run();
}

}  // namespace gh::page
