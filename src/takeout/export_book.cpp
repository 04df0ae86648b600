#include "takeout/export_book.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "takeout/entry_name.h"
#include "takeout/readers.h"

namespace gh::takeout {
namespace {

using scrape::ExportFormat;

constexpr std::array<std::string_view, 13> word_endings{".json",  ".js",  ".csv",  ".xml", ".atom",
                                                        ".rss",   ".car", ".html", ".htm", ".xhtml",
                                                        ".mhtml", ".mht", ".txt"};
constexpr std::array<std::string_view, 8> archive_endings{".zip", ".gz",  ".tgz", ".tar",
                                                          ".7z",  ".rar", ".bz2", ".xz"};

template <std::size_t count>
bool ends_in_one_of(std::string_view name, const std::array<std::string_view, count>& endings) {
  return std::find(endings.begin(), endings.end(), ending_of(name)) != endings.end();
}

std::vector<bool> found_in(std::string_view head, ExportFormat format, const Paths& paths,
                           std::size_t count) {
  switch (format) {
    case ExportFormat::json:
      return found_in_json(head, paths, count);
    case ExportFormat::csv:
      return found_in_csv(head, paths, count);
    case ExportFormat::xml:
      return found_in_xml(head, paths, count);
    case ExportFormat::car:
    case ExportFormat::page:
      break;
  }
  return {};
}

// Of several rules for the same records those that fit best: posts, and deleted posts that look the same.
void keep_best(std::vector<const scrape::ExportRule*>& rules, const std::vector<int>& fits) {
  std::vector<const scrape::ExportRule*> kept;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    bool best = true;
    for (std::size_t j = 0; j < rules.size(); ++j) {
      best = best && (rules[j]->each != rules[i]->each || fits[j] <= fits[i]);
    }
    if (best) kept.push_back(rules[i]);
  }
  rules = std::move(kept);
}

}  // namespace

bool may_hold_words(std::string_view name) {
  return ending_of(name).empty() || ends_in_one_of(name, word_endings);
}
bool is_archive_name(std::string_view name) { return ends_in_one_of(name, archive_endings); }

std::optional<ExportFormat> format_of(std::string_view name, std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = base::trim(head);
  const std::string ending = ending_of(name);
  if (head.substr(0, 64).find("eroots") != std::string_view::npos) return ExportFormat::car;
  if (ending == ".js" || head.starts_with('{') || head.starts_with('[')) return ExportFormat::json;
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml" || ending == ".txt")
    return ExportFormat::page;
  if (head.starts_with('<') &&
      (ending == ".xml" || ending == ".atom" || ending == ".rss" || head.starts_with("<?xml")))
    return ExportFormat::xml;
  if (ending == ".csv") return ExportFormat::csv;
  return std::nullopt;
}

ExportBook::ExportBook(const std::vector<const scrape::Definition*>& definitions) {
  for (const scrape::Definition* definition : definitions) {
    for (const scrape::ExportRule& rule : definition->exports) {
      Row row{definition, &rule, {}};
      Heads& heads = rule.format == ExportFormat::csv   ? csv_
                     : rule.format == ExportFormat::xml ? xml_
                                                        : json_;
      for (const std::string& pointer : rule.holds) {
        row.pointers.push_back(static_cast<std::uint32_t>(heads.pointers.size()));
        heads.paths.add(pointer, row.pointers.back());
        heads.pointers.push_back(pointer);
      }
      rows_.push_back(std::move(row));
    }
  }
}

// 0 for a rule that has nothing to do with the file. What a file holds weighs more than its name; of two
// rules for files that hold the same, one for files of another name comes after one for files of any name.
int ExportBook::score(const Row& row, std::string_view name, const std::vector<bool>& found) const {
  const bool holds =
      !row.pointers.empty() && std::all_of(row.pointers.begin(), row.pointers.end(),
                                           [&](std::uint32_t pointer) { return found[pointer]; });
  const bool named = std::any_of(row.rule->files.begin(), row.rule->files.end(),
                                 [&](const std::string& pattern) { return matches_name(pattern, name); });
  const bool is_car = row.rule->format == ExportFormat::car;
  const bool elsewhere = !named && !row.rule->files.empty();
  return (holds ? (elsewhere ? 3 : 4) : 0) + (named ? 2 : 0) + (is_car ? 1 : 0);
}

ExportBook::Choice ExportBook::choose(std::string_view name, std::string_view head,
                                      const scrape::Definition* preferred) const {
  Choice choice;
  const auto format = format_of(name, head);
  if (!format) return choice;
  const Heads& heads = *format == ExportFormat::csv ? csv_ : *format == ExportFormat::xml ? xml_ : json_;
  const std::vector<bool> found = found_in(head, *format, heads.paths, heads.pointers.size());
  int best = 0;
  std::vector<int> fits;  // how well each rule of the choice does
  for (const Row& row : rows_) {
    if (row.rule->format != *format) continue;
    int points = score(row, name, found);
    if (points == 0) continue;
    points += row.definition == preferred ? 1 : 0;
    if (points > best && row.definition != choice.definition) {
      choice = {row.definition, {}};
      fits.clear();
    }
    best = std::max(best, points);
    if (row.definition != choice.definition) continue;
    choice.rules.push_back(row.rule);
    fits.push_back(points);
  }
  keep_best(choice.rules, fits);
  return choice;
}

}  // namespace gh::takeout
