#include "app/platform_table.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "scrape/field_names.h"

namespace gh::app {
namespace {

using scrape::Definition;
using scrape::FetchPolicy;

constexpr std::string_view begin_mark =
    "<!-- platforms: made by `glasshouse definitions table --write README.md` -->\n";
constexpr std::string_view end_mark = "<!-- end of platforms -->\n";

struct Group {
  std::string_view id;
  std::string_view title;
};
constexpr std::array groups{Group{"policy", "Named by the policy"},
                            Group{"engine", "Forums and other software that runs on many hosts"},
                            Group{"second", "Others"}, Group{"", "Any other page"}};

std::string fetched(const Definition& definition) {
  switch (definition.fetch) {
    case FetchPolicy::automatic:
      return "yes";
    case FetchPolicy::ask:
      return "when asked to";
    case FetchPolicy::import_only:
      return "no";
  }
  return "no";
}

bool reads(const Definition& definition, std::string_view field) {
  return std::any_of(definition.fields.begin(), definition.fields.end(),
                     [&](const scrape::FieldRule& rule) { return rule.name == field; });
}

std::string read_of(const Definition& definition) {
  std::vector<std::string> words;
  for (const scrape::FieldName& field : scrape::field_names()) {
    if (!reads(definition, field.name)) continue;
    words.emplace_back(field.name);
    std::replace(words.back().begin(), words.back().end(), '_', ' ');
  }
  if (!definition.posts.each.empty() || !definition.records.empty()) words.emplace_back("posts");
  return words.empty() ? "what every page says" : base::join(words, ", ");
}

std::string row(const Definition& definition) {
  const auto& day = definition.verified_on;
  return fmt::format("| {} | {} | yes | {} | {} | {} |\n", definition.name, fetched(definition),
                     definition.exports.empty() ? "no" : "yes", read_of(definition),
                     day ? base::format_day(*day) : "never");
}

}  // namespace

std::string platform_table(const std::vector<DefinitionFrom>& definitions) {
  std::vector<const Definition*> sorted;
  for (const DefinitionFrom& from : definitions) sorted.push_back(&from.definition);
  std::sort(sorted.begin(), sorted.end(), [](const Definition* a, const Definition* b) {
    return base::fold(a->name) < base::fold(b->name);
  });
  std::string table;
  for (const Group& group : groups) {
    const auto in_group = [&](const Definition* definition) { return definition->group == group.id; };
    if (std::none_of(sorted.begin(), sorted.end(), in_group)) continue;
    table += fmt::format(
        "\n**{}**\n\n| | fetched | saved page | data export | what is read | last seen to work |\n"
        "| --- | --- | --- | --- | --- | --- |\n",
        group.title);
    for (const Definition* definition : sorted) {
      if (in_group(definition)) table += row(*definition);
    }
  }
  return table + "\n";
}

base::Result<std::string> with_table(const std::string& text, std::string_view table) {
  const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    return base::Error{
        base::ErrorKind::bad_data, "has no place for the table", "",
        "put these two lines where it shall stand: " + std::string(begin_mark) + std::string(end_mark)};
  }
  return text.substr(0, begin + begin_mark.size()) + std::string(table) + text.substr(end);
}

}  // namespace gh::app
