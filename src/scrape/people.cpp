#include "scrape/people.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Fact;
using page::Item;
using page::nowhere;
using page::Syntax;

constexpr int most_steps = 32;            // upwards from an item; hostile pages nest deeper
constexpr std::size_t longest_name = 80;  // bytes; more is a text that only begins with a name

// Items of these syntaxes are elements, and what stands inside is of them.
bool is_mark_up(Syntax syntax) {
  return syntax == Syntax::microdata || syntax == Syntax::rdfa || syntax == Syntax::microformats;
}

template <class List>
bool mentions(std::string_view type, const List& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return type.find(word) != std::string_view::npos; });
}

// https://schema.org/Person and Comment, https://microformats.org/wiki/h-card and h-cite, hCard, FOAF, SIOC.
constexpr std::array<std::string_view, 7> people{"Person",  "h-card", "vcard", "User",
                                                 "Profile", "Member", "Author"};
constexpr std::array<std::string_view, 4> writings{"Comment", "h-cite", "Review", "Answer"};
constexpr std::array<std::string_view, 4> authors{"author", "creator", "reviewer", "has_creator"};

bool is_record(Syntax syntax) { return syntax == Syntax::json || syntax == Syntax::state; }

template <class List>
bool is_among(std::string_view word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_author(std::string_view name) {
  return std::find(authors.begin(), authors.end(), name) != authors.end();
}

}  // namespace

People::People(const page::Page& page, const std::vector<const Definition*>& definitions,
               const std::vector<std::uint32_t>& other_roots)
    : page_(page), whoms_(1) {
  if (page_.items.empty()) return;
  find_things(definitions);
  find_names(definitions);
  find_listed_names(definitions);
  find_names_by_number(definitions);
  find_authors();
  if (page_.nodes.empty()) return;
  std::vector<std::string_view> other_people;
  for (const Definition* definition : definitions) {
    other_people.insert(other_people.end(), definition->other_people.begin(), definition->other_people.end());
    other_people.insert(other_people.end(), definition->topics.begin(), definition->topics.end());
  }
  place(other_people, other_roots);
}

// The steps of "birthPlace.address.addressLocality" are a person's, but no persons; that of "profile.slug" is
// one.
void People::find_things(const std::vector<const Definition*>& definitions) {
  for (const Definition* definition : definitions) {
    for (const FieldRule& rule : definition->fields) {
      if (rule.of_people) continue;
      for (const Key& key : rule.keys) {
        if (rule.name == "birth_date" && key.steps.size() == 1) births_.push_back(key.steps.front());
      }
      for (const Key& key : rule.keys) things_.insert(things_.end(), key.steps.begin(), key.steps.end());
    }
  }
  for (const Definition* definition : definitions) {
    std::erase_if(things_, [&](std::string_view step) { return is_among(step, definition->person_words); });
  }
  std::sort(things_.begin(), things_.end());
  std::sort(births_.begin(), births_.end());
}

// One without a type may be a person; one with a type is when the type says so.
bool People::is_person(std::uint32_t item) const {
  const std::string_view type = page_.slice(page_.items[item].type);
  if (!type.empty()) return mentions(type, people);
  if (numbered_[item] || born_[item]) return true;
  return !std::binary_search(things_.begin(), things_.end(), page_.slice(page_.items[item].name));
}

bool People::is_written(std::uint32_t item) const {
  return mentions(page_.slice(page_.items[item].type), writings);
}

void People::find_names(const std::vector<const Definition*>& definitions) {
  names_.resize(page_.items.size());
  numbered_.resize(page_.items.size());
  accounts_.resize(page_.items.size());
  born_.resize(page_.items.size());
  NameKeys keys;
  for (const Definition* definition : definitions) keys.add(definition->names);
  std::vector<std::string_view> given(page_.items.size()), family(page_.items.size());
  for (const Fact& fact : page_.facts) {
    if (fact.item == nowhere) continue;
    const std::string_view name = page_.slice(fact.name), words = page_.words(fact);
    if (is_record(fact.syntax) &&
        (is_among(name, keys.full) || std::binary_search(births_.begin(), births_.end(), name)))
      born_[fact.item] = true;
    if (!names_[fact.item].empty()) continue;
    if (words.size() > longest_name) continue;
    // {"name": {"first": "Tom", "last": "Pell"}, "age": 46}
    const Item& item = page_.items[fact.item];
    if (is_record(fact.syntax) && page_.slice(item.name) == "name" && item.parent != nowhere) {
      if (name == "first" || is_among(name, keys.given)) given[item.parent] = words;
      if (name == "last" || is_among(name, keys.family)) family[item.parent] = words;
      if (name == "full" || name == "display" || is_among(name, keys.full)) names_[item.parent] = words;
    }
    if (name == "name" || (fact.syntax == Syntax::vcard && name == "fn")) names_[fact.item] = words;
    if (is_among(name, keys.account)) accounts_[fact.item] = true;
    if (is_record(fact.syntax) && is_among(name, keys.full)) names_[fact.item] = words;
    // {"name": {"first": "Tom", "last": "Pell"}}: "first" alone is no name.
    const bool of_name = is_record(fact.syntax) && page_.slice(page_.items[fact.item].name) == "name";
    const std::string key = of_name ? "name." + std::string(name) : std::string(name);
    if (is_among(key, keys.given) || is_among(name, keys.given)) given[fact.item] = words;
    if (is_among(key, keys.family) || is_among(name, keys.family)) family[fact.item] = words;
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i].empty() && given[i].empty()) find_name_in_key(static_cast<std::uint32_t>(i));
    if (!names_[i].empty() || given[i].empty()) continue;
    names_[i] = given[i];
    if (family[i].empty()) continue;
    joined_.push_back(std::string(given[i]) + " " + std::string(family[i]));
    names_[i] = joined_.back();
    const Item& item = page_.items[i];
    const bool of_name = is_record(item.syntax) && page_.slice(item.name) == "name";
    if (of_name && item.parent != nowhere && names_[item.parent].empty()) names_[item.parent] = names_[i];
  }
}

// {"Tom Pell": {"dob": "1980-05-03"}}
void People::find_name_in_key(std::uint32_t item) {
  if (!is_record(page_.items[item].syntax)) return;
  const std::string_view key = page_.slice(page_.items[item].name);
  const std::size_t blank = key.find(' ');
  const auto is_capital = [&](std::size_t at) { return at < key.size() && key[at] >= 'A' && key[at] <= 'Z'; };
  const bool name = blank != std::string_view::npos && key.size() <= longest_name && is_capital(0) &&
                    is_capital(key.rfind(' ') + 1) &&
                    key.find_first_of("0123456789:/") == std::string_view::npos;
  if (name) names_[item] = key;
}

// Of several records side by side, the names of their accounts tell them apart: {"displayName": "Tom Pell"}.
// One that stands alone may be the page's own person, by whatever name.
void People::find_listed_names(const std::vector<const Definition*>& definitions) {
  NameKeys keys;
  for (const Definition* definition : definitions) keys.add(definition->names);
  std::vector<std::string_view> listed(page_.items.size());
  std::map<std::pair<std::uint32_t, std::string_view>, int> lists;
  for (const Fact& fact : page_.facts) {
    const bool account = fact.item != nowhere && is_record(fact.syntax) && names_[fact.item].empty() &&
                         listed[fact.item].empty() && is_among(page_.slice(fact.name), keys.account);
    // "Tom Pell" and not "tompell85", which is anybody's.
    const std::string_view words = account ? page_.words(fact) : std::string_view();
    if (words.size() > longest_name || words.find(' ') == std::string_view::npos) continue;
    const Item& item = page_.items[fact.item];
    listed[fact.item] = words;
    ++lists[{item.parent, page_.slice(item.name)}];
  }
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i].empty()) continue;
    const Item& item = page_.items[i];
    if (lists[{item.parent, page_.slice(item.name)}] > 1) names_[i] = listed[i];
  }
}

// {"member": 32, "on": "1979-02-14"}, where another list has {"id": 32, "name": "Tom Pell"}.
void People::find_names_by_number(const std::vector<const Definition*>& definitions) {
  std::map<std::string_view, std::string_view> named;  // by number; without a name where two have it
  for (const Fact& fact : page_.facts) {
    if (fact.item == nowhere || !is_record(fact.syntax) || page_.slice(fact.name) != "id") continue;
    if (names_[fact.item].empty() || !is_person(fact.item)) continue;
    const auto [place, fresh] = named.try_emplace(page_.words(fact), names_[fact.item]);
    if (!fresh && place->second != names_[fact.item]) place->second = {};
  }
  if (named.empty()) return;
  for (const Fact& fact : page_.facts) {
    if (fact.item == nowhere || !is_record(fact.syntax) || !names_[fact.item].empty()) continue;
    const auto found = named.find(page_.words(fact));
    if (found == named.end() || found->second.empty()) continue;
    const std::string_view key = page_.slice(fact.name);
    const bool refers = std::any_of(
        definitions.begin(), definitions.end(),
        [&](const Definition* definition) { return is_among(key, definition->person_number_keys); });
    if (!refers) continue;
    names_[fact.item] = found->second;
    numbered_[fact.item] = true;
  }
}

bool People::names_somebody(std::uint32_t item) const {
  for (int steps = 0; item != nowhere && steps < most_steps; ++steps, item = page_.items[item].parent) {
    if (accounts_[item] || (!names_[item].empty() && is_person(item))) return true;
  }
  return false;
}

void People::find_authors() {
  authors_.resize(page_.items.size());
  for (std::uint32_t i = 0; i < page_.items.size(); ++i) {
    const Item& item = page_.items[i];
    if (item.parent == nowhere || !is_author(page_.slice(item.name)) || !is_written(item.parent)) continue;
    const std::string_view name = names_[item.refers_to == nowhere ? i : item.refers_to];
    if (authors_[item.parent].empty()) authors_[item.parent] = name;
  }
  for (const Fact& fact : page_.facts) {
    if (fact.item == nowhere || !authors_[fact.item].empty() || !is_author(page_.slice(fact.name))) continue;
    if (is_written(fact.item) && page_.words(fact).size() <= longest_name)
      authors_[fact.item] = page_.words(fact);
  }
}

std::uint32_t People::named_around(std::uint32_t item) const {
  for (int steps = 0; item != nowhere && steps < most_steps; ++steps, item = page_.items[item].parent) {
    if ((!names_[item].empty() && is_person(item)) || is_written(item)) return item;
  }
  return nowhere;
}

std::string_view People::entity_of(std::uint32_t item) const {
  for (int steps = 0; item != nowhere && steps < most_steps; ++steps) {
    if (!names_[item].empty() && is_person(item)) return names_[item];
    if (is_written(item)) return authors_[item];
    item = page_.items[item].parent;
  }
  return {};
}

// A relation without a name of its own is somebody, and not whose relation it is.
Whom People::whom_of(std::uint32_t item, const std::vector<std::string_view>& other_people) const {
  Whom whom{entity_of(item), About::unknown};
  bool named = false;
  for (int steps = 0; item != nowhere && steps < most_steps; ++steps, item = page_.items[item].parent) {
    named = named || (!names_[item].empty() && is_person(item)) || is_written(item);
    const std::string_view name = page_.slice(page_.items[item].name);
    // Microformats call every item inside another one its child.
    const bool is_inside = page_.items[item].syntax == Syntax::microformats && name == "children";
    if (is_inside || std::find(other_people.begin(), other_people.end(), name) == other_people.end())
      continue;
    whom.about = About::other;
    if (!named) whom.entity = {};
  }
  return whom;
}

const Whom* People::inside(page::Span source) const {
  const auto first = std::partition_point(extents_.begin(), extents_.end(), [&](const Extent& extent) {
    return extent.source.begin < source.begin;
  });
  // The start tag of an item at the very beginning of a line stands before its words.
  auto extent = first == extents_.begin() ? first : std::prev(first);
  for (int tried = 0; tried < 5 && extent != extents_.end(); ++tried, ++extent) {
    const std::uint32_t begin = std::max(extent->source.begin, source.begin);
    const std::uint32_t end = std::min(extent->source.end, source.end);
    const bool most =
        begin < end && std::uint64_t{end - begin} * 10 > std::uint64_t{source.end - source.begin} * 6;
    if (most) return &whoms_[extent->whom];
  }
  return nullptr;
}

// Each item's person at the item's element, and from there down to the next item that has one.
void People::place(const std::vector<std::string_view>& other_people,
                   const std::vector<std::uint32_t>& other_roots) {
  std::vector<std::uint32_t> whom_of_item(page_.items.size(), 0);
  for (std::uint32_t i = 0; i < page_.items.size(); ++i) {
    if (!is_mark_up(page_.items[i].syntax) || page_.items[i].refers_to != nowhere) continue;
    const Whom whom = whom_of(i, other_people);
    if (whom.entity.empty() && whom.about == About::unknown && !is_written(i)) continue;
    whom_of_item[i] = static_cast<std::uint32_t>(whoms_.size());
    whoms_.push_back(whom);
  }
  if (whoms_.size() == 1) return;
  whom_at_.assign(page_.nodes.size(), 0);
  const std::vector<std::uint32_t> elements = elements_of_items();
  for (std::uint32_t i = 0; i < page_.items.size(); ++i) {
    const std::uint32_t node = elements[i];
    if (node == nowhere || whom_of_item[i] == 0) continue;
    // Of two vocabularies on one element, the one that has the name.
    if (whom_at_[node] == 0 || whoms_[whom_at_[node]].entity.empty()) whom_at_[node] = whom_of_item[i];
    const page::Node& last = page_.nodes[page_.nodes[node].end - 1];
    extents_.push_back({{page_.nodes[node].source.begin, last.source.end}, whom_of_item[i]});
  }
  std::stable_sort(extents_.begin(), extents_.end(),
                   [](const Extent& a, const Extent& b) { return a.source.begin < b.source.begin; });
  place_stray_facts(elements, whom_of_item);
  place_commenters(other_roots);
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (whom_at_[i] == 0) whom_at_[i] = whom_at_[page_.nodes[i].parent];
  }
}

// By item; nowhere for items that are no elements. An item's source is its element's start tag.
std::vector<std::uint32_t> People::elements_of_items() const {
  std::unordered_map<std::uint32_t, std::uint32_t> by_start;
  for (const Item& item : page_.items) {
    if (is_mark_up(item.syntax)) by_start.emplace(item.source.begin, nowhere);
  }
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    const page::Node& node = page_.nodes[i];
    if (node.tag == page::Tag::text || node.source.begin == node.source.end) continue;
    const auto found = by_start.find(node.source.begin);
    if (found != by_start.end() && found->second == nowhere) found->second = i;
  }
  std::vector<std::uint32_t> elements(page_.items.size(), nowhere);
  for (std::uint32_t i = 0; i < page_.items.size(); ++i) {
    if (is_mark_up(page_.items[i].syntax)) elements[i] = by_start[page_.items[i].source.begin];
  }
  return elements;
}

// What is stated of an item from outside of its element (itemref, about="#jane").
void People::place_stray_facts(const std::vector<std::uint32_t>& elements,
                               const std::vector<std::uint32_t>& whom_of_item) {
  for (const Fact& fact : page_.facts) {
    if (fact.item == nowhere || !is_mark_up(fact.syntax) || whom_of_item[fact.item] == 0) continue;
    const std::uint32_t element = elements[fact.item];
    if (element == nowhere || page_.within(fact.node, element) || whom_at_[fact.node] != 0) continue;
    whom_at_[fact.node] = whom_of_item[fact.item];
  }
}

// A comment of blogs and forums: a region of somebody else's with one card in it, the writer's.
void People::place_commenters(const std::vector<std::uint32_t>& other_roots) {
  for (std::size_t i = 0; i < other_roots.size(); ++i) {
    const std::uint32_t root = other_roots[i];
    if (whom_at_[root] != 0) continue;
    // A reply inside ends what is this comment's own.
    const std::uint32_t end = std::min(
        page_.nodes[root].end, i + 1 < other_roots.size() ? other_roots[i + 1] : page_.nodes[root].end);
    std::uint32_t writer = 0;
    for (std::uint32_t node = root + 1; node < end; ++node) {
      if (whom_at_[node] == 0 || whoms_[whom_at_[node]].entity.empty()) continue;
      if (writer != 0 && whoms_[whom_at_[node]].entity != whoms_[writer].entity) {
        writer = 0;
        break;
      }
      writer = whom_at_[node];
    }
    if (writer == 0) continue;
    whom_at_[root] = writer;
    // Containers of comments around it have no writer of their own; a nested part of it (the text) has this.
  }
}

}  // namespace gh::scrape
