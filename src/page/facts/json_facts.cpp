#include "page/facts/json_facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace gh::page {
namespace {

constexpr int most_layers = 3;                // JSON in a string of JSON in a string of JSON
constexpr std::size_t longest_value = 4'000;  // bytes as written; a longer string is a document of its own
constexpr std::size_t longest_text = std::size_t{1} << 20;  // of a document: a post
constexpr std::size_t most_numbers = 8;                     // in one array; more of them are a curve or a map
constexpr std::size_t shortest_hash = 16;                   // bytes
constexpr std::size_t most_facts_kept = 50'000;  // of one syntax; other syntaxes want their room too

constexpr std::uint32_t most_held = 16;  // values of an array in a flattened text

// The id of the script whose JSON is one flat array of values that refer to each other.
// src: https://github.com/sveltejs/devalue
constexpr std::string_view flattened_name = "__NUXT_DATA__";

// Keys under which scripts keep how things look: HTML, SVG and React.
// src: https://react.dev/reference/react-dom/components/common
constexpr std::array<std::string_view, 12> keys_of_looks{
    "class",     "className", "crossOrigin", "dangerouslySetInnerHTML",
    "integrity", "nonce",     "sizes",       "srcSet",
    "srcset",    "style",     "viewBox",     "xmlns"};

// Ends of addresses whose target nobody reads.
constexpr std::array<std::string_view, 17> file_ends{".js",   ".css",  ".png", ".jpg", ".jpeg", ".gif",
                                                     ".webp", ".avif", ".svg", ".ico", ".mp4",  ".webm",
                                                     ".woff", ".ttf",  ".map", ".mjs", ".woff2"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_file_address(std::string_view words) {
  if (words.starts_with("data:") || words.starts_with("blob:")) return true;
  if (!words.starts_with("http") && !words.starts_with('/') && !words.starts_with('\\') &&
      !words.starts_with('.'))
    return false;
  const std::string_view path = words.substr(0, words.find_first_of("?#"));
  const std::size_t dot = path.rfind('.');
  return dot != std::string_view::npos && contains(file_ends, path.substr(dot));
}

// Long words in which digits and letters take turns: "3f2a9c…", "dGVzdDox…". A date and an address of mail or
// page are none.
bool is_hash(std::string_view words) {
  if (words.size() < shortest_hash || words.starts_with("http")) return false;
  int turns = 0;
  bool digit = is_digit(words[0]);
  for (char c : words) {
    if (c == ' ' || c == '@' || static_cast<unsigned char>(c) >= 0x80) return false;
    if (!is_letter(c) && !is_digit(c)) continue;
    turns += is_digit(c) != digit ? 1 : 0;
    digit = is_digit(c);
  }
  return turns > 3;
}

// "M10 20L3.5-4": the path of an SVG.
bool is_drawing(std::string_view words) {
  return words.size() > 4 && (words[0] == 'M' || words[0] == 'm') &&
         (is_digit(words[1]) || words[1] == '-' || words[1] == '.');
}

bool may_say(std::string_view words) {
  if (words.empty() || words.size() > longest_value) return false;
  if (std::none_of(words.begin(), words.end(), [](char c) { return is_letter(c) || is_digit(c); }))
    return false;
  if (words[0] == '$' && words.find(' ') == std::string_view::npos &&
      words.find('.') == std::string_view::npos)
    return false;  // "$L12", "$undefined": how React's server names what comes later
  return !is_file_address(words) && !is_hash(words) && !is_drawing(words);
}

bool may_be_json(std::string_view words) {
  if (words.size() < 5 || (words[0] != '{' && words[0] != '[')) return false;
  const std::size_t next = words.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos &&
         std::string_view("\\\"[{").find(words[next]) != std::string_view::npos;
}

class JsonFacts {
 public:
  JsonFacts(Page& page, Syntax syntax, const Json& json, const JsonPlace& place, std::uint32_t parent,
            int layer)
      : page_(page),
        writer_(page, syntax),
        syntax_(syntax),
        json_(json),
        place_(place),
        parent_(parent),
        layer_(layer) {}

  bool run() {
    if (place_.name == flattened_name && !json_.nodes.empty() && json_.nodes[0].type == JsonType::array) {
      return run_flattened();
    }
    for (std::uint32_t i = 0; i < json_.nodes.size(); ++i) {
      const JsonNode& node = json_.nodes[i];
      while (!open_.empty() && i >= json_.nodes[open_.back().node].end) open_.pop_back();
      if (node.type == JsonType::object || node.type == JsonType::array) {
        open_.push_back({i, key_of(i), nowhere});
      } else if (node.type == JsonType::string) {
        write_string(i, key_of(i));
      } else if (node.type == JsonType::number || (is_document() && node.type == JsonType::boolean)) {
        write_number(i, key_of(i));
      }
      if (full_ || writer_.full()) return false;
    }
    return true;
  }

 private:
  // An object or array around the value at hand.
  struct Around {
    std::uint32_t node;
    std::string_view key;  // its own, or that of the array it is in
    std::uint32_t item;    // once it is one
  };

  std::string_view key_of(std::uint32_t index) const {
    const JsonNode& node = json_.nodes[index];
    if (node.key.end != 0) return json_.key(node);
    return open_.empty() ? place_.name : open_.back().key;
  }

  // An answer of an interface or a part of an export, which has no use but to tell what it holds.
  bool is_document() const { return syntax_ == Syntax::json; }

  // An array of all values, in which objects and arrays hold the places of theirs: [{"name": 1}, "Anna"].
  bool run_flattened() {
    std::vector<std::uint32_t> values;
    for (std::uint32_t i = 1; i < json_.nodes[0].end; i = json_.nodes[i].end) values.push_back(i);
    std::vector<std::string_view> names(values.size());  // keys under which objects are held
    for (std::size_t v = 0; v < values.size(); ++v) {
      const JsonNode& object = json_.nodes[values[v]];
      if (object.type != JsonType::object) continue;
      open_.assign(1, {values[v], names[v], nowhere});
      for (std::uint32_t i = values[v] + 1; i < object.end; i = json_.nodes[i].end) {
        const auto place = place_in(values, i);
        if (!place) continue;
        names[*place] = json_.key(json_.nodes[i]);
        write_held(values, values[*place], json_.key(json_.nodes[i]));
        if (full_ || writer_.full()) return false;
      }
    }
    return true;
  }

  std::optional<std::size_t> place_in(const std::vector<std::uint32_t>& values, std::uint32_t number) const {
    const std::string_view digits = json_.raw(json_.nodes[number]);
    std::size_t place = 0;
    if (json_.nodes[number].type != JsonType::number) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place);
    if (error != std::errc() || place >= values.size()) return std::nullopt;
    return place;
  }

  // A value that an object of a flattened text holds under `key`, or each of a few in an array.
  void write_held(const std::vector<std::uint32_t>& values, std::uint32_t index, std::string_view key) {
    const JsonNode& node = json_.nodes[index];
    if (node.type == JsonType::string) return write_string(index, key);
    if (node.type == JsonType::number) return write_number(index, key);
    if (node.type != JsonType::array || node.end - index > most_held) return;
    for (std::uint32_t i = index + 1; i < node.end; i = json_.nodes[i].end) {
      const auto place = place_in(values, i);
      if (place && json_.nodes[values[*place]].type == JsonType::string) write_string(values[*place], key);
    }
  }

  void write_string(std::uint32_t index, std::string_view key) {
    const JsonNode& node = json_.nodes[index];
    const std::string_view raw = json_.raw(node);
    if (layer_ < most_layers && may_be_json(raw) && write_inner(index)) return;
    if (is_document() ? raw.empty() || raw.size() > longest_text : !may_say(raw)) return;
    if (contains(keys_of_looks, key) || key.starts_with("@") || key == "__typename") return;
    write(node, key);
  }

  void write_number(std::uint32_t index, std::string_view key) {
    const JsonNode& node = json_.nodes[index];
    const std::string_view raw = json_.raw(node);
    const JsonNode& holder = json_.nodes[node.parent];
    if (key.empty() || raw.size() > 40 || (!is_document() && (raw == "0" || raw == "-1"))) return;
    const bool is_list = holder.type == JsonType::array && place_.name != flattened_name;
    if (is_list && holder.end - node.parent > most_numbers + 1) return;
    if (!contains(keys_of_looks, key)) write(node, key);
  }

  void write(const JsonNode& node, std::string_view key) {
    if (page_.facts.size() >= most_facts_kept) {
      page_.facts_cut = full_ = true;
      return;
    }
    const std::uint32_t item = item_around();
    const std::string_view raw = json_.raw(node);
    const bool plain = json_.is_plain(node);
    if (plain && place_.outer == nullptr) {
      writer_.fact(item, key, raw, node.source.begin, place_.node, true);
    } else if (plain) {
      writer_.fact_part(item, key, *place_.outer, node.source.begin, node.source.end, place_.node, true);
    } else {
      const Text value = json_.value(node);
      writer_.fact(item, key, place_.outer == nullptr ? value : value.traced_through(*place_.outer),
                   place_.node, true);
    }
  }

  // JSON in a string; false when it is none after all.
  bool write_inner(std::uint32_t index) {
    Text words = json_.value(json_.nodes[index]);
    if (place_.outer != nullptr) words = words.traced_through(*place_.outer);
    const Json inner = read_json(words.words());
    if (inner.broken || inner.nodes.size() < 2) return false;
    const JsonPlace place{key_of(index), place_.node, &words};
    full_ = !JsonFacts(page_, syntax_, inner, place, item_around(), layer_ + 1).run();
    return true;
  }

  // The innermost object around the value at hand.
  std::uint32_t item_around() {
    const auto innermost =
        std::find_if(open_.rbegin(), open_.rend(), [&](const Around& around) { return is_object(around); });
    if (innermost == open_.rend()) return parent_;
    if (innermost->item != nowhere) return innermost->item;
    std::uint32_t item = parent_;
    for (Around& around : open_) {
      if (!is_object(around)) continue;
      if (around.item == nowhere) {
        const Span source = source_of(json_.nodes[around.node].source);
        around.item = writer_.item(item, around.key, type_of(around.node), source, true);
      }
      item = around.item;
    }
    return item;
  }

  bool is_object(const Around& around) const { return json_.nodes[around.node].type == JsonType::object; }

  std::string_view type_of(std::uint32_t object) const {
    for (std::string_view key : {"@type", "__typename"}) {
      const auto member = json_.member(object, key);
      if (member && json_.nodes[*member].type == JsonType::string) return json_.raw(json_.nodes[*member]);
    }
    return {};
  }

  Span source_of(Span span) const {
    return place_.outer == nullptr ? span : place_.outer->source(span.begin, span.end);
  }

  Page& page_;
  FactWriter writer_;
  Syntax syntax_;
  const Json& json_;
  const JsonPlace& place_;
  std::uint32_t parent_;
  int layer_;
  bool full_ = false;
  std::vector<Around> open_;
};

}  // namespace

bool says_something(std::string_view words) { return may_say(words); }

bool write_json_facts(Page& page, Syntax syntax, const Json& json, const JsonPlace& place) {
  return JsonFacts(page, syntax, json, place, nowhere, 1).run();
}

}  // namespace gh::page
