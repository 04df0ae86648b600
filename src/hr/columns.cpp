#include "hr/columns.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/definition.h"
#include "base/text.h"

namespace gh::hr {
namespace {

constexpr std::array<std::string_view, column_count> names{"email",   "name",   "forename",
                                                           "surname", "school", "role"};

base::Error bad_heading(std::string what, std::string hint) {
  return {base::ErrorKind::bad_data, std::move(what), "", std::move(hint)};
}

std::string listed(const std::vector<std::string>& headings) {
  constexpr std::size_t most = 12;
  std::vector<std::string> shown;
  for (const std::string& heading : headings) {
    if (shown.size() == most) break;
    shown.push_back("\"" + base::shorten(base::for_terminal(heading), 40) + "\"");
  }
  return base::join(shown, ", ") + (headings.size() > most ? ", …" : "");
}

// Two columns under the very heading that we go by: either could be the one.
std::optional<base::Error> ambiguous(const Columns& columns) {
  for (const std::optional<std::size_t>& at : columns.at) {
    if (!at) continue;
    for (std::size_t other = *at + 1; other < columns.headings.size(); ++other) {
      if (squash(columns.headings[other]) != squash(columns.headings[*at])) continue;
      return bad_heading(fmt::format("columns {} and {} are both headed \"{}\"", *at + 1, other + 1,
                                     base::for_terminal(columns.headings[*at])),
                         "give the one that is not meant another heading");
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Column column) { return names[static_cast<std::size_t>(column)]; }

std::string squash(std::string_view heading) {
  const std::string folded = base::fold(heading.substr(0, heading.find('[')));
  std::string out;
  for (const char c : folded) {
    const bool counts =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (counts) out += c;
  }
  return out;
}

base::Result<RosterBook> read_roster_book(const std::string& toml, const std::string& file) {
  base::DefinitionFile definition(toml, file);
  base::DefinitionTable root = definition.root();
  const std::vector<std::string> ids(names.begin(), names.end());
  RosterBook book;
  book.title = root.text("title");
  std::map<std::string, std::string> taken;  // heading to column
  if (root.integer("schema", 1) != 1)
    root.problem("schema", "'schema' must be 1: this program reads no other");
  for (base::DefinitionTable table : root.tables("columns")) {
    const std::string id = table.required_choice("id", ids);
    auto& headings =
        book.headings[static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin())];
    if (!headings.empty())
      table.problem("id", fmt::format("\"{}\" is there twice; write all its headings in one", id));
    for (const std::string& heading : table.texts("headings")) {
      headings.push_back(squash(heading));
      const auto [known, fresh] = taken.emplace(headings.back(), id);
      if (headings.back().empty() || !fresh)
        table.problem("headings", fmt::format("\"{}\" {}; leave it out", heading,
                                              fresh ? "has no letters in it"
                                                    : "is listed for " + known->second + " already"));
    }
    if (headings.empty()) table.problem("headings", "'headings' needs at least one, like [\"work email\"]");
  }
  if (book.headings[0].empty() && definition.problems().empty())
    root.problem("columns", "no headings for email; write [[columns]] with id = \"email\" and headings");
  if (auto error = definition.error()) return *error;
  return book;
}

base::Result<void> name_column(RosterBook& book, std::string_view written) {
  const std::size_t equals = written.find('=');
  const auto column = std::find(names.begin(), names.end(), base::trim(written.substr(0, equals)));
  const std::string heading = equals == written.npos ? "" : squash(written.substr(equals + 1));
  if (column == names.end() || heading.empty())
    return base::Error{base::ErrorKind::usage,
                       fmt::format("\"{}\" names no column", base::for_terminal(written)), "--column",
                       "write one of email, name, forename, surname, school, role, then = and its heading"};
  for (std::vector<std::string>& headings : book.headings) std::erase(headings, heading);
  std::vector<std::string>& headings = book.headings[static_cast<std::size_t>(column - names.begin())];
  headings.insert(headings.begin(), heading);
  return {};
}

std::size_t Columns::found() const {
  return static_cast<std::size_t>(
      std::count_if(at.begin(), at.end(), [](const auto& one) { return one.has_value(); }));
}

Columns understand(std::span<const std::string> headings, const RosterBook& book) {
  Columns columns;
  std::vector<std::string> squashed;
  for (const std::string& heading : headings) {
    columns.headings.emplace_back(base::trim(heading));
    squashed.push_back(squash(heading));
  }
  for (std::size_t column = 0; column < column_count; ++column) {
    for (const std::string& wanted : book.headings[column]) {
      const auto found = std::find(squashed.begin(), squashed.end(), wanted);
      if (found == squashed.end()) continue;
      columns.at[column] = static_cast<std::size_t>(found - squashed.begin());
      break;
    }
  }
  return columns;
}

std::optional<base::Error> fault_of(const Columns& columns) {
  if (!columns.of(Column::email)) {
    return bad_heading(
        "no column is headed as work e-mail addresses are; the headings are " + listed(columns.headings),
        "head that column \"Work email\"");
  }
  if (!columns.of(Column::name) && !(columns.of(Column::forename) && columns.of(Column::surname))) {
    return bad_heading("no column is headed as names are; the headings are " + listed(columns.headings),
                       "head one \"Name\", or two \"Forename\" and \"Surname\"");
  }
  return ambiguous(columns);
}

}  // namespace gh::hr
