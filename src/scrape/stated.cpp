#include "scrape/stated.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "page/facts/json_facts.h"
#include "scrape/spoken_key.h"

namespace gh::scrape {
namespace {

using page::Fact;
using page::Syntax;

// Syntaxes that speak of people and their pages alone: a fact without a rule is kept, too.
bool keeps_everything(Syntax syntax) { return syntax == Syntax::json_ld || syntax == Syntax::json; }

// Its elements are blocks of words, or named by selectors; only what a key names is said once more.
bool is_mark_up(Syntax syntax) {
  return syntax == Syntax::microdata || syntax == Syntax::rdfa || syntax == Syntax::microformats;
}

// Read by every key, whichever syntax it asks for. All others are read by keys that name them.
bool is_read_by_all(Syntax syntax) {
  return keeps_everything(syntax) || is_mark_up(syntax) || syntax == Syntax::state ||
         syntax == Syntax::vcard || syntax == Syntax::icalendar;
}

// A document states every value that it holds; without a rule, what only programs use is left out.
bool is_for_people(std::string_view words) {
  return page::says_something(words) && words != "true" && words != "false" && words != "0" && words != "-1";
}

struct Rule {
  const Key* key = nullptr;
  const FieldRule* field = nullptr;
};

class FactReader {
 public:
  FactReader(const page::Page& page, const std::vector<const Definition*>& definitions, const People& people,
             const Regions& regions, Paths& paths, const Records& records)
      : page_(page),
        definitions_(definitions),
        people_(people),
        regions_(regions),
        paths_(paths),
        records_(records) {
    for (const Definition* definition : definitions) {
      for (const FieldRule& rule : definition->fields) {
        for (const Key& key : rule.keys) rules_[key.last()].push_back({&key, &rule});
      }
      other_people_.insert(other_people_.end(), definition->other_people.begin(),
                           definition->other_people.end());
      topics_.insert(topics_.end(), definition->topics.begin(), definition->topics.end());
    }
  }

  Stated run() {
    find_rows();
    for (const Fact& fact : page_.facts) read(fact);
    return std::move(stated_);
  }

 private:
  static bool may_have_rows(Syntax syntax) { return syntax == Syntax::json || syntax == Syntax::state; }

  bool is_one_of(std::string_view name, std::vector<std::string> Definition::*keys) const {
    return std::any_of(definitions_.begin(), definitions_.end(), [&](const Definition* definition) {
      const std::vector<std::string>& all = definition->*keys;
      return std::find(all.begin(), all.end(), name) != all.end();
    });
  }

  // {"name": "Lives in", "value": "Thornmere"}, {"prompt": "First car?", "answer": "…"}: rows that people add
  // to their profiles, in answers of interfaces and what scripts are given.
  void find_rows() {
    for (const Fact& fact : page_.facts) {
      if (!may_have_rows(fact.syntax) || fact.item == page::nowhere) continue;
      const std::string_view name = page_.slice(fact.name);
      if (is_one_of(name, &Definition::row_label_keys)) row_names_.try_emplace(fact.item, &fact);
    }
  }

  // What the object calls its value for people; empty where it does not.
  std::string_view row_name_of(const Fact& fact) const {
    if (!may_have_rows(fact.syntax) || !is_one_of(page_.slice(fact.name), &Definition::row_value_keys))
      return {};
    const auto named = row_names_.find(fact.item);
    return named == row_names_.end() ? std::string_view() : page_.words(*named->second);
  }

  // It stands in a script that is no JSON: whatever a program needs has names like those of people's data,
  // but for a record that names somebody.
  bool is_code(const Fact& fact) const {
    if (fact.syntax != Syntax::state || page_.nodes.empty()) return false;
    const page::Node& node = page_.nodes[fact.node];
    return node.tag == page::Tag::script && !people_.names_somebody(fact.item) &&
           base::lower_ascii(page_.value(node, page::Name::type)).find("json") == std::string::npos;
  }

  // Of a person, and short.
  bool adds_to_words(const Fact& fact) const {
    if (fact.item == page::nowhere || page_.words(fact).size() > longest_marked) return false;
    return !people_.entity_of(fact.item).empty() || people_.is_person(fact.item);
  }

  // A selector names the element and thereby reads it, if less exactly than a path would ("name").
  bool is_named(std::uint32_t node) const {
    return !regions_.field.empty() && regions_.field[node] != nullptr;
  }

  // The block that its words are those of, which is a passage already.
  std::optional<std::size_t> block_of(const Fact& fact) const {
    const auto behind = std::upper_bound(
        page_.blocks.begin(), page_.blocks.end(), fact.words.begin,
        [](std::uint32_t begin, const page::Block& block) { return begin < block.words.begin; });
    if (behind == page_.blocks.begin() || fact.words.begin >= std::prev(behind)->words.end)
      return std::nullopt;
    return static_cast<std::size_t>(std::prev(behind) - page_.blocks.begin());
  }

  void read(const Fact& fact) {
    const std::string_view name = page_.slice(fact.name);
    if (is_mark_up(fact.syntax) && !adds_to_words(fact)) return;
    const Records::Record* record = records_.around(fact);
    const Rule rule = rule_of(fact);
    const bool kept = keeps_everything(fact.syntax) && !name.starts_with('@') &&
                      (fact.syntax != Syntax::json || is_for_people(page_.words(fact))) &&
                      page_.words(fact).find_first_not_of("* ") != std::string_view::npos;
    const bool row = !row_name_of(fact).empty();
    if (rule.key == nullptr && !kept && record == nullptr && !row) return;
    if (const auto block = block_of(fact); block && !is_mark_up(fact.syntax))
      return name_block(*block, fact, rule, record);
    if (rule.key == nullptr && !kept && !row && !is_text(fact, record)) return;
    if (is_mark_up(fact.syntax) && rule.key != nullptr && is_named(fact.node) && rule.key->steps.size() == 1)
      return;
    if (is_mark_up(fact.syntax) && rule.key == nullptr && !is_text(fact, record)) return;
    add(fact, rule, record);
    add_further(fact, rule, record);
  }

  // Other fields that are cut out of the same value.
  void add_further(const Fact& fact, const Rule& first, const Records::Record* record) {
    if (first.key == nullptr) return;
    const auto candidates = rules_.find(page_.slice(fact.name));
    if (candidates == rules_.end()) return;
    for (const Rule& rule : candidates->second) {
      const bool cut = rule.field->cleaning.match && rule.field->name != first.field->name;
      if (cut && rule.key->words == first.key->words && paths_.fits(*rule.key, fact)) add(fact, rule, record);
    }
  }

  bool is_text(const Fact& fact, const Records::Record* record) {
    return record != nullptr &&
           std::any_of(record->rule->text.begin(), record->rule->text.end(),
                       [&](const Key& key) { return paths_.fits_in_record(key, fact, record->item); });
  }

  void name_block(std::size_t block, const Fact& fact, const Rule& rule, const Records::Record* record) {
    const bool asked = rule.key != nullptr && rule.key->syntax;
    if (!asked && record == nullptr) return;
    std::string field = asked ? rule.field->name : "";
    if (field.empty() && is_text(fact, record)) field = "post";
    const bool of_card = fact.syntax == Syntax::vcard && fact.item != page::nowhere;
    stated_.named.push_back({block, std::move(field), number_of(record),
                             of_card ? std::string(people_.entity_of(fact.item)) : std::string()});
  }

  int number_of(const Records::Record* record) const {
    return record == nullptr ? -1 : static_cast<int>(record - records_.records.data());
  }

  void add(const Fact& fact, const Rule& rule, const Records::Record* record) {
    const bool text = rule.key == nullptr && is_text(fact, record);
    const Cleaning* cleaning = rule.key != nullptr ? &rule.field->cleaning
                               : text              ? &record->rule->cleaning
                                                   : nullptr;
    page::Text words = page_.text_of(fact);
    if (cleaning != nullptr) {
      words = cleaned(words, *cleaning);
      if (words.empty() && rule.key != nullptr && is_masked(page_.words(fact)))
        stated_.masked.push_back(rule.field->name);
      if (words.empty()) return;
    }
    Passage& passage = stated_.passages.emplace_back();
    passage.text = std::move(words);
    const std::string_view row_name = row_name_of(fact);
    const bool row = fact.syntax == Syntax::state && !row_name.empty();
    passage.field = rule.key != nullptr ? rule.field->name : text ? "post" : row ? "row" : "fact";
    // A post is prose; what its key is called says nothing.
    if (!text) passage.label = row_name.empty() ? page_.slice(fact.name) : row_name;
    passage.syntax = row_name.empty() ? page::name(fact.syntax) : "label";
    passage.hidden = fact.hidden;
    if (record != nullptr) passage.post = number_of(record);
    tell_whose(fact, passage);
  }

  void tell_whose(const Fact& fact, Passage& passage) {
    const bool is_shown = is_mark_up(fact.syntax) && fact.node < page_.nodes.size();
    passage.place = is_shown ? static_cast<Place>(page_.nodes[fact.node].landmark) : Place::head;
    // The name of a row names its value, and nobody.
    const std::uint32_t of = row_name_of(fact).empty() ? fact.item : page_.items[fact.item].parent;
    if (of != page::nowhere) passage.entity = people_.entity_of(of);
    const Whom* whom = is_mark_up(fact.syntax) ? people_.around(fact.node) : nullptr;
    if (whom != nullptr) passage.about = whom->about;
    if (!is_mark_up(fact.syntax)) tell_relation(fact, passage);
  }

  // The longest key decides: "worksFor.name" before "name"; of two that are as long, the first.
  Rule rule_of(const Fact& fact) {
    Rule best;
    const bool code = is_code(fact);
    for (const std::string_view last : {page_.slice(fact.name), std::string_view("*")}) {
      const auto candidates = rules_.find(last);
      if (candidates == rules_.end()) continue;
      for (const Rule& rule : candidates->second) {
        const bool asked = rule.key->syntax || (is_read_by_all(fact.syntax) && !code);
        if (!asked || (best.key != nullptr && rule.key->words.size() <= best.key->words.size())) continue;
        if (paths_.fits(*rule.key, fact)) best = rule;
      }
    }
    if (best.key == nullptr && may_have_rows(fact.syntax) && !code) best = spoken_rule_of(fact);
    return best;
  }

  // "birthDateOn": {"day": 4}, "user_birth_date": known by the words of its last two names, or of the last.
  Rule spoken_rule_of(const Fact& fact) {
    const std::string_view last = page_.slice(fact.name);
    const std::vector<std::string_view>& path = paths_.of(fact.item);
    if (!path.empty()) {
      if (const Rule rule = spoken_rule({path.front(), last}); rule.key != nullptr) return rule;
    }
    return spoken_rule({last});
  }

  // Few pages ask for them.
  void read_spoken_keys() {
    spoken_.emplace();
    for (const Definition* definition : definitions_) {
      for (const FieldRule& rule : definition->fields) {
        for (const Key& key : rule.keys) {
          if (key.syntax || !key.type.empty() || key.anchored || key.steps.empty()) continue;
          spoken_->try_emplace(spoken_key({key.steps.begin(), key.steps.end()}), Rule{&key, &rule});
        }
      }
      fillers_.person.insert(fillers_.person.end(), definition->person_words.begin(),
                             definition->person_words.end());
      fillers_.further.insert(fillers_.further.end(), definition->key_fillers.begin(),
                              definition->key_fillers.end());
    }
  }

  Rule spoken_rule(const std::vector<std::string_view>& steps) {
    if (!spoken_) read_spoken_keys();
    const auto found = spoken_->find(spoken_key_of(steps, fillers_));
    return found == spoken_->end() ? Rule() : found->second;
  }

  // A relation without a name of its own is somebody, and not whose relation it is.
  void tell_relation(const Fact& fact, Passage& passage) {
    const std::uint32_t named = fact.item == page::nowhere ? fact.item : people_.named_around(fact.item);
    bool below = true;  // the name
    for (std::uint32_t item = fact.item; item != page::nowhere; item = page_.items[item].parent) {
      below = below && item != named;
      const std::string_view step = page_.slice(page_.items[item].name);
      const auto is_in = [&](const std::vector<std::string_view>& keys) {
        return std::find(keys.begin(), keys.end(), step) != keys.end();
      };
      if (!is_in(other_people_) && !(is_in(topics_) && people_.has_name(item))) continue;
      passage.about = About::other;
      if (below) passage.entity.clear();
    }
  }

  static constexpr std::size_t longest_marked = 200;  // bytes; more are a text, which is read as one

  const page::Page& page_;
  const std::vector<const Definition*>& definitions_;
  const People& people_;
  const Regions& regions_;
  Paths& paths_;
  const Records& records_;
  std::unordered_map<std::string_view, std::vector<Rule>> rules_;  // by the key's last step
  std::optional<std::unordered_map<std::string, Rule>> spoken_;    // by what the key says in words
  KeyFillers fillers_;
  std::unordered_map<std::uint32_t, const Fact*> row_names_;  // by item
  std::vector<std::string_view> other_people_, topics_;
  Stated stated_;
};

}  // namespace

Stated read_stated(const page::Page& page, const std::vector<const Definition*>& definitions,
                   const People& people, const Regions& regions, Paths& paths, const Records& records) {
  return FactReader(page, definitions, people, regions, paths, records).run();
}

}  // namespace gh::scrape
