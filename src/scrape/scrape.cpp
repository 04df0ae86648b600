#include "scrape/scrape.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "page/json.h"
#include "scrape/labels.h"
#include "scrape/structured.h"

namespace gh::scrape {
namespace {

using page::Name;
using page::Node;
using page::Page;
using page::Tag;
using page::Text;

Place place_of(page::Landmark landmark) { return static_cast<Place>(landmark); }
static_assert(static_cast<int>(Place::footer) == static_cast<int>(page::Landmark::footer));

class Scraper {
 public:
  Scraper(const page::Reading& reading, const Rulebook& book, const std::vector<Answer>& answers,
          const Definition& definition, const Definition& generic, std::string url)
      : page_(reading.page), labels_(reading.page), book_(book), answers_(answers), rules_{&definition} {
    if (&generic != &definition) rules_.push_back(&generic);
    profile_.definition = definition.id;
    profile_.url = std::move(url);
    profile_.state = reading.state;
    profile_.reason = reading.reason;
  }

  Profile run() {
    if (profile_.state == base::State::too_complex) return std::move(profile_);
    read_language();
    index_page();
    find_posts();
    find_others();
    name_nodes();
    read_blocks();
    read_elements();
    read_json_page();
    judge();
    sort_passages();
    return std::move(profile_);
  }

 private:
  template <class Visit>
  void each_answer(const Definition& definition, Part part, Visit visit) const {
    const std::uint32_t place = book_.place_of(definition);
    for (const Answer& answer : answers_) {
      if (answer.part == part && answer.definition == place) visit(answer);
    }
  }

  void read_language() {
    for (const Node& node : page_.nodes) {
      if (node.tag == Tag::html) profile_.language = page_.value(node, Name::lang);
      if (node.tag == Tag::meta && page_.value(node, Name::property) == "og:locale") {
        profile_.language = page_.value(node, Name::content);
      }
      if (!profile_.language.empty()) break;
    }
    std::replace(profile_.language.begin(), profile_.language.end(), '_', '-');
  }

  // What is looked up by node or by id, gathered once.
  void index_page() {
    for (const page::Block& block : page_.blocks) block_nodes_.push_back(block.node);
    std::sort(block_nodes_.begin(), block_nodes_.end());
  }

  // The platform's own rule, when it fits, is better than the general one; of a rule's selectors, one comes
  // after the other. Posts nest (a quoted post in a post): the one found last wins for its own nodes.
  void find_posts() {
    for (const Definition* definition : rules_) {
      std::vector<Answer> found;
      each_answer(*definition, Part::post, [&](const Answer& answer) { found.push_back(answer); });
      if (found.empty()) continue;
      std::stable_sort(found.begin(), found.end(),
                       [](const Answer& a, const Answer& b) { return a.index < b.index; });
      find_times(*definition);
      post_of_node_.assign(page_.nodes.size(), -1);
      for (const Answer& answer : found) add_post(answer.node);
      for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
        post_of_node_[i] = std::max(post_of_node_[i], post_of_node_[page_.nodes[i].parent]);
      }
      return;
    }
  }

  void add_post(std::uint32_t node) {
    const auto index = static_cast<int>(profile_.posts.size());
    const page::Span source = page_.nodes[node].source;
    if (index > 0 && page_.within(node, last_post_) && profile_.posts.back().source == source) return;
    profile_.posts.push_back({time_in(node), source});
    post_of_node_[node] = index;
    last_post_ = node;
  }

  void find_times(const Definition& definition) {
    each_answer(definition, Part::post_time, [&](const Answer& answer) {
      if (!times_.empty() && times_.back().first == answer.node) return;
      if (const auto day = day_of(answer.node)) times_.emplace_back(answer.node, *day);
    });
  }

  std::optional<base::Day> time_in(std::uint32_t node) const {
    const auto first = std::lower_bound(times_.begin(), times_.end(), node,
                                        [](const auto& time, std::uint32_t at) { return time.first < at; });
    if (first == times_.end() || !page_.within(first->first, node)) return std::nullopt;
    return first->second;
  }

  std::optional<base::Day> day_of(std::uint32_t node) const {
    for (Name attribute : {Name::datetime, Name::title, Name::content}) {
      if (const auto day = base::parse_day(page_.value(page_.nodes[node], attribute))) return day;
    }
    return base::parse_day(page_.text_of(node).words());
  }

  void find_others() {
    for (const Definition* definition : rules_) {
      each_answer(*definition, Part::other, [&](const Answer& answer) {
        by_other_.resize(page_.nodes.size(), false);
        by_other_[answer.node] = true;
      });
    }
    for (std::uint32_t i = 1; i < by_other_.size(); ++i) {
      if (by_other_[page_.nodes[i].parent]) by_other_[i] = true;
    }
  }

  // Elements that a rule's selector names, and what stands in them; the first rule that names one wins.
  void name_nodes() {
    for (const Definition* definition : rules_) {
      each_answer(*definition, Part::field, [&](const Answer& answer) {
        rule_around_.resize(page_.nodes.size(), nullptr);
        const FieldRule*& rule = rule_around_[answer.node];
        if (rule == nullptr) named_.push_back(answer.node);
        if (rule == nullptr) rule = &definition->fields[answer.index];
      });
    }
    std::sort(named_.begin(), named_.end());
    for (std::uint32_t node : named_) read_named(node, *rule_around_[node]);
    for (std::uint32_t i = 1; i < rule_around_.size(); ++i) {
      if (rule_around_[i] == nullptr) rule_around_[i] = rule_around_[page_.nodes[i].parent];
    }
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

  // The name of the first field that has the word; empty when none has.
  std::string_view field_named(const FieldsByWord& (Rulebook::*table)(std::uint32_t) const,
                               std::string_view word) const {
    for (const Definition* definition : rules_) {
      const std::int64_t field = (book_.*table)(book_.place_of(*definition)).find(word);
      if (field >= 0) return definition->fields[static_cast<std::size_t>(field)].name;
    }
    return {};
  }

  std::string_view field_by_label(std::string_view words) const {
    return field_named(&Rulebook::labels, plain_label(words));
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
    place_in(block.node, passage);
    if (passage.post) passage.field = "post";
    Label label = labels_.around(passage.text.source());
    passage.label = std::move(label.words);
    passage.entity = std::move(label.entity);
    if (passage.label.empty() && index > 0) passage.label = label_above(block, page_.blocks[index - 1]);
    if (!passage.label.empty()) {
      passage.syntax = "label";
      if (const std::string_view field = field_by_label(passage.label); !field.empty()) passage.field = field;
    }
    if (!rule_around_.empty() && rule_around_[block.node] != nullptr) {
      passage.field = rule_around_[block.node]->name;
    }
  }

  // Whose words stand there, and in which post.
  void place_in(std::uint32_t node, Passage& passage) const {
    if (!by_other_.empty() && by_other_[node]) passage.about = About::other;
    if (!post_of_node_.empty() && post_of_node_[node] >= 0) passage.post = post_of_node_[node];
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
    std::string_view key = page_.value(node, Name::property);
    if (key.empty()) key = page_.value(node, Name::name);
    if (key.empty()) key = page_.value(node, Name::itemprop);
    if (key.empty() || std::binary_search(named_.begin(), named_.end(), index)) return;
    const std::string_view field = field_named(&Rulebook::metas, base::lower_ascii(key));
    add(page_.value_text(node, Name::content), field.empty() ? "meta" : field, key, "meta", index);
  }

  void read_link(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const page::Attribute* address = page_.attribute(node, Name::href);
    if (address == nullptr || address->value.begin == address->value.end) return;
    Text url = page_.value_text(*address);
    profile_.links.push_back({std::string(page_.slice(address->value)), page_.text_of(index).words(),
                              std::string(page_.value(node, Name::rel)), url.source()});
    if (node.tag == Tag::a) add(std::move(url), "link", "", "url", index);
  }

  void read_attributes(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const page::Attribute& attribute = page_.attributes[node.first_attribute + i];
      switch (attribute.known) {
        case Name::alt:
        case Name::title:
        case Name::aria_label:
          add(page_.value_text(attribute), "alt", "", "attribute", index);
          break;
        case Name::value:
          if (node.tag == Tag::input) read_input(index);
          break;
        case Name::other:
          if (page_.slice(attribute.name).starts_with("data-")) read_data(index, attribute);
          break;
        default:
          break;
      }
    }
  }

  // data-birth-date="…": the attribute's own name is the label. Markup's bookkeeping is skipped by needing a
  // rule.
  void read_data(std::uint32_t index, const page::Attribute& attribute) {
    std::string label(page_.slice(attribute.name).substr(5));
    std::replace(label.begin(), label.end(), '-', ' ');
    std::replace(label.begin(), label.end(), '_', ' ');
    const std::string_view field = field_by_label(label);
    if (!field.empty()) add(page_.value_text(attribute), field, label, "attribute", index);
  }

  void read_input(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const std::string type = base::lower_ascii(page_.value(node, Name::type));
    if (type == "hidden" || type == "password" || type == "submit" || type == "button" || type == "reset")
      return;
    const std::string label = input_label(index);
    const std::string_view field = field_by_label(label);
    add(page_.value_text(node, Name::value), field.empty() ? "form" : field, label, "attribute", index);
  }

  // What stands beside it; else the name that the form sends.
  std::string input_label(std::uint32_t index) const {
    if (const std::string_view label = labels_.of_input(index); !label.empty()) return std::string(label);
    std::string name(page_.value(page_.nodes[index], Name::name));
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
  }

  void read_script(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const std::string type = base::lower_ascii(page_.value(node, Name::type));
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

  void add(Text text, std::string_view field, std::string_view label, std::string_view syntax,
           std::uint32_t node) {
    if (base::trim(text.words()).empty()) return;
    Passage& passage = profile_.passages.emplace_back();
    passage.text = std::move(text);
    passage.field = field;
    passage.label = label;
    passage.syntax = syntax;
    passage.place = place_of(page_.nodes[node].landmark);
    passage.hidden = page_.nodes[node].hidden;
    place_in(node, passage);
  }

  // What the page itself says it is, when it is not the profile.
  void judge() {
    if (profile_.state != base::State::found || page_.nodes.empty()) return;
    for (const Definition* definition : rules_) {
      std::vector<bool> seen(definition->states.size(), false);
      each_answer(*definition, Part::state, [&](const Answer& answer) { seen[answer.index] = true; });
      for (std::size_t i = 0; i < definition->states.size(); ++i) {
        const StateRule& rule = definition->states[i];
        if ((!rule.css.empty() && !seen[i]) || !holds(rule)) continue;
        profile_.state = rule.state;
        profile_.reason = rule.reason;
        return;
      }
    }
    bool anchored = rules_.front()->anchors.empty();
    each_answer(*rules_.front(), Part::anchor, [&](const Answer&) { anchored = true; });
    if (!anchored) {
      profile_.state = base::State::drift;
      profile_.reason = "no_anchor";
    }
  }

  bool holds(const StateRule& rule) {
    if (rule.at_most_words != 0 && visible_words() > rule.at_most_words) return false;
    return rule.words.empty() || folded_page().find(rule.words) != std::string::npos;
  }

  int visible_words() {
    if (words_ >= 0) return words_;
    words_ = 0;
    for (const page::Block& block : page_.blocks) {
      if (block.hidden) continue;
      const std::string_view text = page_.words(block);
      words_ += 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
    }
    return words_;
  }

  // All visible words, with a mark between blocks that no rule's words hold.
  const std::string& folded_page() {
    if (!folded_.empty()) return folded_;
    for (const page::Block& block : page_.blocks) {
      if (!block.hidden) folded_ += base::fold(page_.words(block)) + '\0';
    }
    return folded_;
  }

  void sort_passages() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
    order.reserve(profile_.passages.size());
    for (const Passage& passage : profile_.passages) {
      order.emplace_back(passage.text.source().begin, static_cast<std::uint32_t>(order.size()));
    }
    std::sort(order.begin(), order.end());
    std::vector<Passage> sorted;
    sorted.reserve(order.size());
    for (const auto& [begin, index] : order) sorted.push_back(std::move(profile_.passages[index]));
    profile_.passages = std::move(sorted);
  }

  const Page& page_;
  Labels labels_;
  const Rulebook& book_;
  const std::vector<Answer>& answers_;
  std::vector<const Definition*> rules_;
  std::uint32_t last_post_ = 0;
  std::vector<std::pair<std::uint32_t, base::Day>> times_;  // elements that state a post's day
  // By node, empty where a page has none of it.
  std::vector<int> post_of_node_;
  std::vector<bool> by_other_;
  std::vector<const FieldRule*> rule_around_;
  std::vector<std::uint32_t> named_;        // elements that a rule names, sorted
  std::vector<std::uint32_t> block_nodes_;  // of all blocks, sorted
  int words_ = -1;                          // visible ones, once counted
  std::string folded_;
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

Profile scrape(const page::Reading& reading, const Rulebook& rules, const std::vector<Answer>& answers,
               const Definition& definition, const Definition& generic, std::string url) {
  return Scraper(reading, rules, answers, definition, generic, std::move(url)).run();
}

Profile scrape(const page::Reading& reading, const Definition& definition, const Definition& generic,
               std::string url) {
  std::vector<Definition> both{definition};
  if (&generic != &definition) both.push_back(generic);
  const Rulebook rules(std::move(both));
  return scrape(reading, rules, rules.ask(reading.page), rules.definitions().front(),
                rules.definitions().back(), std::move(url));
}

std::string own_address(const Page& page) {
  if (std::string saved = saved_from(page.source); !saved.empty()) return saved;
  std::string open_graph;
  for (const Node& node : page.nodes) {
    if (node.tag == Tag::link && base::equal_ignoring_case(page.value(node, Name::rel), "canonical")) {
      return std::string(page.value(node, Name::href));
    }
    if (node.tag == Tag::meta && page.value(node, Name::property) == "og:url")
      open_graph = page.value(node, Name::content);
  }
  return open_graph;
}

}  // namespace gh::scrape
