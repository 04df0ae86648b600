#include "hr/mail/words.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/definition_file.h"
#include "base/text.h"

namespace gh::hr {
namespace {

constexpr std::array kinds{"invitation", "reminder", "overdue", "manager", "done"};
constexpr std::array<std::string_view, 15> names{"name",    "campaign", "deadline", "where", "when",
                                                 "minutes", "contact",  "verify",   "links", "code",
                                                 "start",   "paper",    "formats",  "count", "school"};
constexpr std::string_view day_names[] = {"day", "month", "year"};

/// Calls `text_piece` and `name_piece` for the parts of a text, in order.
template <class TextPiece, class NamePiece>
void walk(std::string_view text, TextPiece text_piece, NamePiece name_piece) {
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == text.npos ? text.npos : text.find("}}", open);
    if (close == text.npos) return text_piece(text);
    text_piece(text.substr(0, open));
    name_piece(text.substr(open + 2, close - open - 2));
    text.remove_prefix(close + 2);
  }
}

void check_names(base::DefinitionTable& table, std::string_view key, std::string_view text, bool is_day) {
  walk(
      text, [](std::string_view) {},
      [&](std::string_view name) {
        const bool known =
            is_day ? std::find(std::begin(day_names), std::end(day_names), name) != std::end(day_names)
                   : std::find(names.begin(), names.end(), name) != names.end();
        if (!known) table.problem(key, fmt::format("nothing is filled in for \"{}\"", name));
      });
}

MailWords read_words(base::DefinitionTable table, const std::string& subject_key) {
  MailWords words{table.required_text(subject_key), table.required_text("text")};
  check_names(table, subject_key, words.subject, false);
  check_names(table, "text", words.text, false);
  return words;
}

std::string value_of(const Fields& fields, std::string_view name) {
  const auto found = fields.find(std::string(name));
  return found == fields.end() ? std::string() : found->second;
}

/// One line; nothing when it had names and none of them said anything.
std::optional<std::string> fill_line(std::string_view line, const Fields& fields) {
  std::string filled;
  bool had_name = false;
  bool said_something = false;
  walk(
      line,
      [&](std::string_view text) {
        filled += text;
        said_something |= !base::trim(text).empty();
      },
      [&](std::string_view name) {
        const std::string value = value_of(fields, name);
        had_name = true;
        said_something |= !value.empty();
        filled += value;
      });
  if (had_name && !said_something) return std::nullopt;
  return std::string(filled.substr(0, filled.find_last_not_of(' ') + 1));
}

bool is_link_end(char c) { return c == ' ' || c == '<' || c == '>' || c == '"' || c == '\n'; }

/// A line with its addresses as links; only https, and shown just as they are.
std::string linked(std::string_view line) {
  std::string html;
  while (true) {
    const std::size_t begin = line.find("https://");
    if (begin == line.npos) return html + base::for_html(line);
    const std::size_t end = static_cast<std::size_t>(
        std::find_if(line.begin() + static_cast<std::ptrdiff_t>(begin), line.end(), is_link_end) -
        line.begin());
    const std::string address = base::for_html(line.substr(begin, end - begin));
    html += base::for_html(line.substr(0, begin)) + fmt::format("<a href=\"{0}\">{0}</a>", address);
    line.remove_prefix(end);
  }
}

}  // namespace

base::Result<Language> read_language(const std::filesystem::path& file) {
  auto definition = base::open_definition(file);
  if (!definition) return definition.error();
  base::DefinitionTable root = definition->root();
  Language language;
  (void)root.integer("schema", 1);
  language.id = root.required_text("language");
  language.months = root.texts("months");
  if (language.months.size() != 12) root.problem("months", "write the twelve names of the months");
  language.day = root.required_text("day");
  check_names(root, "day", language.day, true);
  language.few = root.required_text("few");
  for (const char* kind : kinds) {
    if (auto table = root.table(kind)) {
      language.kinds[kind] = read_words(*table, "subject");
    } else {
      root.problem(kind, fmt::format("the words of [{}] are missing", kind));
    }
  }
  if (auto table = root.table("calendar")) language.kinds["calendar"] = read_words(*table, "summary");
  if (auto error = definition->error()) return std::move(*error);
  return language;
}

std::string fill_in(const std::string& text, const Fields& fields) {
  std::string filled;
  int blank = 1;  // a text does not begin with blank lines either
  for (const std::string_view line : base::split(base::trim(text), '\n')) {
    const auto done = fill_line(line, fields);
    if (!done) continue;
    blank = done->empty() ? blank + 1 : 0;
    if (blank <= 1) filled += *done + "\n";
  }
  return filled;
}

std::string spell_day(const Language& language, base::Day day) {
  const std::chrono::year_month_day date(day);
  return std::string(
      base::trim(fill_in(language.day, {{"day", std::to_string(static_cast<unsigned>(date.day()))},
                                        {"month", language.months[static_cast<unsigned>(date.month()) - 1]},
                                        {"year", std::to_string(static_cast<int>(date.year()))}})));
}

std::string page_of(const std::string& text, const std::string& language) {
  std::string page = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n", language);
  bool open = false;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.empty()) {
      if (std::exchange(open, false)) page += "</p>\n";
      continue;
    }
    page += std::exchange(open, true) ? "<br>\n" : "<p>";
    page += linked(line);
  }
  return page + (open ? "</p>\n" : "") + "</html>\n";
}

}  // namespace gh::hr
