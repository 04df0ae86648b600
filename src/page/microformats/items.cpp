#include "page/microformats/items.h"

#include <algorithm>
#include <array>
#include <optional>

#include "page/facts/fact_writer.h"
#include "page/microformats/dates.h"
#include "page/microformats/text.h"

namespace gh::page::microformats {
namespace {

// What is known of an item while its element is open.
struct OpenItem {
  std::uint32_t item;
  ItemContext context;
  bool has_words = false;      // a p- or e- property
  bool has_address = false;    // a u- property
  bool has_item = false;       // an item inside, property or not
  std::size_t first_slot = 0;  // the properties of the parent that this item is the value of
  std::size_t slot_count = 0;
};

bool has_property(const Microformat& item, std::string_view name) {
  return std::ranges::find(item.properties, name, &Property::name) != item.properties.end();
}

class ItemFinder {
 public:
  explicit ItemFinder(Document& document) : document_(document) {}

  std::vector<Microformat> run() {
    Walk walk(document_, 0, false, false);
    while (walk.next()) {
      if (walk.node() == Walk::nothing) {
        close();
      } else if (document_.node(walk.node()).attribute_count != 0) {
        visit(walk, walk.node());
      }
    }
    return std::move(items_);
  }

 private:
  void visit(Walk& walk, std::uint32_t node) {
    const ClassicRoots outer = open_.empty() ? 0 : open_.back().context.classic;
    if (document_.marks[node] == 0 && outer == 0) return;
    read_classes(node, outer);
    const bool is_item = (!types_.empty() || roots_ != 0) && has_room();
    const std::uint32_t index = is_item ? static_cast<std::uint32_t>(items_.size()) : no_item;
    const std::size_t first_slot = open_.empty() ? 0 : items_[open_.back().item].properties.size();
    add_properties(node, index);
    if (!is_item) {
      if (outer != 0) walk.branch(true, false);
      return;
    }
    open(node, first_slot);
    walk.branch(items_[index].classic != 0, true);
  }

  // What the element's classes and rels say inside an item of those roots: types_, roots_ and names_.
  void read_classes(std::uint32_t node, ClassicRoots outer) {
    types_.clear();
    names_.clear();
    roots_ = 0;
    for_each_token(document_.classes(node), [&](std::string_view token) {
      if (is_root(token)) types_.push_back(token);
      roots_ |= classic_root(token);
      if (open_.empty()) return;
      if (outer == 0) {
        add_property(token, names_);
      } else {
        add_classic_property(outer, token, false, names_);
      }
    });
    if (outer != 0) {
      for_each_token(document_.page.value(document_.node(node), "rel"),
                     [&](std::string_view token) { add_classic_property(outer, token, true, names_); });
    }
    if (!is_classic_review(outer)) roots_ &= static_cast<ClassicRoots>(~classic_item);
  }

  bool has_room() {
    if (items_.size() + property_count_ < FactWriter::most_facts) return true;
    document_.cut = true;
    return false;
  }

  void add_properties(std::uint32_t node, std::uint32_t item) {
    if (names_.empty()) return;
    OpenItem& owner = open_.back();
    std::array<std::optional<Value>, 4> values;
    for (const PropertyName& name : names_) {
      if (!has_room()) return;
      auto& value = values[static_cast<std::size_t>(name.prefix)];
      if (!value && item != no_item)
        value = Value{.node = node, .item = item, .words = {}, .alt = {}, .html = {}};
      if (!value) value = read_value(document_, node, name.prefix, owner.context);
      if (!document_.spend(64 + value->words.words().size() + (value->html ? value->html->size() : 0)))
        return;
      owner.has_words = owner.has_words || name.prefix == Prefix::p || name.prefix == Prefix::e;
      owner.has_address = owner.has_address || name.prefix == Prefix::u;
      if (name.prefix == Prefix::dt) note_day(owner, *value);
      items_[owner.item].properties.push_back({name.prefix, name.name, *value});
      ++property_count_;
    }
  }

  static void note_day(OpenItem& owner, const Value& value) {
    if (const std::string_view day = day_of(value.words.words()); !day.empty()) owner.context.day = day;
  }

  void open(std::uint32_t node, std::size_t first_slot) {
    Microformat item;
    item.node = node;
    item.classic = types_.empty() ? roots_ : ClassicRoots{0};
    item.types = types_.empty() ? types_of(roots_) : types_;
    std::ranges::sort(item.types);
    item.types.erase(std::unique(item.types.begin(), item.types.end()), item.types.end());
    OpenItem opened;
    opened.item = static_cast<std::uint32_t>(items_.size());
    opened.context.classic = item.classic;
    if (!open_.empty()) {
      item.parent = open_.back().item;
      open_.back().has_item = true;
      opened.first_slot = first_slot;
      opened.slot_count = items_[item.parent].properties.size() - first_slot;
      if (opened.slot_count == 0) items_[item.parent].children.push_back(opened.item);
    }
    items_.push_back(std::move(item));
    open_.push_back(std::move(opened));
  }

  void close() {
    const OpenItem closed = std::move(open_.back());
    open_.pop_back();
    if (closed.context.classic == 0) imply(closed);
    std::array<bool, 4> read{};
    for (std::size_t i = 0; i < closed.slot_count; ++i) {
      Property& slot = items_[items_[closed.item].parent].properties[closed.first_slot + i];
      const auto prefix = static_cast<std::size_t>(slot.prefix);
      // Twice the same kind on one element is rare and not worth reading again.
      if (read[prefix]) continue;
      read[prefix] = true;
      slot.value = value_of(closed, slot.prefix);
      slot.value.item = closed.item;
    }
    share_values(closed);
  }

  // Slots of one kind have one value.
  void share_values(const OpenItem& closed) {
    std::array<const Value*, 4> first{};
    for (std::size_t i = 0; i < closed.slot_count; ++i) {
      Property& slot = items_[items_[closed.item].parent].properties[closed.first_slot + i];
      const Value*& value = first[static_cast<std::size_t>(slot.prefix)];
      if (value == nullptr) {
        value = &slot.value;
      } else if (document_.spend(value->words.words().size())) {
        slot.value = *value;
      }
    }
  }

  void imply(const OpenItem& closed) {
    if (closed.has_item) return;
    Microformat& item = items_[closed.item];
    if (!closed.has_words && !has_property(item, "name")) {
      add_implied(item, Prefix::p, "name", imply_name(document_, item.node));
    }
    if (closed.has_address) return;
    const bool photo = !has_property(item, "photo"), url = !has_property(item, "url");
    if (photo) add_implied(item, Prefix::u, "photo", imply_photo(document_, item.node));
    if (url) add_implied(item, Prefix::u, "url", imply_url(document_, item.node));
  }

  void add_implied(Microformat& item, Prefix prefix, std::string_view name, std::optional<Value> value) {
    if (!value || !has_room()) return;
    item.properties.push_back({prefix, name, std::move(*value)});
    ++property_count_;
  }

  // What a nested item is worth as a plain value: its name or address, or what its element says without it.
  Value value_of(const OpenItem& closed, Prefix prefix) {
    const Microformat& item = items_[closed.item];
    const std::string_view wanted = prefix == Prefix::p ? "name" : prefix == Prefix::u ? "url" : "";
    bool of_other_kind = false;
    for (const Property& property : item.properties) {
      if (wanted.empty() || property.name != wanted) continue;
      if (property.prefix == prefix) return affordable(property.value);
      of_other_kind = true;
    }
    if (prefix == Prefix::u && of_other_kind) {
      // No specification says so; the test suite does (nested-microformat-mistyped).
      Value value;
      value.node = item.node;
      value.words = words_of(document_, item.node, item.classic != 0);
      return value;
    }
    return read_value(document_, item.node, prefix, closed.context);
  }

  // Names are handed up through every level of nesting.
  Value affordable(const Value& value) {
    return document_.spend(value.words.words().size()) ? value : Value{};
  }

  Document& document_;
  std::vector<Microformat> items_;
  std::vector<OpenItem> open_;
  std::size_t property_count_ = 0;
  std::vector<std::string_view> types_;  // of the element at hand
  std::vector<PropertyName> names_;
  ClassicRoots roots_ = 0;
};

}  // namespace

std::vector<Microformat> find_items(Document& document) {
  if (document.marks.empty()) return {};
  return ItemFinder(document).run();
}

}  // namespace gh::page::microformats
