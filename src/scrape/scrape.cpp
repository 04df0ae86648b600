#include "scrape/scrape.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "page/json.h"
#include "scrape/labels.h"
#include "scrape/structured.h"

namespace gh::scrape {
namespace {

using page::Node;
using page::Page;
using page::Tag;
using page::Text;

Place place_of(page::Landmark landmark) { return static_cast<Place>(landmark); }
static_assert(static_cast<int>(Place::footer) == static_cast<int>(page::Landmark::footer));

class Scraper {
 public:
  Scraper(const page::Reading& reading, const Definition& definition, const Definition& generic,
          std::string url)
      : page_(reading.page), labels_(reading.page), rules_{&definition} {
    if (&generic != &definition) rules_.push_back(&generic);
    profile_.definition = definition.id;
    profile_.url = std::move(url);
    profile_.state = reading.state;
    profile_.reason = reading.reason;
  }

  Profile run() {
    if (profile_.state == base::State::too_complex) return std::move(profile_);
    read_language();
    find_posts();
    find_others();
    index_page();
    name_nodes();
    read_blocks();
    read_elements();
    read_json_page();
    judge();
    std::stable_sort(
        profile_.passages.begin(), profile_.passages.end(),
        [](const Passage& a, const Passage& b) { return a.text.source().begin < b.text.source().begin; });
    return std::move(profile_);
  }

 private:
  template <class Visit>
  void each_rule(Visit visit) const {
    for (const Definition* definition : rules_) {
      for (const FieldRule& rule : definition->fields) visit(rule);
    }
  }

  void read_language() {
    for (const Node& node : page_.nodes) {
      if (node.tag == Tag::html && profile_.language.empty()) profile_.language = page_.value(node, "lang");
      if (node.tag == Tag::meta && page_.value(node, "property") == "og:locale" &&
          profile_.language.empty()) {
        profile_.language = page_.value(node, "content");
      }
    }
    std::replace(profile_.language.begin(), profile_.language.end(), '_', '-');
  }

  void find_posts() {
    post_of_node_.assign(page_.nodes.size(), -1);
    for (const Definition* definition : rules_) {
      for (const page::Selector& selector : definition->posts.each) {
        for (std::uint32_t node : selector.find(page_)) add_post(node, *definition);
      }
      if (!profile_.posts.empty())
        return;  // the platform's own rule, when it fits, is better than the general one
    }
  }

  // Posts nest (a quoted post in a post): the inner one, which comes later in page order, wins for its own
  // nodes.
  void add_post(std::uint32_t node, const Definition& definition) {
    const auto index = static_cast<int>(profile_.posts.size());
    if (post_of_node_[node] == index - 1 && index > 0 &&
        profile_.posts.back().source == page_.nodes[node].source)
      return;
    profile_.posts.push_back({time_in(node, definition), page_.nodes[node].source});
    std::fill(post_of_node_.begin() + node, post_of_node_.begin() + page_.nodes[node].end, index);
  }

  std::optional<base::Day> time_in(std::uint32_t node, const Definition& definition) const {
    for (std::uint32_t i = node; i < page_.nodes[node].end; ++i) {
      for (const page::Selector& selector : definition.posts.time) {
        if (!selector.matches(page_, i)) continue;
        if (const auto day = day_of(i)) return day;
      }
    }
    return std::nullopt;
  }

  std::optional<base::Day> day_of(std::uint32_t node) const {
    for (std::string_view attribute : {"datetime", "title", "content"}) {
      if (const auto day = base::parse_day(page_.value(page_.nodes[node], attribute))) return day;
    }
    return base::parse_day(page_.text_of(node).words());
  }

  void find_others() {
    by_other_.assign(page_.nodes.size(), false);
    for (const Definition* definition : rules_) {
      for (const page::Selector& selector : definition->others) {
        for (std::uint32_t node : selector.find(page_)) {
          std::fill(by_other_.begin() + node, by_other_.begin() + page_.nodes[node].end, true);
        }
      }
    }
  }

  // What is looked up by node or by id, gathered once.
  void index_page() {
    for (const page::Block& block : page_.blocks) block_nodes_.push_back(block.node);
    std::sort(block_nodes_.begin(), block_nodes_.end());
  }

  // Elements that a rule's selector names; the first rule that names one wins.
  void name_nodes() {
    each_rule([&](const FieldRule& rule) {
      for (const page::Selector& selector : rule.css) {
        for (std::uint32_t node : selector.find(page_)) named_.try_emplace(node, &rule);
      }
    });
    for (const auto& [node, rule] : named_) read_named(node, *rule);
  }

  // A named element's attribute, or its text when it stands inside a block (a block takes its name in
  // read_blocks).
  void read_named(std::uint32_t index, const FieldRule& rule) {
    const Node& node = page_.nodes[index];
    for (const std::string& attribute : rule.attributes) {
      const Text value = page_.value_text(node, attribute);
      if (!value.empty()) return add(value, rule.name, "", "selector", index);
    }
    if (!holds_block(index)) add(page_.text_of(index), rule.name, "", "selector", index);
  }

  // Some block's element is this node or stands below it.
  bool holds_block(std::uint32_t index) const {
    const auto first = std::lower_bound(block_nodes_.begin(), block_nodes_.end(), index);
    return first != block_nodes_.end() && page_.within(*first, index);
  }

  const FieldRule* rule_around(std::uint32_t node) const {
    for (; node != 0; node = page_.nodes[node].parent) {
      if (const auto found = named_.find(node); found != named_.end()) return found->second;
    }
    return nullptr;
  }

  std::string field_by_label(std::string_view words) const {
    const std::string label = plain_label(words);
    std::string field;
    each_rule([&](const FieldRule& rule) {
      if (field.empty() && std::find(rule.labels.begin(), rule.labels.end(), label) != rule.labels.end())
        field = rule.name;
    });
    return field;
  }

  void read_blocks() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const page::Block& block = page_.blocks[i];
      Passage passage;
      passage.text = page_.text_of(block);
      passage.syntax = "text";
      passage.place = place_of(block.landmark);
      passage.hidden = block.hidden;
      passage.field = "text";
      if (!page_.nodes.empty()) name_block(block, i, passage);
      profile_.passages.push_back(std::move(passage));
    }
  }

  void name_block(const page::Block& block, std::size_t index, Passage& passage) {
    if (page_.nodes[block.node].tag == Tag::title) passage.field = "title";
    if (by_other_[block.node]) passage.about = About::other;
    if (const int post = post_of_node_[block.node]; post >= 0) {
      passage.post = post;
      passage.field = "post";
    }
    Label label = labels_.around(passage.text.source());
    passage.label = std::move(label.words);
    passage.entity = std::move(label.entity);
    if (passage.label.empty() && index > 0) passage.label = label_above(block, page_.blocks[index - 1]);
    if (!passage.label.empty()) {
      passage.syntax = "label";
      if (const std::string field = field_by_label(passage.label); !field.empty()) passage.field = field;
    }
    if (const FieldRule* rule = rule_around(block.node)) passage.field = rule->name;
  }

  // A block that is nothing but a known label names the one after it.
  std::string label_above(const page::Block& block, const page::Block& above) const {
    const std::string_view words = page_.words(above);
    if (above.hidden != block.hidden || words.size() > 40) return "";
    return field_by_label(words).empty() ? "" : std::string(words);
  }

  void read_elements() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      const Node& node = page_.nodes[i];
      switch (node.tag) {
        case Tag::text:
          break;
        case Tag::meta:
          read_meta(i);
          break;
        case Tag::a:
          read_link(i);
          [[fallthrough]];
        default:
          read_attributes(i);
      }
      if (node.tag == Tag::script) read_script(i);
      if (node.tag == Tag::link) read_link(i);
    }
  }

  void read_meta(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    std::string key(page_.value(node, "property"));
    if (key.empty()) key = page_.value(node, "name");
    if (key.empty()) key = page_.value(node, "itemprop");
    if (key.empty() || named_.contains(index)) return;
    std::string field;
    each_rule([&](const FieldRule& rule) {
      if (field.empty() &&
          std::find(rule.metas.begin(), rule.metas.end(), base::lower_ascii(key)) != rule.metas.end()) {
        field = rule.name;
      }
    });
    add(page_.value_text(node, "content"), field.empty() ? "meta" : field, key, "meta", index);
  }

  void read_link(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const std::string_view url = page_.value(node, "href");
    if (url.empty()) return;
    profile_.links.push_back({std::string(url), page_.text_of(index).words(),
                              std::string(page_.value(node, "rel")),
                              page_.value_text(node, "href").source()});
    if (node.tag == Tag::a) add(page_.value_text(node, "href"), "link", "", "url", index);
  }

  void read_attributes(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const std::string_view name = page_.slice(page_.attributes[node.first_attribute + i].name);
      if (name == "alt" || name == "title" || name == "aria-label") {
        add(page_.value_text(node, name), "alt", "", "attribute", index);
      } else if (name.starts_with("data-")) {
        read_data(index, name);
      } else if (name == "value" && node.tag == Tag::input) {
        read_input(index);
      }
    }
  }

  // data-birth-date="…": the attribute's own name is the label. Markup's bookkeeping is skipped by needing a
  // rule.
  void read_data(std::uint32_t index, std::string_view name) {
    std::string label(name.substr(5));
    std::replace(label.begin(), label.end(), '-', ' ');
    std::replace(label.begin(), label.end(), '_', ' ');
    const std::string field = field_by_label(label);
    if (!field.empty()) add(page_.value_text(page_.nodes[index], name), field, label, "attribute", index);
  }

  void read_input(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const std::string type = base::lower_ascii(page_.value(node, "type"));
    if (type == "hidden" || type == "password" || type == "submit" || type == "button" || type == "reset")
      return;
    const std::string label = input_label(index);
    const std::string field = field_by_label(label);
    add(page_.value_text(node, "value"), field.empty() ? "form" : field, label, "attribute", index);
  }

  // What stands beside it; else the name that the form sends.
  std::string input_label(std::uint32_t index) const {
    if (const std::string_view label = labels_.of_input(index); !label.empty()) return std::string(label);
    std::string name(page_.value(page_.nodes[index], "name"));
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
  }

  void read_script(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const std::string type = base::lower_ascii(page_.value(node, "type"));
    if (type.find("json") == std::string::npos || node.end == index + 1) return;
    const page::Span span = page_.nodes[index + 1].source;
    const std::string_view text = std::string_view(page_.source).substr(span.begin, span.end - span.begin);
    const bool linked_data = type.find("ld+json") != std::string::npos;
    add_facts(text, span.begin, linked_data, linked_data ? "json-ld" : "state");
  }

  void read_json_page() {
    if (page_.nodes.empty() && page_.blocks.empty()) add_facts(page_.source, 0, true, "json");
  }

  void add_facts(std::string_view text, std::uint32_t base, bool everything, std::string_view syntax) {
    for (Passage& fact : read_facts(page::read_json(text, base), rules_, everything, syntax)) {
      profile_.passages.push_back(std::move(fact));
    }
  }

  void add(Text text, std::string field, std::string label, std::string syntax, std::uint32_t node) {
    if (base::trim(text.words()).empty()) return;
    Passage passage;
    passage.text = std::move(text);
    passage.field = std::move(field);
    passage.label = std::move(label);
    passage.syntax = std::move(syntax);
    passage.place = place_of(page_.nodes[node].landmark);
    passage.hidden = page_.nodes[node].hidden;
    if (by_other_[node]) passage.about = About::other;
    if (post_of_node_[node] >= 0) passage.post = post_of_node_[node];
    profile_.passages.push_back(std::move(passage));
  }

  // What the page itself says it is, when it is not the profile.
  void judge() {
    if (profile_.state != base::State::found || page_.nodes.empty()) return;
    for (const Definition* definition : rules_) {
      for (const StateRule& rule : definition->states) {
        if (!holds(rule)) continue;
        profile_.state = rule.state;
        profile_.reason = rule.reason;
        return;
      }
    }
    const std::vector<page::Selector>& anchors = rules_.front()->anchors;
    if (!anchors.empty() && std::none_of(anchors.begin(), anchors.end(), [&](const page::Selector& anchor) {
          return !anchor.find(page_).empty();
        })) {
      profile_.state = base::State::drift;
      profile_.reason = "no_anchor";
    }
  }

  bool holds(const StateRule& rule) const {
    int words = 0;
    bool said = rule.words.empty();
    for (const page::Block& block : page_.blocks) {
      if (block.hidden) continue;
      const std::string_view text = page_.words(block);
      words += 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
      said = said || base::fold(text).find(rule.words) != std::string::npos;
    }
    if (!said || (rule.at_most_words != 0 && words > rule.at_most_words)) return false;
    return rule.css.empty() ||
           std::any_of(rule.css.begin(), rule.css.end(),
                       [&](const page::Selector& selector) { return !selector.find(page_).empty(); });
  }

  const Page& page_;
  Labels labels_;
  std::vector<const Definition*> rules_;
  std::vector<int> post_of_node_;
  std::vector<bool> by_other_;
  std::vector<std::uint32_t> block_nodes_;  // of all blocks, sorted
  std::map<std::uint32_t, const FieldRule*> named_;
  Profile profile_;
};

// "<!-- saved from url=(0042)https://… -->", which browsers write into saved pages.
std::string saved_from(std::string_view source) {
  constexpr std::string_view mark = "saved from url=(";
  const std::string_view start = source.substr(0, 4096);
  const std::size_t at = start.find(mark);
  if (at == std::string_view::npos) return "";
  const std::size_t begin = start.find(')', at);
  if (begin == std::string_view::npos) return "";
  const std::size_t end = start.find_first_of(" \t\r\n>", begin);
  return std::string(start.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1));
}

}  // namespace

Profile scrape(const page::Reading& reading, const Definition& definition, const Definition& generic,
               std::string url) {
  return Scraper(reading, definition, generic, std::move(url)).run();
}

std::string own_address(const Page& page) {
  if (std::string saved = saved_from(page.source); !saved.empty()) return saved;
  std::string open_graph;
  for (const Node& node : page.nodes) {
    if (node.tag == Tag::link && base::equal_ignoring_case(page.value(node, "rel"), "canonical")) {
      return std::string(page.value(node, "href"));
    }
    if (node.tag == Tag::meta && page.value(node, "property") == "og:url")
      open_graph = page.value(node, "content");
  }
  return open_graph;
}

}  // namespace gh::scrape
