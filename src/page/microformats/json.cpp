// The canonical JSON form. Written by hand and without recursion: items nest as deep as the page does, and
// one that is the value of several properties stands there as often.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/url.h"
#include "page/microformats/items.h"
#include "page/microformats/microformats.h"
#include "page/microformats/text.h"

namespace gh::page {
namespace {

using microformats::Document;
using microformats::Microformat;
using microformats::no_item;
using microformats::Property;
using microformats::Value;

// Past this, items lose their properties: each level of nesting may double what is written.
constexpr std::size_t most_output = std::size_t{24} << 20;

void append_string(std::string& out, std::string_view words) {
  out += '"';
  for (char c : words) {
    if (c == '"' || c == '\\') {
      out.append("\\").append(1, c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view digits = "0123456789abcdef";
      out.append("\\u00").append(1, digits[static_cast<unsigned char>(c) >> 4]).append(1, digits[c & 15]);
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_key(std::string& out, std::string_view key) {
  append_string(out, key);
  out += ':';
}

template <class List, class Append>
void append_list(std::string& out, const List& list, Append append) {
  out += '[';
  bool first = true;
  for (const auto& element : list) {
    if (!first) out += ',';
    first = false;
    append(element);
  }
  out += ']';
}

void append_strings(std::string& out, const auto& list) {
  append_list(out, list, [&](const auto& words) { append_string(out, words); });
}

// What is still to be written, the next on top.
class ItemWriter {
 public:
  ItemWriter(const Document& document, const std::vector<Microformat>& items, std::string& out)
      : document_(document), items_(items), out_(out) {}

  void write() {
    std::vector<std::uint32_t> top;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      if (items_[i].parent == no_item) top.push_back(i);
    }
    plan_items(top);
    schedule();
    while (!tasks_.empty()) {
      const Task task = std::move(tasks_.back());
      tasks_.pop_back();
      if (task.item == no_item) {
        out_ += task.words;
      } else {
        write_item(items_[task.item], task.held);
      }
    }
  }

 private:
  struct Task {
    std::uint32_t item = no_item;
    const Value* held = nullptr;  // as which the item is held, if as a property
    std::string words;            // to write when it is no item
  };

  void plan(std::string_view words) { planned_.push_back({no_item, nullptr, std::string(words)}); }

  // Puts what was planned on top, in its order.
  void schedule() {
    std::move(planned_.rbegin(), planned_.rend(), std::back_inserter(tasks_));
    planned_.clear();
  }

  void plan_items(const std::vector<std::uint32_t>& items) {
    plan("[");
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) plan(",");
      planned_.push_back({items[i], nullptr, {}});
    }
    plan("]");
  }

  void write_item(const Microformat& item, const Value* held) {
    write_head(item, held);
    const bool full = out_.size() > most_output;
    if (!full) plan_properties(item);
    plan("}");
    if (!full && !item.children.empty()) {
      plan(",\"children\":");
      plan_items(item.children);
    }
    plan("}");
    schedule();
  }

  // All that stands before the first property.
  void write_head(const Microformat& item, const Value* held) {
    out_ += '{';
    if (held != nullptr) {
      if (held->html) append_member("html", *held->html);
      append_key(out_, "value");
      append_plain(out_, *held);
      out_ += ',';
    }
    const std::string_view id = document_.page.value(document_.node(item.node), "id");
    if (item.classic == 0 && !id.empty()) append_member("id", id);
    append_key(out_, "type");
    append_strings(out_, item.types);
    out_ += ",\"properties\":{";
  }

  void plan_properties(const Microformat& item) {
    std::vector<const Property*> sorted;
    for (const Property& property : item.properties) sorted.push_back(&property);
    std::ranges::stable_sort(sorted, {}, &Property::name);
    std::string_view name;
    for (const Property* property : sorted) {
      std::string between;
      if (property->name != name) {
        if (!name.empty()) between = "],";
        append_key(between, property->name);
        between += '[';
        name = property->name;
      } else {
        between = ",";
      }
      plan(between);
      plan_value(property->value);
    }
    if (!sorted.empty()) plan("]");
  }

  void plan_value(const Value& value) {
    if (value.item != no_item) {
      planned_.push_back({value.item, &value, {}});
      return;
    }
    std::string said;
    if (value.html) {
      said += "{\"html\":";
      append_string(said, *value.html);
      said += ",\"value\":";
      append_string(said, value.words.words());
      said += '}';
    } else {
      append_plain(said, value);
    }
    plan(said);
  }

  static void append_plain(std::string& out, const Value& value) {
    if (!value.alt) return append_string(out, value.words.words());
    out += "{\"value\":";
    append_string(out, value.words.words());
    out += ",\"alt\":";
    append_string(out, value.alt->words());
    out += '}';
  }

  void append_member(std::string_view key, std::string_view words) {
    append_key(out_, key);
    append_string(out_, words);
    out_ += ',';
  }

  const Document& document_;
  const std::vector<Microformat>& items_;
  std::string& out_;
  std::vector<Task> tasks_;
  std::vector<Task> planned_;
};

struct Link {
  std::set<std::string_view> rels;
  std::map<std::string_view, std::string> said;  // "text", "title", ...
};

// https://microformats.org/wiki/microformats2-parsing "parse a hyperlink element for rel microformats"
class Links {
 public:
  explicit Links(Document& document) : document_(document) {}

  void find() {
    const std::vector<Node>& nodes = document_.page.nodes;
    for (std::uint32_t i = 0; i < nodes.size(); i = nodes[i].tag == Tag::template_ ? nodes[i].end : i + 1) {
      if (nodes[i].tag == Tag::a || nodes[i].tag == Tag::link || document_.is(i, "area")) add(i);
    }
  }

  void write(std::string& out) const {
    out += ",\"rels\":";
    append_object(out, rels_, [&](const std::vector<std::string>& urls) { append_strings(out, urls); });
    out += ",\"rel-urls\":";
    append_object(out, urls_, [&](const Link& link) { append_link(out, link); });
  }

 private:
  void add(std::uint32_t node) {
    const Node& element = document_.node(node);
    const std::string_view rels = document_.page.value(element, "rel");
    const Attribute* target = rels.empty() ? nullptr : document_.page.attribute(element, "href");
    if (target == nullptr) return;
    const std::string url = base::join_url(document_.base, document_.page.slice(target->value));
    microformats::for_each_token(rels, [&](std::string_view rel) {
      if (!document_.spend(64 + url.size())) return;
      Link& link = urls_[url];
      if (link.rels.insert(rel).second) rels_[rel].push_back(url);
    });
    const auto link = urls_.find(url);
    if (link == urls_.end()) return;
    add_words(link->second, "text", microformats::link_words_of(document_, node).words());
    for (std::string_view name : {"hreflang", "media", "title", "type"}) {
      const std::string_view value = document_.page.value(element, name);
      if (!value.empty()) add_words(link->second, name, value);
    }
  }

  // The first link of an address that says something of it is right.
  static void add_words(Link& link, std::string_view name, std::string_view words) {
    std::string& said = link.said[name];
    if (said.empty()) said = words;
  }

  template <class Map, class Append>
  static void append_object(std::string& out, const Map& map, Append append) {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : map) {
      if (!first) out += ',';
      first = false;
      append_key(out, key);
      append(value);
    }
    out += '}';
  }

  static void append_link(std::string& out, const Link& link) {
    out += "{\"rels\":";
    append_strings(out, link.rels);
    for (const auto& [name, words] : link.said) {
      out += ',';
      append_key(out, name);
      append_string(out, words);
    }
    out += '}';
  }

  Document& document_;
  std::map<std::string_view, std::vector<std::string>> rels_;
  std::map<std::string, Link> urls_;
};

std::string base_of(const Page& page, std::string_view url) {
  for (std::uint32_t i = 0; i < page.nodes.size();
       i = page.nodes[i].tag == Tag::template_ ? page.nodes[i].end : i + 1) {
    if (page.nodes[i].tag != Tag::base) continue;
    if (const Attribute* target = page.attribute(page.nodes[i], "href")) {
      return base::join_url(url, page.slice(target->value));
    }
  }
  return std::string(url);
}

}  // namespace

std::string microformats_json(const Page& page, std::string_view base_url) {
  Document document(page, base_of(page, base_url));
  const std::vector<Microformat> items = microformats::find_items(document);
  Links links(document);
  links.find();
  std::string out = "{\"items\":";
  ItemWriter(document, items, out).write();
  links.write(out);
  return base::make_utf8(out + "}");
}

}  // namespace gh::page
