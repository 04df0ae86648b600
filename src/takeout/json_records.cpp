#include "page/facts/json.h"
#include "takeout/json_elements.h"
#include "takeout/readers.h"
#include "takeout/tree_walk.h"

namespace gh::takeout {
namespace {

using page::Json;
using page::JsonType;

struct JsonTree {
  const Json& json;

  std::uint32_t end(std::uint32_t node) const { return json.nodes[node].end; }
  bool holds(std::uint32_t node) const {
    return json.nodes[node].type == JsonType::object || json.nodes[node].type == JsonType::array;
  }
  bool in_object(std::uint32_t node) const {
    return node != 0 && json.nodes[json.nodes[node].parent].type == JsonType::object;
  }
  std::string_view key(std::uint32_t node) const { return json.key(json.nodes[node]); }
};

Record read_record(const Json& json, const Wanted& wanted) {
  Record record;
  const JsonTree tree{json};
  TreeWalk(tree, wanted.paths()).run(0, [&](std::uint32_t output, std::uint32_t node) {
    const page::JsonNode& value = json.nodes[node];
    if (tree.holds(node) || value.type == JsonType::null) return;
    page::Text text = json.value(value);
    if (wanted.rule().mojibake && !json.is_plain(value)) text = undo_mojibake(text);
    if (!text.empty()) record.values.push_back({output, std::move(text)});
  });
  return record;
}

}  // namespace

FileOutcome read_json_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                              const TakeRecord& take) {
  FileOutcome outcome;
  const Places places = places_of(rules);
  JsonElements elements(stream, places.paths, limits.record);
  while (const auto element = elements.next()) {
    const Json& json = element->json;
    if (json.nodes.empty()) continue;
    outcome.left_out += json.broken ? 1 : 0;
    for (const std::uint32_t rule : places.rules[element->path]) {
      Record record = read_record(json, rules[rule]);
      record.rule = rule;
      record.source = {element->offset, element->offset + static_cast<std::uint32_t>(element->bytes.size())};
      if (record.values.empty() || !counts(record, rules[rule])) continue;
      ++outcome.records;
      take(std::move(record));
    }
  }
  outcome.left_out += elements.left_out();
  outcome.trouble = elements.trouble();
  return outcome;
}

std::vector<bool> found_in_json(std::string_view head, const Paths& paths, std::size_t count) {
  std::vector<bool> found(count);
  std::size_t begin = head.find_first_of("{[");
  if (const std::size_t equals = head.find('='); equals < begin) begin = head.find_first_of("{[", equals);
  if (begin == std::string_view::npos) return found;
  const Json json = page::read_json(head.substr(begin));
  if (json.nodes.empty()) return found;
  const JsonTree tree{json};
  TreeWalk(tree, paths).run(0, [&](std::uint32_t pointer, std::uint32_t) { found[pointer] = true; });
  return found;
}

}  // namespace gh::takeout
