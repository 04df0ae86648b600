#include "hr/held.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace gh::hr {
namespace {

using base::Result;
using nlohmann::ordered_json;

// One part of what is held: where it stands, and the names of its columns.
struct Part {
  std::string_view name, title, sql;
  std::vector<std::string_view> columns;
};

const std::vector<Part>& parts() {
  static const std::vector<Part> all{
      {"person",
       "On the list",
       "SELECT address, name, joined_on, left_on FROM people WHERE id = :person",
       {"email", "name", "joined_on", "left_on"}},
      {"posts",
       "Works at",
       "SELECT s.name, r.name, o.main FROM posts o JOIN schools s ON s.id = o.school JOIN roles r ON r.id = "
       "o.role "
       "WHERE o.person = :person ORDER BY o.main DESC, s.name",
       {"school", "role", "main"}},
      {"adjustments",
       "Exceptions (no reason is kept)",
       "SELECT kind, from_on, until_on, days, set_by, set_on FROM adjustments WHERE person = :person ORDER "
       "BY id",
       {"kind", "from", "until", "days", "set_by", "set_on"}},
      {"campaigns",
       "Campaigns",
       "SELECT c.name, a.state, a.asked_on, a.deadline, a.done_on FROM assignments a JOIN campaigns c ON "
       "c.id = "
       "a.campaign WHERE a.person = :person ORDER BY a.id",
       {"campaign", "state", "asked_on", "deadline", "done_on"}},
      {"mail",
       "Mail",
       "SELECT c.name, o.kind, o.planned_on, o.state, o.reply FROM outbox o JOIN assignments a ON a.id = "
       "o.assignment "
       "JOIN campaigns c ON c.id = o.campaign WHERE a.person = :person ORDER BY o.id",
       {"campaign", "kind", "planned_on", "state", "reply"}},
      {"receipts",
       "Receipts",
       "SELECT c.name, t.completed_on, t.taken_on, t.route, t.tool, t.receipt FROM receipts t JOIN "
       "assignments a ON "
       "a.id = t.assignment JOIN campaigns c ON c.id = a.campaign WHERE a.person = :person ORDER BY t.id",
       {"campaign", "completed_on", "taken_on", "route", "tool", "receipt"}}};
  return all;
}

Result<std::int64_t> run_all(Ledger& ledger, const std::vector<std::string>& statements, const Binds& binds) {
  std::int64_t changed = 0;
  for (const std::string& sql : statements) {
    const auto done = ledger.run(sql, binds);
    if (!done) return done.error();
    changed += *done;
  }
  return changed;
}

// What hangs on the assignments that `which` selects.
std::vector<std::string> forget(const std::string& which) {
  return {"DELETE FROM outbox WHERE assignment IN (" + which + ")",
          "DELETE FROM receipts WHERE assignment IN (" + which + ")",
          "DELETE FROM invitations WHERE assignment IN (" + which + ")"};
}

struct Cycle {
  std::int64_t id;
  std::string name;
  base::Day opens_on;
};

}  // namespace

Result<ordered_json> everything_about(Ledger& ledger, const Person& person) {
  ordered_json held = ordered_json::object();
  for (const Part& part : parts()) {
    const auto rows =
        ledger.rows(part.sql, part.columns.size(), {{"person", person.id}}, [&](const Row& row) {
          ordered_json one = ordered_json::object();
          for (std::size_t i = 0; i < part.columns.size(); ++i)
            one[std::string(part.columns[i])] =
                row.is_null(i) ? ordered_json(nullptr) : ordered_json(row.text(i));
          return one;
        });
    if (!rows) return rows.error();
    held[std::string(part.name)] = *rows;
  }
  return held;
}

std::string spell_held(const ordered_json& held) {
  std::string text;
  for (const Part& part : parts()) {
    const ordered_json& rows = held[std::string(part.name)];
    text += fmt::format("{}{}\n", part.title, rows.empty() ? ": nothing" : ":");
    for (const ordered_json& row : rows) {
      std::vector<std::string> values;
      for (const auto& [column, value] : row.items()) {
        if (!value.is_null() && !value.get<std::string>().empty())
          values.push_back(fmt::format("{} {}", column, base::for_terminal(value.get<std::string>())));
      }
      text += "  " + base::join(values, ", ") + "\n";
    }
  }
  return text;
}

Result<std::int64_t> erase(Ledger& ledger, const Person& person) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  std::vector<std::string> statements = forget("SELECT id FROM assignments WHERE person = :person");
  for (const char* sql :
       {"UPDATE assignments SET state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END, done_on = "
        "NULL, "
        "person = NULL WHERE person = :person",
        "DELETE FROM adjustments WHERE person = :person", "DELETE FROM posts WHERE person = :person",
        "DELETE FROM people WHERE id = :person"})
    statements.emplace_back(sql);
  const auto changed = run_all(ledger, statements, {{"person", person.id}});
  if (!changed) return changed;
  if (auto done = transaction->commit(); !done) return done.error();
  return changed;
}

Result<Retention> apply_retention(Ledger& ledger, base::Day today, bool keep) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const auto cycles = ledger.rows(
      "SELECT id, name, opens_on FROM campaigns WHERE state <> 'draft' AND opens_on <= :today ORDER BY "
      "opens_on DESC, "
      "id DESC",
      3, {{"today", value_of(today)}}, [](const Row& row) {
        return Cycle{row.integer(0), row.text(1), row.day(2)};
      });
  if (!cycles) return cycles.error();
  Retention retention;
  for (std::size_t i = 2; i < cycles->size(); ++i) {
    const Binds campaign{{"campaign", (*cycles)[i].id}};
    const auto mail =
        run_all(ledger, forget("SELECT id FROM assignments WHERE campaign = :campaign"), campaign);
    if (!mail) return mail.error();
    const auto managers = ledger.run("DELETE FROM outbox WHERE campaign = :campaign", campaign);
    if (!managers) return managers.error();
    const auto assignments = ledger.run("DELETE FROM assignments WHERE campaign = :campaign", campaign);
    if (!assignments) return assignments.error();
    const auto notes = ledger.run("DELETE FROM notes WHERE campaign = :campaign", campaign);
    if (!notes) return notes.error();
    retention.mail += *mail + *managers;
    retention.assignments += *assignments;
    retention.notes += *notes;
    if (*assignments > 0) retention.campaigns.push_back((*cycles)[i].name);
  }
  if (cycles->size() >= 2) {
    const Binds since{{"since", value_of((*cycles)[1].opens_on)}};
    const std::string gone =
        "SELECT id FROM people p WHERE p.left_on < :since AND NOT EXISTS (SELECT 1 FROM assignments a WHERE "
        "a.person "
        "= p.id AND a.state = 'open')";
    const auto forgotten = run_all(ledger,
                                   {"UPDATE assignments SET person = NULL WHERE person IN (" + gone + ")",
                                    "DELETE FROM adjustments WHERE person IN (" + gone + ")",
                                    "DELETE FROM posts WHERE person IN (" + gone + ")"},
                                   since);
    if (!forgotten) return forgotten.error();
    const auto people = ledger.run("DELETE FROM people WHERE id IN (" + gone + ")", since);
    if (!people) return people.error();
    retention.people = *people;
  }
  if (!keep) return retention;
  if (auto done = transaction->commit(); !done) return done.error();
  return retention;
}

}  // namespace gh::hr
