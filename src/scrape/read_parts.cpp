#include "scrape/read_parts.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "scrape/field_names.h"

namespace gh::scrape {

using base::DefinitionTable;

std::vector<page::Selector> read_selectors(DefinitionTable& table, std::string_view key) {
  std::vector<page::Selector> selectors;
  for (const std::string& css : table.texts(key)) {
    auto selector = page::Selector::compile(css);
    if (selector) {
      selectors.push_back(std::move(*selector));
    } else {
      table.problem(key, selector.error().what);
    }
  }
  return selectors;
}

std::vector<Key> read_keys(DefinitionTable& table, std::string_view key) {
  std::vector<Key> keys;
  for (const std::string& words : table.texts(key)) {
    auto parsed = parse_key(words);
    if (parsed) {
      keys.push_back(std::move(*parsed));
    } else {
      table.problem(key, parsed.error().what);
    }
  }
  return keys;
}

std::vector<std::string> read_folded(DefinitionTable& table, std::string_view key) {
  std::vector<std::string> words = table.texts(key);
  for (std::string& word : words) word = base::fold(word);
  return words;
}

Cleaning read_cleaning(DefinitionTable& table) {
  Cleaning cleaning;
  for (const std::string& word : table.texts("clean")) {
    if (const auto clean = clean_named(word)) {
      cleaning.steps.push_back(*clean);
    } else {
      table.problem("clean",
                    fmt::format("'clean' knows no \"{}\"; write of \"html\", \"entities\", \"mojibake\", "
                                "\"masked\" what is needed",
                                base::for_terminal(word)));
    }
  }
  const std::string expression = table.text("match");
  if (expression.empty()) return cleaning;
  auto match = Expression::make(expression, base::Check::patterns);
  if (match) {
    cleaning.match = std::move(*match);
  } else {
    table.problem("match", match.error().what);
  }
  return cleaning;
}

namespace {

AudienceRule read_audience(DefinitionTable table) {
  AudienceRule rule;
  rule.keys = read_keys(table, "keys");
  rule.values = read_folded(table, "values");
  const std::string means = table.required_choice("means", {"passer_by", "member", "owner_only", "unknown"});
  rule.means = base::visibility_named(means).value_or(base::Visibility::unknown);
  if (rule.keys.empty())
    table.problem("keys", "an audience needs keys: where the platform says who may see it");
  return rule;
}

}  // namespace

RecordRule read_record(DefinitionTable& table) {
  RecordRule rule;
  rule.line = table.place("").line;
  rule.text = read_keys(table, "text");
  rule.time = read_keys(table, "time");
  rule.author = read_keys(table, "author");
  rule.images = read_keys(table, "images");
  rule.dated = table.boolean("dated", false);
  const std::string form =
      table.choice("time_form", {"auto", "x-id", "tiktok-id", "day-first", "month-first"}, "auto");
  rule.time_form = time_form_named(form).value_or(TimeForm::automatic);
  for (DefinitionTable& audience : table.tables("audience")) rule.audience.push_back(read_audience(audience));
  rule.cleaning = read_cleaning(table);
  return rule;
}

void check_field_name(DefinitionTable& table, std::string_view key, const std::string& name) {
  const std::vector<std::string> known = known_field_names();
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string_view near = base::nearest(name, known);
  table.problem(key, near.empty() ? fmt::format("no field is called \"{}\"; known are {}",
                                                base::for_terminal(name), base::join(known, ", "))
                                  : fmt::format("no field is called \"{}\"; did you mean \"{}\"?",
                                                base::for_terminal(name), near));
}

}  // namespace gh::scrape
