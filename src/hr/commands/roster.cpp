// `glasshouse-hr roster`: the list of staff, looked at before it is used, and taken in as a difference.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "hr/commands/commands.h"
#include "hr/roster_import.h"
#include "hr/roster_report.h"

namespace gh::hr {
namespace {

using base::ExitCode;
using base::Result;

ExitCode code_of(const Roster& roster) {
  return roster.bad.empty() ? ExitCode::done : ExitCode::partly_unchecked;
}

Result<Answer> check(const Setting& setting, const RosterSource& source) {
  const auto roster = read_roster_file(setting.share, source, [](StaffMember&&) {});
  if (!roster) return roster.error();
  const std::string file = source.file.string();
  return Answer{roster_json(*roster, file), render_text(*roster, file), code_of(*roster)};
}

Result<Answer> preview(const Setting& setting, const RosterSource& source, std::size_t most) {
  std::vector<StaffMember> first;
  const auto roster = read_roster_file(setting.share, source, [&](StaffMember&& member) {
    if (first.size() < most) first.push_back(std::move(member));
  });
  if (!roster) return roster.error();
  const std::string file = source.file.string();
  Answer answer{roster_json(*roster, file), render_text(*roster, file), code_of(*roster)};
  answer.json["first"] = ordered_json::array();
  answer.text += first.empty() ? "" : "The first of them, as they would be kept:\n";
  for (const StaffMember& one : first) {
    answer.json["first"].push_back({{"row", one.number},
                                    {"email", one.email},
                                    {"name", one.name},
                                    {"school", one.school},
                                    {"role", one.role}});
    answer.text +=
        fmt::format("  row {}: {}, {}, {}, {}\n", one.number, one.email, one.name,
                    one.school.empty() ? "no school" : one.school, one.role.empty() ? "no role" : one.role);
  }
  return answer;
}

ordered_json json_of(const Changes& changes) {
  ordered_json first = ordered_json::array();
  for (const Change& one : changes.first) {
    ordered_json row{{"email", one.address}, {"name", one.name}};
    if (!one.was.empty() || !one.is.empty()) {
      row["was"] = one.was;
      row["is"] = one.is;
    }
    first.push_back(std::move(row));
  }
  return {{"count", changes.count}, {"first", std::move(first)}};
}

Result<Answer> import(const Setting& setting, const ImportOptions& options) {
  const auto work = [&](Ledger& ledger) -> Result<Acted> {
    const auto import = import_roster(ledger, setting.share, options, setting.today);
    if (!import) return import.error();
    const std::string file = options.source.file.string();
    Answer answer{roster_json(import->roster, file), render_text(import->roster, file),
                  code_of(import->roster)};
    answer.json["people"] = import->people;
    answer.json["joiners"] = json_of(import->joiners);
    answer.json["leavers"] = json_of(import->leavers);
    answer.json["renamed"] = json_of(import->renamed);
    answer.json["moved"] = json_of(import->moved);
    answer.json["unchanged"] = import->unchanged;
    answer.json["leavers_stay"] = import->leavers_stay;
    answer.json["applied"] = import->applied;
    answer.text += "\n" + render_text(*import);
    return Acted{std::move(answer), counted(import->people, "person", "people")};
  };
  if (!options.dry_run) return with_act(setting, "roster import", work);
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    auto looked = work(ledger);
    if (!looked) return looked.error();
    return std::move(looked->answer);
  });
}

Result<Answer> list(const Setting& setting, const std::string& school, const std::string& after,
                    std::int64_t most) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto rows = ledger.rows(
        "SELECT p.id, p.address, p.name, s.name, r.name, p.joined_on, p.left_on FROM people p "
        "JOIN posts o ON o.person = p.id JOIN schools s ON s.id = o.school JOIN roles r ON r.id = o.role "
        "WHERE p.key > :after AND (:school = '' OR s.name = :school) AND p.left_on IS NULL "
        "ORDER BY p.key, o.main DESC LIMIT :most",
        7, {{"after", base::lower_ascii(after)}, {"school", school}, {"most", most}}, [](const Row& row) {
          return ordered_json{{"id", row.integer(0)},  {"email", row.text(1)}, {"name", row.text(2)},
                              {"school", row.text(3)}, {"role", row.text(4)},  {"joined_on", row.text(5)}};
        });
    if (!rows) return rows.error();
    const auto all = ledger.number("SELECT COUNT(*) FROM people WHERE left_on IS NULL");
    if (!all) return all.error();
    Answer answer;
    answer.json = {{"people", all->value_or(0)}, {"posts", *rows}};
    for (const ordered_json& row : *rows)
      answer.text +=
          fmt::format("{}, {}, {}, {}\n", row["email"].get<std::string>(), row["name"].get<std::string>(),
                      row["school"].get<std::string>(), row["role"].get<std::string>());
    answer.text += counted(all->value_or(0), "person is", "people are") + " on the list\n";
    return answer;
  });
}

Result<Answer> managers(const Setting& setting, const RosterSource& source) {
  return with_act(setting, "roster managers", [&](Ledger& ledger) -> Result<Acted> {
    const auto managers = import_managers(ledger, setting.share, source);
    if (!managers) return managers.error();
    Answer answer{roster_json(managers->roster, source.file.string()),
                  render_text(managers->roster, source.file.string()), code_of(managers->roster)};
    answer.json["set"] = managers->set;
    answer.json["unknown_schools"] = managers->unknown_schools;
    answer.text += counted(managers->set, "school has a manager", "schools have a manager") + " now\n";
    for (const std::string& school : managers->unknown_schools)
      answer.text += fmt::format("  there is no school \"{}\" on the list\n", base::for_terminal(school));
    if (!managers->unknown_schools.empty()) answer.code = ExitCode::partly_unchecked;
    return Acted{std::move(answer), counted(managers->set, "school", "schools")};
  });
}

Result<Answer> presets(const Setting& setting) {
  Answer answer;
  answer.json["presets"] = ordered_json::array();
  const auto known = roster_presets(setting.share);
  if (!known) return known.error();
  for (const RosterPreset& one : *known) {
    answer.json["presets"].push_back({{"id", one.id}, {"title", one.title}});
    answer.text += fmt::format("{:<18} {}\n", one.id, one.title);
  }
  return answer;
}

// The options that say how to read a file.
void add_source(CLI::App* command, RosterSource& source) {
  command->add_option("FILE", source.file, "CSV file as your staff system exports it")->required();
  command->add_option("--preset", source.preset, "Headings of one system only; see `roster presets`");
  command
      ->add_option("--column", source.columns, "Say which column is which: --column \"email=Work Address\"")
      ->allow_extra_args(false);
}

struct Typed {
  RosterSource source;
  ImportOptions import;
  std::int64_t leavers = -1;
  std::size_t rows = 5;
  std::string school, after;
  std::int64_t most = 1'000;
};

}  // namespace

void add_roster(CLI::App& app, Work& chosen) {
  CLI::App* roster = app.add_subcommand("roster", "The list of staff, as a CSV file");
  roster->require_subcommand(1);
  roster->footer(
      "Examples:\n"
      "  glasshouse-hr roster check staff.csv\n"
      "  glasshouse-hr roster preview staff.csv --preset google-workspace\n"
      "  glasshouse-hr roster diff staff.csv\n"
      "  glasshouse-hr roster import staff.csv --leavers 31");
  const auto typed = std::make_shared<Typed>();
  const auto add = [&](const char* name, const char* what, Work work) {
    CLI::App* command = roster->add_subcommand(name, what);
    command->callback([&chosen, work = std::move(work)] { chosen = work; });
    return command;
  };
  add_source(add("check", "Say how a file would be read, and name every bad row",
                 [typed](const Setting& setting) { return check(setting, typed->source); }),
             typed->source);
  CLI::App* shown =
      add("preview", "The same, and the first rows as they would be kept",
          [typed](const Setting& setting) { return preview(setting, typed->source, typed->rows); });
  add_source(shown, typed->source);
  shown->add_option("--rows", typed->rows, "How many");
  const auto add_import = [&](const char* name, const char* what, bool dry) {
    CLI::App* command = add(name, what, [typed, dry](const Setting& setting) {
      ImportOptions options = typed->import;
      options.source = typed->source;
      options.dry_run = options.dry_run || dry;
      if (typed->leavers >= 0) options.leavers = typed->leavers;
      return import(setting, options);
    });
    add_source(command, typed->source);
    command->add_option("--names", typed->import.named, "How many of each list to name (20)");
    command->add_flag("--add-only", typed->import.add_only,
                      "The file holds only some of the staff: nobody leaves");
    if (dry) return;
    command->add_flag("--dry-run", typed->import.dry_run, "Tell, and change nothing");
    command->add_option("--leavers", typed->leavers, "Let exactly so many leave, however many that is");
  };
  add_import("import", "Take a file in: joiners, leavers, new names and schools", false);
  add_import("diff", "Who would join, leave, or change; changes nothing", true);
  CLI::App* listed = add("list", "Who is on the list", [typed](const Setting& setting) {
    return list(setting, typed->school, typed->after, typed->most);
  });
  listed->add_option("--school", typed->school, "Of this school only");
  listed->add_option("--after", typed->after, "Go on behind this address");
  listed->add_option("--limit", typed->most, "At most so many (1000)");
  add_source(add("managers", "Take in who is told a count for each school: a CSV file of school, name, email",
                 [typed](const Setting& setting) { return managers(setting, typed->source); }),
             typed->source);
  add("presets", "The systems whose headings are known", presets);
}

}  // namespace gh::hr
