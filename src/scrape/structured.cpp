#include "scrape/structured.h"

#include <algorithm>
#include <map>
#include <optional>

namespace gh::scrape {
namespace {

using page::Json;
using page::JsonNode;
using page::JsonType;

// "worksFor.name" for the name in an object under worksFor; array levels do not count.
std::string path_of(const Json& json, std::uint32_t index) {
  std::string path;
  for (std::uint32_t i = index;; i = json.nodes[i].parent) {
    const std::string_view key = json.key(json.nodes[i]);
    if (!key.empty()) path = path.empty() ? std::string(key) : std::string(key) + "." + path;
    if (json.nodes[i].parent == i) return path;
  }
}

// The path is the key, or ends in ".key".
bool ends_in(std::string_view path, std::string_view key) {
  if (path.empty() || key.empty() || path.back() != key.back()) return false;
  return path.ends_with(key) && (path.size() == key.size() || path[path.size() - key.size() - 1] == '.');
}

class FactReader {
 public:
  FactReader(const Json& json, const std::vector<const Definition*>& definitions, bool everything,
             std::string_view syntax)
      : json_(json), definitions_(definitions), everything_(everything), syntax_(syntax) {}

  std::vector<Passage> run() {
    for (std::uint32_t i = 0; i < json_.nodes.size(); ++i) {
      const JsonNode& node = json_.nodes[i];
      if (node.type == JsonType::string || node.type == JsonType::number) scalar(i);
    }
    return std::move(passages_);
  }

 private:
  void scalar(std::uint32_t index) {
    const std::string path = path_of(json_, index);
    if (path.ends_with("@type") || path.ends_with("@context") || path.ends_with("@id")) return;
    const std::string field = field_of(path);
    if (field.empty() && (!everything_ || json_.nodes[index].type != JsonType::string)) return;
    Passage passage;
    passage.text = json_.value(json_.nodes[index]);
    passage.field = field.empty() ? "fact" : field;
    passage.label = std::string(path.substr(path.rfind('.') == std::string::npos ? 0 : path.rfind('.') + 1));
    passage.syntax = syntax_;
    passage.hidden = true;
    passage.place = Place::head;
    passage.entity = entity_of(index);
    passage.about = about(path);
    passages_.push_back(std::move(passage));
  }

  // The longest key that a rule knows decides: "worksFor.name" before "name".
  std::string field_of(std::string_view path) const {
    std::string best;
    std::size_t length = 0;
    for (const Definition* definition : definitions_) {
      for (const FieldRule& rule : definition->fields) {
        for (const std::string& key : rule.keys) {
          if (key.size() <= length || !ends_in(path, key)) continue;
          best = rule.name;
          length = key.size();
        }
      }
    }
    return best;
  }

  // Name of the object that holds the value; of the one around it when the value is an organisation's or a
  // place's.
  std::string entity_of(std::uint32_t index) {
    for (std::uint32_t i = json_.nodes[index].parent; json_.nodes[i].parent != i; i = json_.nodes[i].parent) {
      if (const auto& name = name_of(i)) return *name;
    }
    return json_.nodes[0].type == JsonType::object ? name_of(0).value_or("") : "";
  }

  const std::optional<std::string>& name_of(std::uint32_t object) {
    const auto [known, is_new] = names_.try_emplace(object);
    if (is_new) known->second = read_name(object);
    return known->second;
  }

  std::optional<std::string> read_name(std::uint32_t object) const {
    if (json_.nodes[object].type != JsonType::object || !is_person(object)) return std::nullopt;
    const auto name = json_.member(object, "name");
    if (!name || json_.nodes[*name].type != JsonType::string) return std::nullopt;
    return json_.value(json_.nodes[*name]).words();
  }

  // An object without a type may be a person; one with a type is when the type says so.
  bool is_person(std::uint32_t object) const {
    const auto type = json_.member(object, "@type");
    if (!type) return true;
    const JsonNode& node = json_.nodes[*type];
    const std::string_view words =
        node.type == JsonType::array
            ? json_.text.substr(node.source.begin - json_.base, node.source.end - node.source.begin)
            : json_.raw(node);
    return words.find("Person") != std::string_view::npos;
  }

  About about(std::string_view path) const {
    for (const Definition* definition : definitions_) {
      for (const std::string& key : definition->other_people) {
        if (path.starts_with(key + ".") || path.find("." + key + ".") != std::string_view::npos)
          return About::other;
      }
    }
    return About::unknown;
  }

  const Json& json_;
  const std::vector<const Definition*>& definitions_;
  bool everything_;
  std::string_view syntax_;
  std::map<std::uint32_t, std::optional<std::string>> names_;  // of objects, once looked for
  std::vector<Passage> passages_;
};

}  // namespace

std::vector<Passage> read_facts(const Json& json, const std::vector<const Definition*>& definitions,
                                bool everything, std::string_view syntax) {
  return FactReader(json, definitions, everything, syntax).run();
}

}  // namespace gh::scrape
