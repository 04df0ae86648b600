#include "hr/roster.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "base/csv.h"
#include "base/text.h"
#include "hr/address.h"

namespace gh::hr {
namespace {

constexpr std::array<std::string_view, 9> fault_names{
    "quotation_marks", "number_of_fields", "swallowed_rows", "control_character", "encoding", "no_email",
    "bad_email",       "duplicate_email",  "no_name"};
static_assert(fault_names.size() == static_cast<std::size_t>(Fault::no_name) + 1);

constexpr std::array separators{',', ';', '\t'};

bool is_blank(const base::CsvRow& row) {
  return row.damage == base::CsvDamage::none &&
         std::all_of(row.fields.begin(), row.fields.end(),
                     [](const std::string& field) { return base::trim(field).empty(); });
}

// Some spreadsheets put "sep=;" on the first line, for each other.
bool names_separator(const base::CsvRow& row) {
  return row.number == 1 && !row.fields.empty() && base::lower_ascii(row.fields[0]).starts_with("sep=");
}

// The heading row: the first with anything in it. Null when there is none.
const base::CsvRow* heading_row(base::CsvReader& reader) {
  while (const base::CsvRow* row = reader.next()) {
    if (!is_blank(*row) && !names_separator(*row)) return row;
  }
  return nullptr;
}

Columns columns_of(const base::CsvRow& row, Encoding encoding, const RosterBook& book) {
  std::vector<std::string> headings;
  for (const std::string& field : row.fields) headings.push_back(base::make_utf8(decode(field, encoding)));
  return understand(headings, book);
}

// The separator that finds most of our columns, and among equals most columns.
char separator_of(const Census& census, const RosterBook& book) {
  char best = separators.front();
  std::size_t most_found = 0, most_columns = 0;
  for (const char separator : separators) {
    std::istringstream head(census.head);
    base::CsvReader reader(head, separator);
    const base::CsvRow* row = heading_row(reader);
    if (row == nullptr) continue;
    const Columns columns = columns_of(*row, census.encoding(), book);
    if (std::pair(columns.found(), columns.headings.size()) <= std::pair(most_found, most_columns)) continue;
    best = separator;
    most_found = columns.found();
    most_columns = columns.headings.size();
  }
  return best;
}

bool has_line_break(std::string_view text) { return text.find_first_of("\r\n") != text.npos; }

std::string quoted(std::string_view text) {
  return "\"" + base::shorten(base::for_terminal(text), 60) + "\"";
}

// One pass over the rows below the heading row.
class RowReader {
 public:
  RowReader(base::CsvReader& reader, Roster& roster, const std::function<void(StaffMember&&)>& take)
      : reader_(reader), roster_(roster), take_(take) {}

  void read_all() {
    while ((row_ = reader_.next()) != nullptr) {
      if (is_blank(*row_)) {
        ++roster_.blank;
        continue;
      }
      roster_.last_number = row_->number;
      if (structure_holds()) read_member();
    }
  }

 private:
  bool bad(Fault fault, std::string detail) {
    roster_.bad.push_back({row_->number, row_->line, fault, std::move(detail)});
    return false;
  }

  // A row whose fences are broken may hold part of the next: it is named, and what followed its first line
  // is read again, so that the neighbours are judged on their own.
  bool broken(Fault fault, std::string detail) {
    bad(fault, std::move(detail));
    reader_.reread_behind_first_line();
    return false;
  }

  bool structure_holds() {
    const std::size_t wanted = roster_.columns.headings.size();
    if (row_->damage != base::CsvDamage::none) {
      const std::string where =
          row_->damage_line == row_->line ? "" : fmt::format(" (seen in line {})", row_->damage_line);
      return bad(Fault::quotation_marks, std::string(meaning(row_->damage)) + where);
    }
    if (row_->fields.size() != wanted)
      return broken(Fault::number_of_fields,
                    fmt::format("{} fields, but the heading row has {}", row_->fields.size(), wanted));
    if (row_->last_line == row_->line) return true;
    for (std::size_t column = 0; column < column_count; ++column) {
      if (has_line_break(raw(static_cast<Column>(column))))
        return broken(Fault::control_character,
                      fmt::format("a line break in the {}", name(static_cast<Column>(column))));
    }
    if (std::any_of(row_->fields.begin(), row_->fields.end(),
                    [&](const std::string& f) { return holds_a_row(f); }))
      return broken(Fault::swallowed_rows, "a value holds another row; a quotation mark is missing");
    return true;
  }

  // True when a line inside `field` has an e-mail address where rows have theirs.
  bool holds_a_row(const std::string& field) const {
    if (!has_line_break(field)) return false;
    std::string lines = field;
    std::replace(lines.begin(), lines.end(), '\r', '\n');
    const std::vector<std::string_view> parts = base::split(lines, '\n');
    const std::size_t column = *roster_.columns.of(Column::email);
    return std::any_of(parts.begin() + 1, parts.end(), [&](std::string_view line) {
      const std::vector<std::string_view> cells = base::split(line, roster_.separator);
      return column < cells.size() && fault_of_address(base::trim(cells[column])).empty();
    });
  }

  // The value of one of our columns as it stands in the file; empty when the file has no such column.
  std::string_view raw(Column column) const {
    const auto at = roster_.columns.of(column);
    return at ? std::string_view(row_->fields[*at]) : std::string_view();
  }

  // The same as text, without blanks at its ends. Nothing when it is none, and the row is named.
  std::optional<std::string> value(Column column) {
    std::string text = decode(base::trim(raw(column)), roster_.encoding);
    const bool replaced =
        roster_.encoding != Encoding::utf8 && text.find("\xEF\xBF\xBD") != std::string::npos;
    if (replaced || (text.find('\0') == std::string::npos && !base::is_utf8(text))) {
      bad(Fault::encoding,
          fmt::format("the {} holds bytes that are no {} text", name(column), name(roster_.encoding)));
      return std::nullopt;
    }
    if (base::for_terminal(text) != text) {
      bad(Fault::control_character, fmt::format("a control or invisible character in the {}", name(column)));
      return std::nullopt;
    }
    return base::collapse_blanks(text);
  }

  std::optional<std::string> whole_name() {
    const auto& columns = roster_.columns;
    if (!columns.of(Column::forename) || !columns.of(Column::surname)) return value(Column::name);
    const auto forename = value(Column::forename);
    if (!forename) return std::nullopt;
    const auto surname = value(Column::surname);
    if (!surname) return std::nullopt;
    return std::string(base::trim(*forename + " " + *surname));
  }

  bool address_holds(const std::string& email, StaffMember& member) {
    if (email.empty()) return bad(Fault::no_email, "no e-mail address");
    if (const std::string_view fault = fault_of_address(email); !fault.empty())
      return bad(Fault::bad_email, fmt::format("{} {}", quoted(email), fault));
    const std::size_t person = hash_(address_key(email));
    const Seen here{static_cast<std::uint32_t>(row_->number),
                    static_cast<std::uint32_t>(hash_(base::fold(member.name)))};
    const auto [first, fresh] = first_rows_.emplace(person, here);
    const bool new_school = schools_.insert(person * 31 + hash_(base::fold(member.school))).second;
    if (fresh) return true;
    member.main = false;
    if (first->second.name == here.name && new_school && !member.school.empty()) return true;
    return bad(Fault::duplicate_email,
               fmt::format("{} is in row {} already{}", quoted(email), first->second.row,
                           first->second.name == here.name ? "" : ", with another name"));
  }

  void read_member() {
    const auto email = value(Column::email);
    if (!email) return;
    auto name = whole_name();
    if (!name) return;
    auto school = value(Column::school);
    if (!school) return;
    auto role = value(Column::role);
    if (!role) return;
    if (name->empty() && !email->empty()) {
      bad(Fault::no_name, "no name");
      return;
    }
    StaffMember member{*email, std::move(*name), std::move(*school), std::move(*role), row_->number, true};
    if (!address_holds(*email, member)) return;
    ++roster_.good;
    take_(std::move(member));
  }

  base::CsvReader& reader_;
  Roster& roster_;
  const std::function<void(StaffMember&&)>& take_;
  const base::CsvRow* row_ = nullptr;
  // What was seen so far, by hash: a million addresses themselves would take most of the memory we allow.
  struct Seen {
    std::uint32_t row;
    std::uint32_t name;  // hash of it
  };
  std::hash<std::string> hash_;
  std::unordered_map<std::size_t, Seen> first_rows_;  // hash of the address
  std::unordered_set<std::size_t> schools_;           // hash of address and school
};

}  // namespace

std::string_view name(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

base::Result<Roster> read_roster(std::istream& in, const RosterBook& book,
                                 const std::function<void(StaffMember&&)>& take) {
  const auto census = take_census(in);
  if (!census) return census.error();
  in.clear();
  in.seekg(0);
  Roster roster;
  roster.encoding = census->encoding();
  roster.separator = separator_of(*census, book);
  roster.ends_whole = census->last == '\n' || census->last == '\r';
  base::CsvReader reader(in, roster.separator);
  const base::CsvRow* headings = heading_row(reader);
  if (headings == nullptr)
    return base::Error{base::ErrorKind::bad_data, "there is no heading row in this file", "",
                       "export the roster again, with headings"};
  if (headings->damage != base::CsvDamage::none)
    return base::Error{
        base::ErrorKind::bad_data,
        fmt::format("the heading row in line {} is damaged: {}", headings->line, meaning(headings->damage)),
        "", "export the roster again"};
  roster.columns = columns_of(*headings, roster.encoding, book);
  if (auto fault = fault_of(roster.columns)) return *fault;
  roster.last_number = headings->number;
  RowReader(reader, roster, take).read_all();
  return roster;
}

}  // namespace gh::hr
