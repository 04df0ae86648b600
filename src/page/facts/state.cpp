#include "page/facts/state.h"

#include <optional>

#include "base/text.h"
#include "page/align.h"
#include "page/facts/js_literal.h"
#include "page/facts/json_facts.h"
#include "page/facts/octets.h"
#include "page/facts/script_scan.h"

namespace gh::page {
namespace {

// Bytes that may be read again and again in one script, as a multiple of its length: code that looks like
// data and data that turns out to be code must not cost their square.
constexpr std::size_t most_rereading = 4;

enum class ScriptKind { json, linked_data, code, unknown };

ScriptKind kind_of(std::string_view type) {
  if (type.empty()) return ScriptKind::code;
  const std::string small = base::lower_ascii(type.substr(0, 80));
  const auto has = [&](std::string_view word) { return small.find(word) != std::string::npos; };
  if (has("ld+json")) return ScriptKind::linked_data;
  if (has("json")) return ScriptKind::json;
  if (has("javascript") || has("ecmascript") || has("module") || has("babel")) return ScriptKind::code;
  return ScriptKind::unknown;
}

class StateReader {
 public:
  explicit StateReader(Page& page) : page_(page) {}

  void run() {
    for (std::uint32_t i = 1; i < page_.nodes.size() && !full_; ++i) {
      const Node& node = page_.nodes[i];
      if (node.tag == Tag::text) {
        read_words(i);
        continue;
      }
      if (node.tag == Tag::script) read_script(i);
      if (node.tag == Tag::code) read_comment(i);
      for (std::uint32_t k = 0; k < node.attribute_count; ++k) read_attribute(i, node.first_attribute + k);
    }
    read_flight();
  }

 private:
  void read_script(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    if (node.end == index + 1 || page_.nodes[index + 1].tag != Tag::text) return;
    const ScriptKind kind = kind_of(page_.value(node, Name::type));
    const Span span = page_.nodes[index + 1].source;
    const std::string_view text = page_.bytes(span);
    if (kind == ScriptKind::code) {
      scan_script(text, span.begin, index);
    } else if (kind == ScriptKind::json || (kind == ScriptKind::unknown && data_begin(text))) {
      const Json json = read_json(text, span.begin);
      const std::string name = name_of(node);
      write(json, {name, index, nullptr});
      if (json.broken && kind == ScriptKind::json) {
        FactWriter(page_, Syntax::state).problem(span, "not valid JSON");
      }
    }
  }

  // id="__NEXT_DATA__", data-hypernova-key="Profile"
  std::string name_of(const Node& node) const {
    if (const std::string_view id = page_.value(node, Name::id); !id.empty()) return std::string(id);
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const Attribute& attribute = page_.attributes[node.first_attribute + i];
      const std::string_view value = page_.slice(attribute.value);
      if (page_.slice(attribute.name).starts_with("data-") && !value.empty() && value.size() <= 80)
        return std::string(value);
    }
    return {};
  }

  void scan_script(std::string_view text, std::uint32_t base, std::uint32_t node) {
    std::size_t budget = text.size() * most_rereading;
    std::vector<Span> stretches{{0, static_cast<std::uint32_t>(text.size())}};
    while (!stretches.empty()) {
      const Span stretch = stretches.back();
      stretches.pop_back();
      CueScanner scanner(text, stretch.begin, stretch.end);
      for (Cue cue = scanner.next(); cue.kind != CueKind::none; cue = scanner.next()) {
        const std::size_t end = cue.kind == CueKind::literal
                                    ? read_literal(text, cue.at, base, node, stretches)
                                    : read_parsed(text, cue, base, node);
        if (end - cue.at > budget || full_) return;
        budget -= end - cue.at;
        if (!tried_in_vain_) scanner.resume(end);
      }
    }
  }

  // Gives where reading stopped; adds what it left out to what is still to be scanned.
  std::size_t read_literal(std::string_view text, std::size_t at, std::uint32_t base, std::uint32_t node,
                           std::vector<Span>& stretches) {
    const JsLiteral literal = read_js_literal(text, at, base);
    // A page that was cut ends in the middle of its data; code that does is a string that we misread.
    const bool cut = literal.unfinished && begins_data(text, at, true);
    tried_in_vain_ = literal.json.broken && !cut;
    if (tried_in_vain_) return literal.end;
    if (is_flight(text, at)) {
      add_flight(literal.json, node);
      return literal.end;
    }
    const std::string_view name = assigned_name(text, at);
    write(literal.json, {name, node, nullptr});
    stretches.insert(stretches.end(), literal.skipped.begin(), literal.skipped.end());
    return literal.end;
  }

  std::size_t read_parsed(std::string_view text, const Cue& cue, std::uint32_t base, std::uint32_t node) {
    const Span span = js_string_at(text, cue.at);
    tried_in_vain_ = span.begin == 0;
    if (tried_in_vain_) return text.size();
    Json string;
    string.text = text;
    string.base = base;
    string.nodes.push_back({JsonType::string, 0, 1, {base + span.begin, base + span.end}, {}});
    Text words = string.value(string.nodes[0]);
    if (cue.kind == CueKind::encoded) words = percent_decoded(words, 0);
    const std::string_view name = assigned_name(text, cue.at);
    const Json json = read_json(words.words());
    if (!json.broken) write(json, {name, node, &words});
    return span.end + 1;
  }

  void add_flight(const Json& json, std::uint32_t node) {
    if (json.nodes.size() < 3 || json.nodes[2].type != JsonType::string) return;
    if (flight_node_ == 0) flight_node_ = node;
    flight_.append(json.value(json.nodes[2]));
  }

  // React's rows: "8:{…}\n", "9:I[…]\n" (a module), "a:T4f2,words". Rows may run over several pushes.
  // src: https://github.com/facebook/react (packages/react-client/src/ReactFlightClient.js)
  void read_flight() {
    const std::string_view words = flight_.words();
    std::size_t at = 0;
    while (at < words.size() && !full_) {
      const std::size_t line = std::min(words.find('\n', at), words.size());
      std::size_t mark = at;
      while (mark < line && is_hex(words[mark])) ++mark;
      if (mark + 1 >= line || words[mark] != ':') {
        at = line + 1;
      } else if (words[mark + 1] == 'T') {
        at = behind_words(words, mark + 2);
      } else {
        if (words[mark + 1] == '{' || words[mark + 1] == '[') read_row(mark + 1, line);
        at = line + 1;
      }
    }
  }

  static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

  // "4f2,words": behind as many bytes as the number says.
  static std::size_t behind_words(std::string_view words, std::size_t at) {
    std::size_t length = 0;
    for (; at < words.size() && is_hex(words[at]) && length < words.size(); ++at) {
      length =
          length * 16 + static_cast<std::size_t>(words[at] <= '9' ? words[at] - '0' : words[at] - 'a' + 10);
    }
    return std::min(words.size(), at + 1 + length);
  }

  void read_row(std::size_t begin, std::size_t end) {
    const Json json = read_json(std::string_view(flight_.words()).substr(begin, end - begin),
                                static_cast<std::uint32_t>(begin));
    if (!json.broken) write(json, {"__next_f", flight_node_, &flight_});
  }

  void read_attribute(std::uint32_t index, std::uint32_t number) {
    const Attribute& attribute = page_.attributes[number];
    if (!data_begin(page_.slice(attribute.value))) return;
    std::string_view name = page_.slice(attribute.name);
    if (name.starts_with("data-")) name.remove_prefix(5);
    read_written(page_.value_text(attribute), std::string(name), index);
  }

  // <code hidden>{"…"}</code>, <textarea hidden>{"…"}</textarea>
  void read_words(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const Node& around = page_.nodes[node.parent];
    if ((!node.hidden && around.tag != Tag::code && around.tag != Tag::textarea) ||
        around.tag == Tag::script || around.tag == Tag::style)
      return;
    const std::string_view words = page_.slice(node.characters);
    if (!data_begin(words)) return;
    Text text;
    append_aligned(text, words, page_.bytes(node.source), node.source.begin);
    read_written(text, std::string(page_.value(around, Name::id)), node.parent);
  }

  // <code id=x><!--{"…"}--></code>
  void read_comment(std::uint32_t index) {
    constexpr std::string_view mark = "<!--";
    const Node& node = page_.nodes[index];
    const std::size_t begin = node.source.end + mark.size();
    const std::size_t stop =
        index + 1 < page_.nodes.size() ? page_.nodes[index + 1].source.begin : page_.source.size();
    if (begin >= stop || std::string_view(page_.source).substr(node.source.end, mark.size()) != mark) return;
    const std::string_view rest = std::string_view(page_.source).substr(begin, stop - begin);
    const std::string_view text = rest.substr(0, rest.find("-->"));
    if (!data_begin(text)) return;
    const Json json = read_json(text, static_cast<std::uint32_t>(begin));
    const std::string name(page_.value(node, Name::id));
    if (!json.broken) write(json, {name, index, nullptr});
  }

  // A text that is one literal and nothing else.
  void read_written(const Text& text, const std::string& name, std::uint32_t node) {
    const std::string_view words = base::trim(text.words());
    const auto at = static_cast<std::size_t>(words.data() - text.words().data());
    const JsLiteral literal = read_js_literal(text.words(), at);
    if (literal.json.broken || literal.end < at + words.size()) return;
    write(literal.json, {name, node, &text});
  }

  static bool data_begin(std::string_view words) {
    if (words.size() < 5) return false;
    std::size_t at = 0;
    while (at < words.size() && static_cast<unsigned char>(words[at]) <= ' ') ++at;
    return at < words.size() && (words[at] == '{' || words[at] == '[') && begins_data(words, at, false);
  }

  void write(const Json& json, const JsonPlace& place) {
    full_ = full_ || !write_json_facts(page_, Syntax::state, json, place);
  }

  Page& page_;
  bool full_ = false;
  bool tried_in_vain_ = false;  // what the last cue pointed at was no data
  Text flight_;                 // what Next's scripts push, laid end to end
  std::uint32_t flight_node_ = 0;
};

}  // namespace

void read_state(Page& page) { StateReader(page).run(); }

}  // namespace gh::page
