#include "page/facts/json_ld.h"

#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "page/facts/fact_writer.h"
#include "page/facts/json.h"
#include "page/facts/vocabulary.h"

namespace gh::page {
namespace {

constexpr std::uint32_t deepest_item = 64;  // references are not followed beyond
constexpr int most_values = 8;              // of one script, one behind the other
constexpr std::size_t longest_type = 100;   // bytes; a longer one names no type

struct Script {
  Json json;
  std::uint32_t node = 0;                    // the element
  std::vector<std::uint32_t> object_number;  // of each JSON node that is an object
};

// A JSON object, and what its members make of it.
struct Object {
  std::uint32_t script = 0;
  std::uint32_t node = 0;
  std::uint32_t type = nowhere;   // member
  std::uint32_t id = nowhere;     // member
  std::uint32_t value = nowhere;  // member: @value, @list or @set
  std::uint32_t thing = nowhere;  // with that id
  std::uint32_t members = 0;
  std::uint32_t languages = 0;  // members that may be of a language map
  bool content = false;         // it says more than what and which it is
  bool root = false;            // no other object holds it
};

// All objects with one id.
struct Thing {
  std::vector<std::uint32_t> definitions;  // objects with content
  std::uint32_t typed = nowhere;           // the first object that states a type
  bool mentioned = false;                  // by another object
  std::uint32_t item = nowhere;            // once it is stated
};

// "en", "cy", "en-GB", "@none"; not "url", which is a language too.
bool is_language(std::string_view key) {
  if (key == "@none") return true;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return (key.size() == 2 || (key.size() > 3 && key.size() < 12 && key[2] == '-')) && letter(key[0]) &&
         letter(key[1]);
}

// Contexts like schema.org's write "id" too; a plain number or word under it names a record, not a thing.
bool is_id(std::string_view key, std::string_view value) {
  return key == "@id" ? !value.empty() : key == "id" && value.find_first_of(":/#") != std::string_view::npos;
}
bool is_type(std::string_view key) { return key == "@type" || key == "type"; }

bool is_json_ld(std::string_view type) {
  return base::equal_ignoring_case(base::trim(type.substr(0, type.find(';'))), "application/ld+json");
}

// The objects of all scripts, told apart by id.
class Graph {
 public:
  Graph(Page& page, FactWriter& writer) : page_(page), writer_(writer) {}

  void gather() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      const Node& node = page_.nodes[i];
      if (node.tag != Tag::script || node.end == i + 1 || !is_json_ld(page_.value(node, "type"))) continue;
      read_script(i, page_.nodes[i + 1].source);
    }
    for (std::uint32_t i = 0; i < scripts.size(); ++i) find_objects(i);
    for (std::uint32_t i = 0; i < objects.size(); ++i) find_thing(i);
  }

  bool is_language_map(const Object& object) const {
    return object.members != 0 && object.members == object.languages &&
           !(object.members == 1 && object.id != nowhere);
  }

  std::vector<Script> scripts;
  std::vector<Object> objects;
  std::vector<Thing> things;

 private:
  // The value of a script, and what stray ones stand behind it.
  void read_script(std::uint32_t node, Span span) {
    const std::string_view text = page_.bytes(span);
    std::size_t at = 0;
    for (int i = 0; i < most_values && at < text.size(); ++i) {
      if (i == 0 && base::trim(text).empty()) return;
      Json json = read_json(text.substr(at), span.begin + static_cast<std::uint32_t>(at));
      if (json.broken) writer_.problem(json.problem_at, json.problem);
      at = json.rest - span.begin;
      const bool nothing = json.nodes.empty();
      if (!nothing) add_script(node, std::move(json));
      at = std::min(text.find_first_not_of(",; \t\r\n", at), text.size());
      if (at == text.size()) return;
      if (!nothing && text[at] != '{' && text[at] != '[')
        return writer_.problem(rest_of(span, at), "text behind the end");
      if (nothing) at = text.find_first_of("{[", at + 1);
    }
  }

  static Span rest_of(Span span, std::size_t at) {
    return {span.begin + static_cast<std::uint32_t>(at), span.end};
  }

  void add_script(std::uint32_t node, Json json) {
    const JsonNode& top = json.nodes[0];
    if (top.type != JsonType::object && top.type != JsonType::array)
      return writer_.problem(top.source, "a value that is no object");
    json.references = true;  // scripts of templates often hold "&amp;", and no name is spelt so
    scripts.push_back({std::move(json), node, {}});
  }

  void find_objects(std::uint32_t number) {
    Script& script = scripts[number];
    const std::vector<JsonNode>& nodes = script.json.nodes;
    script.object_number.assign(nodes.size(), nowhere);
    std::vector<bool> top(nodes.size(), false);  // no object holds it
    for (std::uint32_t i = 0; i < nodes.size();) {
      const JsonNode& node = nodes[i];
      const std::uint32_t holder = i == 0 ? nowhere : script.object_number[node.parent];
      const std::string_view key = script.json.key(node);
      if (holder != nowhere && key == "@context") {
        i = node.end;
        continue;
      }
      top[i] = i == 0 || (holder == nowhere ? top[node.parent] : objects[holder].root && key == "@graph");
      if (holder != nowhere) note_member(objects[holder], script.json, i);
      if (node.type == JsonType::object) {
        script.object_number[i] = static_cast<std::uint32_t>(objects.size());
        Object& object = objects.emplace_back();
        object.script = number;
        object.node = i;
        object.root = top[i];
      }
      ++i;
    }
  }

  static void note_member(Object& object, const Json& json, std::uint32_t index) {
    const JsonType type = json.nodes[index].type;
    const std::string_view key = json.key(json.nodes[index]);
    ++object.members;
    const bool words = type == JsonType::string;
    if (is_language(key) && (words || type == JsonType::array || type == JsonType::null)) ++object.languages;
    if (words && is_id(key, json.raw(json.nodes[index]))) {
      if (object.id == nowhere || key == "@id") object.id = index;
    } else if ((words || type == JsonType::array) && is_type(key)) {
      if (object.type == nowhere || key == "@type") object.type = index;
    } else if (key == "@value" || key == "@list" || key == "@set") {
      object.value = index;
    } else if (!key.starts_with('@') || key == "@reverse" || key == "@nest" || key == "@included") {
      object.content = true;
    }
  }

  void find_thing(std::uint32_t number) {
    Object& object = objects[number];
    if (object.id == nowhere || is_language_map(object)) return;
    const Json& json = scripts[object.script].json;
    const auto [known, is_new] =
        numbers_.try_emplace(json.value(json.nodes[object.id]).words(), things.size());
    if (is_new) things.emplace_back();
    object.thing = known->second;
    Thing& thing = things[object.thing];
    if (object.content) thing.definitions.push_back(number);
    if (object.type != nowhere && thing.typed == nowhere) thing.typed = number;
    thing.mentioned = thing.mentioned || !object.root;
  }

  Page& page_;
  FactWriter& writer_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;  // of things, by id
};

// States the graph as items that hold each other, from an explicit stack.
class Teller {
 public:
  Teller(Page& page, FactWriter& writer, Graph& graph) : page_(page), writer_(writer), graph_(graph) {}

  void run() {
    for (bool circles : {false, true}) {
      for (std::uint32_t i = 0; i < graph_.objects.size(); ++i) {
        if (!graph_.objects[i].root || !is_due(graph_.objects[i], circles)) continue;
        tell(i, {});
        walk();
      }
    }
    for (const auto& [item, thing] : mentions_) {
      // Nowhere only when the bounds were reached first.
      page_.items[item].refers_to = graph_.things[thing].item;
    }
  }

 private:
  // What remains to be told: members of an object, or values under one name.
  struct Frame {
    std::uint32_t script = 0;
    std::uint32_t next = 0;
    std::uint32_t end = 0;
    std::uint32_t object = nowhere;  // whose members they are; nowhere for values
    std::uint32_t item = nowhere;
    std::uint32_t depth = 0;  // of that item
    std::string_view name;    // of values
    bool reverse = false;
  };

  bool is_due(const Object& object, bool circles) const {
    if (object.thing == nowhere) return !circles && (object.content || object.type != nowhere);
    const Thing& thing = graph_.things[object.thing];
    if (thing.item != nowhere || thing.mentioned != circles) return false;
    return circles ? !thing.definitions.empty() : object.content || object.type != nowhere;
  }

  void walk() {
    while (!frames_.empty()) {
      if (writer_.full()) return frames_.clear();
      Frame& top = frames_.back();
      if (top.next >= top.end) {
        frames_.pop_back();
        continue;
      }
      const std::uint32_t node = top.next;
      top.next = json(top).nodes[node].end;
      const Frame frame = top;  // the stack may grow
      if (frame.object == nowhere) {
        tell_value(node, frame);
      } else {
        tell_member(node, frame);
      }
    }
  }

  const Json& json(const Frame& frame) const { return graph_.scripts[frame.script].json; }

  void tell_member(std::uint32_t index, Frame frame) {
    const Object& object = graph_.objects[frame.object];
    const JsonNode& node = json(frame).nodes[index];
    const std::string_view key = json(frame).key(node);
    if (index == object.id || index == object.type || key == "@context") return;
    if (key == "@reverse" || key == "@nest") {
      if (node.type != JsonType::object) return;
      frame.object = graph_.scripts[frame.script].object_number[index];
      frame.reverse = frame.reverse != (key == "@reverse");
      return push(frame, index + 1, node.end);
    }
    if (key == "@graph" ? object.root : key.starts_with('@') && key != "@included") return;
    frame.name = local_name(key);
    frame.object = nowhere;
    tell_value(index, frame);
  }

  void tell_value(std::uint32_t index, const Frame& frame) {
    const JsonNode& node = json(frame).nodes[index];
    switch (node.type) {
      case JsonType::null:
        return;
      case JsonType::array:
        return push(frame, index + 1, node.end);
      case JsonType::object:
        return tell_object(graph_.scripts[frame.script].object_number[index], frame);
      default:
        return tell_words(node, frame);
    }
  }

  void tell_words(const JsonNode& node, const Frame& frame) {
    const std::uint32_t element = graph_.scripts[frame.script].node;
    if (json(frame).is_plain(node)) {
      writer_.fact(frame.item, name(frame), json(frame).raw(node), node.source.begin, element, true);
    } else {
      writer_.fact(frame.item, name(frame), json(frame).value(node), element, true);
    }
  }

  void tell_object(std::uint32_t number, const Frame& frame) {
    const Object& object = graph_.objects[number];
    const std::vector<JsonNode>& nodes = json(frame).nodes;
    if (object.value != nowhere) {
      push(frame, object.value, nodes[object.value].end);
    } else if (graph_.is_language_map(object)) {
      push(frame, object.node + 1, nodes[object.node].end);
    } else {
      tell(number, frame);
    }
  }

  void push(Frame frame, std::uint32_t next, std::uint32_t end) {
    frame.next = next;
    frame.end = end;
    frames_.push_back(frame);
  }

  // The object as an item: with all that is said of it, or as one more mention of what is stated elsewhere.
  void tell(std::uint32_t number, const Frame& holder) {
    const Object& object = graph_.objects[number];
    Thing* thing = object.thing == nowhere ? nullptr : &graph_.things[object.thing];
    const bool described = thing != nullptr && !thing->definitions.empty();
    const bool is_mention =
        described && (thing->item != nowhere || (!object.content && holder.depth >= deepest_item));
    const Object& shown =
        described && !is_mention && !object.content ? graph_.objects[thing->definitions[0]] : object;
    const Span source = graph_.scripts[shown.script].json.nodes[shown.node].source;
    const std::uint32_t item = writer_.item(holder.item, name(holder), type_of(object), source, true);
    if (item == nowhere) return;
    if (is_mention) return mentions_.emplace_back(item, object.thing), void();
    if (thing != nullptr) tell_id(object, item, described);
    if (!described) return push_members(number, item, holder.depth + 1);
    thing->item = item;
    for (std::size_t i = thing->definitions.size(); i > 0; --i)
      push_members(thing->definitions[i - 1], item, holder.depth + 1);
  }

  void tell_id(const Object& object, std::uint32_t item, bool described) {
    const Script& script = graph_.scripts[object.script];
    const JsonNode& id = script.json.nodes[object.id];
    const Text value = script.json.value(id);
    const bool blank = value.words().starts_with("_:");
    if (!blank) writer_.fact(item, "@id", value, script.node, true);
    const bool local = blank || value.words().starts_with('#');
    if (local && !described && !object.root && object.type == nowhere)
      writer_.problem(id.source, "a reference to nothing");
  }

  void push_members(std::uint32_t number, std::uint32_t item, std::uint32_t depth) {
    const Object& object = graph_.objects[number];
    Frame frame;
    frame.script = object.script;
    frame.object = number;
    frame.item = item;
    frame.depth = depth;
    push(frame, object.node + 1, json(frame).nodes[object.node].end);
  }

  // Valid until the next call.
  std::string_view name(const Frame& frame) {
    if (!frame.reverse) return frame.name;
    reverse_name_ = "@reverse " + std::string(frame.name);
    return reverse_name_;
  }

  std::string type_of(const Object& object) const {
    const Object* typed = &object;
    if (object.type == nowhere && object.thing != nowhere && graph_.things[object.thing].typed != nowhere)
      typed = &graph_.objects[graph_.things[object.thing].typed];
    std::string names;
    if (typed->type == nowhere) return names;
    const Json& json = graph_.scripts[typed->script].json;
    const JsonNode& member = json.nodes[typed->type];
    if (member.type == JsonType::string) {
      add_type(names, json, member);
      return names;
    }
    int count = 0;
    for (std::uint32_t i = typed->type + 1; i < member.end && ++count <= 8; i = json.nodes[i].end) {
      if (json.nodes[i].type == JsonType::string) add_type(names, json, json.nodes[i]);
    }
    return names;
  }

  static void add_type(std::string& names, const Json& json, const JsonNode& node) {
    const std::string_view raw = json.raw(node);
    if (raw.size() > longest_type) return;
    const std::string words = json.value(node).words();
    add_name(names, local_name(words));
  }

  Page& page_;
  FactWriter& writer_;
  Graph& graph_;
  std::vector<Frame> frames_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> mentions_;  // item, thing
  std::string reverse_name_;
};

}  // namespace

void read_json_ld(Page& page) {
  FactWriter writer(page, Syntax::json_ld);
  Graph graph(page, writer);
  graph.gather();
  if (!graph.scripts.empty()) Teller(page, writer, graph).run();
}

}  // namespace gh::page
