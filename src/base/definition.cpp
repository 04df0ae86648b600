#include "base/definition.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <toml++/toml.h>

#include "base/text.h"

namespace gh::base {

struct DefinitionFile::Implementation {
  std::string file;
  toml::table root;
  std::vector<Problem> problems;
  std::vector<std::shared_ptr<DefinitionTable::Reference>> tables;  // handed out so far, one a table

  std::shared_ptr<DefinitionTable::Reference> reference(toml::table* table);

  void add(const toml::source_position& at, std::string what) {
    problems.push_back(
        {file, std::max<std::size_t>(1, at.line), std::max<std::size_t>(1, at.column), std::move(what)});
  }
};

struct DefinitionTable::Reference {
  DefinitionFile::Implementation* file;
  toml::table* table;
  std::set<std::string, std::less<>> known;
  bool reported = false;

  toml::node* get(std::string_view key) {
    known.emplace(key);
    return table->get(key);
  }

  toml::source_position place(std::string_view key) const {
    const toml::node* node = table->get(key);
    return node == nullptr ? table->source().begin : node->source().begin;
  }

  void wrong(std::string_view key, std::string_view expected) {
    file->add(place(key), fmt::format("'{}' must be {}", key, expected));
  }

  std::vector<std::string> texts_in(const toml::array& array, std::string_view key) {
    std::vector<std::string> all;
    for (const toml::node& element : array) {
      if (const auto* value = element.as_string()) {
        all.push_back(value->get());
      } else {
        file->add(element.source().begin, fmt::format("each entry of '{}' must be a text in quotes", key));
      }
    }
    return all;
  }

  // What nobody asked for, once, with the nearest key that somebody did.
  void report_unknown() {
    if (std::exchange(reported, true)) return;
    const std::vector<std::string> candidates(known.begin(), known.end());
    for (const auto& [key, node] : *table) {
      if (known.contains(key.str())) continue;
      const std::string_view near = nearest(key.str(), candidates);
      file->add(key.source().begin.line != 0 ? key.source().begin : node.source().begin,
                near.empty()
                    ? fmt::format("unknown key '{}'; known here: {}", key.str(), base::join(candidates, ", "))
                    : fmt::format("unknown key '{}'; did you mean '{}'?", key.str(), near));
    }
  }
};

std::shared_ptr<DefinitionTable::Reference> DefinitionFile::Implementation::reference(toml::table* table) {
  for (const auto& known : tables) {
    if (known->table == table) return known;
  }
  tables.push_back(
      std::make_shared<DefinitionTable::Reference>(DefinitionTable::Reference{this, table, {}, false}));
  return tables.back();
}

namespace {

std::string quoted_list(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "\"" : ", \"") + word + "\"";
  return all;
}

}  // namespace

std::string sentence(const Problem& problem) {
  return fmt::format("{}:{}:{}: {}", problem.file, problem.line, problem.column, problem.what);
}

DefinitionFile::DefinitionFile(std::string_view toml, std::string file)
    : implementation_(std::make_unique<Implementation>()) {
  implementation_->file = std::move(file);
  try {
    implementation_->root = toml::parse(toml, implementation_->file);
  } catch (const toml::parse_error& error) {
    implementation_->add(error.source().begin,
                         fmt::format("not valid TOML: {}", std::string_view(error.description())));
  }
}

DefinitionFile::~DefinitionFile() = default;
DefinitionFile::DefinitionFile(DefinitionFile&&) noexcept = default;
DefinitionFile& DefinitionFile::operator=(DefinitionFile&&) noexcept = default;

DefinitionTable DefinitionFile::root() {
  return DefinitionTable(implementation_->reference(&implementation_->root));
}

std::vector<Problem> DefinitionFile::problems() const {
  for (const auto& table : implementation_->tables) table->report_unknown();
  std::vector<Problem> sorted = implementation_->problems;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return sorted;
}

std::optional<Error> DefinitionFile::error() const {
  const std::vector<Problem> found = problems();
  if (found.empty()) return std::nullopt;
  std::string all;
  for (const Problem& problem : found) all += (all.empty() ? "" : "\n") + sentence(problem);
  return Error{ErrorKind::bad_configuration, all, "", ""};
}

bool DefinitionTable::has(std::string_view key) const { return reference_->table->get(key) != nullptr; }

bool DefinitionTable::is_text(std::string_view key) const {
  return reference_->table->get(key) != nullptr && reference_->table->get(key)->is_string();
}

std::string DefinitionTable::text(std::string_view key, std::string_view fallback) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return std::string(fallback);
  if (const auto* value = node->as_string()) return value->get();
  reference_->wrong(key, "a text in quotes");
  return std::string(fallback);
}

std::string DefinitionTable::required_text(std::string_view key) {
  const bool there = reference_->get(key) != nullptr;
  std::string value = text(key);
  if (!there) problem(key, fmt::format("'{}' is missing; write {} = \"…\"", key, key));
  if (there && reference_->table->get(key)->is_string() && trim(value).empty()) {
    problem(key, fmt::format("'{}' is empty; write a text", key));
  }
  return value;
}

std::int64_t DefinitionTable::integer(std::string_view key, std::int64_t fallback) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return fallback;
  if (const auto* value = node->as_integer()) return value->get();
  reference_->wrong(key, "a whole number without quotes");
  return fallback;
}

bool DefinitionTable::boolean(std::string_view key, bool fallback) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return fallback;
  if (const auto* value = node->as_boolean()) return value->get();
  reference_->wrong(key, "true or false, without quotes");
  return fallback;
}

std::vector<std::string> DefinitionTable::texts(std::string_view key) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return {};
  if (const toml::array* array = node->as_array()) return reference_->texts_in(*array, key);
  reference_->wrong(key, "a list of texts, like [\"one\", \"two\"]");
  return {};
}

std::vector<std::int64_t> DefinitionTable::integers(std::string_view key) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr) reference_->wrong(key, "a list of whole numbers, like [404, 410]");
  std::vector<std::int64_t> all;
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    if (const auto* value = array->get(i)->as_integer()) {
      all.push_back(value->get());
    } else {
      reference_->file->add(array->get(i)->source().begin,
                            fmt::format("each entry of '{}' must be a whole number without quotes", key));
    }
  }
  return all;
}

std::vector<std::vector<std::string>> DefinitionTable::lists(std::string_view key) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr) reference_->wrong(key, "a list of lists, like [[\"one\"], [\"two\"]]");
  std::vector<std::vector<std::string>> all;
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    if (const toml::array* inner = array->get(i)->as_array()) {
      all.push_back(reference_->texts_in(*inner, key));
    } else {
      reference_->file->add(array->get(i)->source().begin,
                            fmt::format("each entry of '{}' must be a list", key));
    }
  }
  return all;
}

std::optional<Day> DefinitionTable::day(std::string_view key) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return std::nullopt;
  std::optional<Day> value;
  if (const auto* date = node->as_date()) {
    value = day_of(date->get().year, date->get().month, date->get().day);
  } else if (const auto* words = node->as_string()) {
    value = parse_day(words->get());
  }
  if (!value) reference_->wrong(key, "a day that exists, like 2025-09-01");
  return value;
}

std::string DefinitionTable::choice(std::string_view key, const std::vector<std::string>& allowed,
                                    std::string_view fallback) {
  if (!has(key)) {
    reference_->get(key);
    return std::string(fallback);
  }
  const std::string value = text(key, fallback);
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
  if (reference_->table->get(key)->is_string()) {
    const std::string_view near = nearest(value, allowed);
    problem(key, fmt::format("'{}' cannot be \"{}\"; write one of {}{}", key, for_terminal(value),
                             quoted_list(allowed),
                             near.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", near)));
  }
  return std::string(fallback);
}

std::string DefinitionTable::required_choice(std::string_view key, const std::vector<std::string>& allowed) {
  if (!has(key)) {
    reference_->get(key);
    problem(key, fmt::format("'{}' is missing; write one of {}", key, quoted_list(allowed)));
    return allowed.front();
  }
  return choice(key, allowed, allowed.front());
}

std::optional<DefinitionTable> DefinitionTable::table(std::string_view key) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return std::nullopt;
  if (auto* one = node->as_table()) return DefinitionTable(reference_->file->reference(one));
  reference_->wrong(key, fmt::format("one table; write [{}] on a line of its own", key));
  return std::nullopt;
}

std::vector<DefinitionTable> DefinitionTable::tables(std::string_view key) {
  toml::node* node = reference_->get(key);
  if (node == nullptr) return {};
  std::vector<DefinitionTable> all;
  const auto hand_out = [&](toml::table* table) {
    all.push_back(DefinitionTable(reference_->file->reference(table)));
  };
  if (auto* one = node->as_table()) {
    hand_out(one);
  } else if (auto* array = node->as_array()) {
    for (toml::node& element : *array) {
      if (auto* table = element.as_table()) {
        hand_out(table);
      } else {
        reference_->file->add(element.source().begin,
                              fmt::format("each entry of '{}' must be a table, like [[{}]]", key, key));
      }
    }
  } else {
    reference_->wrong(key, fmt::format("a table; write [[{}]] on a line of its own", key));
  }
  return all;
}

std::vector<std::string> DefinitionTable::keys() {
  std::vector<std::string> all;
  for (const auto& [key, node] : *reference_->table) {
    all.emplace_back(key.str());
    reference_->known.emplace(key.str());
  }
  std::sort(all.begin(), all.end());
  return all;
}

void DefinitionTable::problem(std::string_view key, std::string what) {
  reference_->file->add(reference_->place(key), std::move(what));
}

Problem DefinitionTable::place(std::string_view key) const {
  const toml::source_position at = reference_->place(key);
  return {reference_->file->file, at.line, at.column, ""};
}

}  // namespace gh::base
