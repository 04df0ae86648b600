#include "scrape/export_rule.h"

#include <algorithm>
#include <optional>

#include "scrape/read_parts.h"

namespace gh::scrape {
namespace {

using base::DefinitionTable;
using base::Visibility;

constexpr std::array<std::string_view, 5> formats{"json", "csv", "xml", "car", "page"};

// A pointer is empty (the record itself) or begins with a slash, and has no empty step.
void check_pointers(DefinitionTable& table, std::string_view key, const std::vector<std::string>& pointers) {
  for (const std::string& pointer : pointers) {
    const bool holds = pointer.empty() || (pointer.front() == '/' && pointer.back() != '/' &&
                                           pointer.find("//") == std::string::npos);
    if (!holds) table.problem(key, "\"" + pointer + "\" is no pointer: write \"/key/*/other key\"");
  }
}

std::vector<std::string> read_pointers(DefinitionTable& table, std::string_view key) {
  std::vector<std::string> pointers = table.texts(key);
  check_pointers(table, key, pointers);
  return pointers;
}

std::vector<ExportField> read_fields(DefinitionTable& table) {
  std::vector<ExportField> fields;
  auto named = table.table("fields");
  if (!named) return fields;
  for (const std::string& field : named->keys()) {
    check_field_name(*named, field, field);
    fields.push_back({field, read_pointers(*named, field)});
  }
  return fields;
}

std::vector<ExportOnly> read_conditions(DefinitionTable& table, std::string_view key) {
  std::vector<ExportOnly> all;
  auto conditions = table.table(key);
  if (!conditions) return all;
  for (const std::string& at : conditions->keys()) {
    check_pointers(*conditions, at, {at});
    all.push_back({at, conditions->texts(at)});
  }
  return all;
}

void check_html(DefinitionTable& table, const ExportRule& rule) {
  for (const std::string& name : rule.html) {
    const bool known = std::any_of(rule.fields.begin(), rule.fields.end(),
                                   [&](const ExportField& field) { return field.name == name; });
    if (!known) table.problem("html", "\"" + name + "\" is none of this table's fields");
  }
}

ExportRule read_export(DefinitionTable table) {
  ExportRule rule;
  rule.what = table.required_text("what");
  const std::string format = table.required_choice("format", {formats.begin(), formats.end()});
  const auto found = std::find(formats.begin(), formats.end(), format);
  if (found != formats.end()) rule.format = static_cast<ExportFormat>(found - formats.begin());
  rule.files = table.texts("files");
  rule.holds = read_pointers(table, "holds");
  rule.each = table.text("each");
  check_pointers(table, "each", {rule.each});
  rule.posts = table.boolean("posts", false);
  rule.fields = read_fields(table);
  rule.html = table.texts("html");
  rule.time = read_pointers(table, "time");
  rule.author = read_pointers(table, "author");
  rule.only = read_conditions(table, "only");
  rule.unless = read_conditions(table, "unless");
  rule.audience = read_pointers(table, "audience");
  for (std::size_t i = 0; i < base::visibility_count; ++i) {
    const auto visibility = static_cast<Visibility>(i);
    if (visibility != Visibility::unknown) rule.audiences[i] = table.texts(base::name(visibility));
  }
  const std::string otherwise =
      table.choice("seen_by", {"passer_by", "member", "unknown", "owner_only"}, "unknown");
  rule.seen_by = base::visibility_named(otherwise).value_or(Visibility::unknown);
  rule.mojibake = table.boolean("mojibake", false);
  check_html(table, rule);
  if (rule.files.empty() && rule.holds.empty() && rule.format != ExportFormat::car)
    table.problem("what", "an export needs files or holds to be known by");
  if (rule.fields.empty() && rule.format != ExportFormat::page)
    table.problem("what", "an export needs fields");
  return rule;
}

}  // namespace

std::string_view name(ExportFormat format) { return formats[static_cast<std::size_t>(format)]; }

std::vector<ExportRule> read_exports(DefinitionTable& root) {
  std::vector<ExportRule> rules;
  for (const DefinitionTable& table : root.tables("export")) rules.push_back(read_export(table));
  return rules;
}

}  // namespace gh::scrape
