// From a file in checklists/ to a Checklist. Every mistake is noted and reading goes on, so that whoever
// writes a file sees all of them at once.

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "base/definition.h"
#include "base/text.h"
#include "checklist/checklist.h"

namespace gh::checklist {
namespace {

using base::DefinitionTable;

template <class Value>
using Words = std::array<std::pair<std::string_view, Value>, 5>;

constexpr Words<Decides> kinds = {{
    {"ask", Decides::person},
    {"ack", Decides::acknowledgement},
    {"auto", Decides::scanner},
    {"both", Decides::both},
    {"org", Decides::organisation},
}};

constexpr Words<Severity> severities = {{
    {"breach", Severity::breach},
    {"expose", Severity::expose},
    {"aware", Severity::aware},
    {"duty", Severity::duty},
    {"org", Severity::organisation},
}};

// Nothing for a word that is missing or not allowed, which is noted.
template <class Value>
std::optional<Value> one_of(DefinitionTable& table, std::string_view key, const Words<Value>& words) {
  std::vector<std::string> allowed;
  for (const auto& [word, value] : words) allowed.emplace_back(word);
  if (!table.has(key)) table.required_choice(key, allowed);
  const std::string chosen = table.choice(key, allowed, "");
  for (const auto& [word, value] : words) {
    if (word == chosen) return value;
  }
  return std::nullopt;
}

// Line breaks in a file are for whoever edits it, and mean nothing in the text.
std::string required_text(DefinitionTable& table, std::string_view key) {
  return base::collapse_blanks(table.required_text(key));
}

std::string optional_text(DefinitionTable& table, std::string_view key) {
  return base::collapse_blanks(table.text(key));
}

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Ids stand in the vault, in answers files and in addresses, so they are kept to what is the same everywhere.
std::string id_in(DefinitionTable& table, std::string_view key) {
  const std::string id = table.required_text(key);
  std::string better;
  for (char c : base::trim(id)) {
    const bool fits = is_id_character(c);
    if (fits || (!better.empty() && better.back() != '-')) better += fits ? c : '-';
  }
  if (!id.ends_with('-') && better.ends_with('-')) better.pop_back();
  if (id != better && !base::trim(id).empty()) {
    table.problem(key, fmt::format("'{}' \"{}\" may hold only letters A to Z, digits, - and _; write \"{}\"",
                                   key, base::for_terminal(id), better.empty() ? "my-id" : better));
  }
  return id;
}

// Where each id was first used, to tell of the second use. People type ids in small letters too, so case does
// not tell two apart.
class UsedIds {
 public:
  explicit UsedIds(std::string_view what) : what_(what) {}

  void note(const std::string& id, DefinitionTable& table) {
    const base::Problem place = table.place("id");
    const auto [first, fresh] = first_.try_emplace(base::lower_ascii(id), place.line);
    if (fresh || id.empty()) return;
    table.problem("id", fmt::format("the {} id \"{}\" is taken since line {}; give this one an id of its own",
                                    what_, base::for_terminal(id), first->second));
  }

 private:
  std::string what_;
  std::map<std::string, std::size_t> first_;
};

DeviceQuestion read_device(DefinitionTable& root) {
  auto table = root.table("device");
  if (!root.has("device")) {
    root.problem("device",
                 "[device] is missing; write [device] with question, why, own, school, unsure and on_school");
  }
  if (!table) return {};
  DeviceQuestion device;
  device.question = required_text(*table, "question");
  device.why = required_text(*table, "why");
  device.own = required_text(*table, "own");
  device.school = required_text(*table, "school");
  device.unsure = required_text(*table, "unsure");
  device.on_school = required_text(*table, "on_school");
  return device;
}

Section read_section(DefinitionTable& table, UsedIds& used) {
  Section section;
  section.id = id_in(table, "id");
  section.title = required_text(table, "title");
  section.intro = optional_text(table, "intro");
  used.note(section.id, table);
  return section;
}

// What is asked, and what is said about it.
void read_question(DefinitionTable& table, Item& item) {
  item.question = required_text(table, "question");
  item.good = table.required_choice("good", {"yes", "no"});
  item.why = required_text(table, "why");
  item.advice = required_text(table, "advice");
  item.risk = required_text(table, "risk");
}

void read_question_loosely(DefinitionTable& table, Item& item) {
  item.question = optional_text(table, "question");
  item.good = optional_text(table, "good");
  item.why = optional_text(table, "why");
  item.advice = optional_text(table, "advice");
  item.risk = optional_text(table, "risk");
}

// An organisation's duty stands in the file only to prove that nothing was left out.
void read_duty(DefinitionTable& table, Item& item) {
  read_question_loosely(table, item);
  for (std::string_view key : {"question", "good"}) {
    if (!table.has(key)) continue;
    table.problem(
        key,
        fmt::format("an item of kind \"org\" is not asked; take '{}' out, or give it another kind", key));
  }
}

Item read_item(DefinitionTable& table, UsedIds& used) {
  Item item;
  item.id = id_in(table, "id");
  item.section = table.required_text("section");
  const std::optional<Decides> kind = one_of(table, "kind", kinds);
  item.decides = kind.value_or(Decides::person);
  item.severity = one_of(table, "severity", severities).value_or(Severity::aware);
  item.clause = required_text(table, "clause");
  item.title = required_text(table, "title");
  item.help = optional_text(table, "help");
  item.detectors = table.texts("detectors");
  item.settings = table.texts("settings");
  if (!kind) {
    read_question_loosely(table, item);  // which keys belong here is not known
  } else if (*kind == Decides::organisation) {
    read_duty(table, item);
  } else {
    read_question(table, item);
  }
  used.note(item.id, table);
  return item;
}

std::vector<std::string> ids_of(const std::vector<Section>& sections) {
  std::vector<std::string> ids;
  for (const Section& section : sections) ids.push_back(section.id);
  return ids;
}

bool in_known_section(const Item& item, const Checklist& checklist) {
  return checklist.section(item.section) != nullptr;
}

void check_section_of(const Item& item, const Checklist& checklist, DefinitionTable& table) {
  if (item.section.empty() || in_known_section(item, checklist)) return;
  const std::vector<std::string> ids = ids_of(checklist.sections);
  const std::string_view near = base::nearest(item.section, ids);
  table.problem("section",
                fmt::format("there is no section \"{}\"; {}", base::for_terminal(item.section),
                            !near.empty() ? fmt::format("did you mean \"{}\"?", near)
                            : ids.empty() ? "write a [[section]] with that id"
                                          : fmt::format("write one of: {}", base::join(ids, ", "))));
}

void check_has_items(const Section& section, const Checklist& checklist, DefinitionTable& table) {
  const bool used = std::any_of(checklist.items.begin(), checklist.items.end(),
                                [&](const Item& item) { return item.section == section.id; });
  if (used || section.id.empty()) return;
  const std::string id = base::for_terminal(section.id);
  table.problem("id",
                fmt::format("section \"{}\" has no item; write an [[item]] with section = \"{}\", or take "
                            "the section out",
                            id, id));
}

void read_schema(DefinitionTable& root) {
  constexpr int known = 1;
  if (!root.has("schema")) root.problem("schema", "'schema' is missing; write schema = 1");
  const std::int64_t schema = root.integer("schema", known);
  if (schema != known) {
    root.problem("schema",
                 fmt::format("schema {} is not known to this version of Glasshouse; write schema = 1, or "
                             "install a newer version",
                             schema));
  }
}

void read_sections_and_items(DefinitionTable& root, Checklist& checklist) {
  std::vector<DefinitionTable> sections = root.tables("section");
  std::vector<DefinitionTable> items = root.tables("item");
  if (!root.has("section"))
    root.problem("section", "there is no section; write a [[section]] with id and title");
  if (!root.has("item"))
    root.problem("item", "there is no item; write an [[item]] with a question to be asked");
  UsedIds section_ids("section");
  UsedIds item_ids("item");
  for (DefinitionTable& table : sections) checklist.sections.push_back(read_section(table, section_ids));
  for (DefinitionTable& table : items) checklist.items.push_back(read_item(table, item_ids));
  for (std::size_t i = 0; i < items.size(); ++i) check_section_of(checklist.items[i], checklist, items[i]);
  // A section may only seem empty while an item misspells it, or while there is none at all.
  const bool all_placed = std::all_of(checklist.items.begin(), checklist.items.end(),
                                      [&](const Item& item) { return in_known_section(item, checklist); });
  if (items.empty() || !all_placed) return;
  for (std::size_t i = 0; i < sections.size(); ++i)
    check_has_items(checklist.sections[i], checklist, sections[i]);
}

void check_asks_something(const Checklist& checklist, DefinitionTable& root) {
  if (checklist.items.empty() || !employee_items(checklist).empty()) return;
  root.problem("item",
               "every item is of kind \"org\", so nobody is asked anything; write one of another kind");
}

}  // namespace

base::Result<Checklist> read_checklist(const std::string& toml, const std::string& file) {
  base::DefinitionFile definition(toml, file);
  if (auto error = definition.error()) return *error;  // no TOML at all: nothing else is worth saying
  DefinitionTable root = definition.root();
  Checklist checklist;
  read_schema(root);
  checklist.id = id_in(root, "id");
  checklist.title = required_text(root, "title");
  checklist.version = required_text(root, "version");
  checklist.device = read_device(root);
  read_sections_and_items(root, checklist);
  check_asks_something(checklist, root);
  if (auto error = definition.error()) return *error;
  return checklist;
}

}  // namespace gh::checklist
