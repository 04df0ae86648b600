#include "scrape/stated.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"

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

// What no selector can name.
bool is_read_here(Syntax syntax) {
  return keeps_everything(syntax) || syntax == Syntax::state || syntax == Syntax::vcard ||
         syntax == Syntax::icalendar;
}

std::string_view last_step(std::string_view path) { return path.substr(path.rfind('.') + 1); }

// The path is the key, or ends in ".key".
bool ends_in(std::string_view path, std::string_view key) {
  return path.ends_with(key) && (path.size() == key.size() || path[path.size() - key.size() - 1] == '.');
}

struct Key {
  std::string_view words;  // "worksFor.name"
  std::string_view field;
};

class FactReader {
 public:
  FactReader(const page::Page& page, const std::vector<const Definition*>& definitions, const People& people,
             const Regions& regions)
      : page_(page), people_(people), regions_(regions) {
    for (const Definition* definition : definitions) {
      for (const FieldRule& rule : definition->fields) {
        for (const std::string& key : rule.keys) keys_[last_step(key)].push_back({key, rule.name});
      }
      other_people_.insert(other_people_.end(), definition->other_people.begin(),
                           definition->other_people.end());
    }
  }

  std::vector<Passage> run() {
    for (const Fact& fact : page_.facts) {
      if (is_mark_up(fact.syntax) ? adds_to_words(fact)
                                  : is_read_here(fact.syntax) && !is_block(fact) && !is_code(fact))
        read(fact);
    }
    return std::move(passages_);
  }

 private:
  // It stands in a script that is no JSON: whatever a program needs has names like those of people's data,
  // and it takes a platform's own rules to tell.
  bool is_code(const Fact& fact) const {
    if (fact.syntax != Syntax::state || page_.nodes.empty()) return false;
    const page::Node& node = page_.nodes[fact.node];
    return node.tag == page::Tag::script &&
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

  // Its words are those of a block, which is a passage already.
  bool is_block(const Fact& fact) const {
    const auto behind = std::upper_bound(
        page_.blocks.begin(), page_.blocks.end(), fact.words.begin,
        [](std::uint32_t begin, const page::Block& block) { return begin < block.words.begin; });
    return behind != page_.blocks.begin() && fact.words.begin < std::prev(behind)->words.end;
  }

  void read(const Fact& fact) {
    const std::string_view name = page_.slice(fact.name);
    const auto candidates = keys_.find(last_step(name));
    if ((candidates == keys_.end() && !keeps_everything(fact.syntax)) || name.starts_with('@')) return;
    std::string path = path_of(fact.item);
    path += path.empty() ? name : "." + std::string(name);
    const Key* key = candidates == keys_.end() ? nullptr : key_of(path, candidates->second);
    if (key == nullptr && !keeps_everything(fact.syntax)) return;
    if (is_mark_up(fact.syntax) && is_named(fact.node) && key->words.find('.') == std::string_view::npos)
      return;
    Passage& passage = passages_.emplace_back();
    passage.text = page_.text_of(fact);
    passage.field = key == nullptr ? "fact" : key->field;
    passage.label = name;
    passage.syntax = page::name(fact.syntax);
    passage.hidden = fact.hidden;
    const bool is_shown = is_mark_up(fact.syntax) && fact.node < page_.nodes.size();
    passage.place = is_shown ? static_cast<Place>(page_.nodes[fact.node].landmark) : Place::head;
    passage.entity = people_.entity_of(fact.item);
    const Whom* whom = is_mark_up(fact.syntax) ? people_.around(fact.node) : nullptr;
    if (whom != nullptr) passage.about = whom->about;
    if (!is_mark_up(fact.syntax)) passage.about = about(path);
  }

  // The longest key decides: "worksFor.name" before "name"; of two that are as long, the first.
  static const Key* key_of(std::string_view path, const std::vector<Key>& candidates) {
    const Key* best = nullptr;
    for (const Key& key : candidates) {
      if ((best == nullptr || key.words.size() > best->words.size()) && ends_in(path, key.words)) best = &key;
    }
    return best;
  }

  // "author.worksFor" for an item that is held so.
  const std::string& path_of(std::uint32_t item) {
    static const std::string none;
    if (item == page::nowhere) return none;
    const auto [known, is_new] = paths_.try_emplace(item);
    if (is_new) {
      const std::string above = path_of_parent(item);
      const std::string_view name = page_.slice(page_.items[item].name);
      paths_[item] =
          above.empty() || name.empty() ? above + std::string(name) : above + "." + std::string(name);
    }
    return paths_[item];
  }

  // Items nest deeper than a stack should: the names above are gathered in a loop.
  std::string path_of_parent(std::uint32_t item) const {
    std::vector<std::string_view> names;
    for (std::uint32_t up = page_.items[item].parent; up != page::nowhere && names.size() < deepest_path;
         up = page_.items[up].parent) {
      if (const std::string_view name = page_.slice(page_.items[up].name); !name.empty())
        names.push_back(name);
    }
    std::string path;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      path += path.empty() ? std::string(*name) : "." + std::string(*name);
    }
    return path;
  }

  About about(std::string_view path) const {
    for (const std::string_view key : other_people_) {
      for (std::size_t at = path.find(key); at != std::string_view::npos; at = path.find(key, at + 1)) {
        const bool begins = at == 0 || path[at - 1] == '.';
        if (begins && path.substr(at + key.size()).starts_with('.')) return About::other;
      }
    }
    return About::unknown;
  }

  static constexpr std::size_t longest_marked = 200;  // bytes; more are a text, which is read as one
  static constexpr std::size_t deepest_path = 32;     // steps that are told; hostile pages nest deeper

  const page::Page& page_;
  const People& people_;
  const Regions& regions_;
  std::unordered_map<std::string_view, std::vector<Key>> keys_;  // by their last step
  std::vector<std::string_view> other_people_;
  std::unordered_map<std::uint32_t, std::string> paths_;  // of items, once asked for
  std::vector<Passage> passages_;
};

}  // namespace

std::vector<Passage> stated_passages(const page::Page& page,
                                     const std::vector<const Definition*>& definitions, const People& people,
                                     const Regions& regions) {
  return FactReader(page, definitions, people, regions).run();
}

}  // namespace gh::scrape
