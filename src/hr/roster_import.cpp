#include "hr/roster_import.h"

#include <fmt/format.h>
#include <unordered_map>

#include "base/text.h"
#include "hr/address.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t batch = 5'000;

// Folding a name is dear, and there are few different ones.
class Keys {
 public:
  const std::string& of(const std::string& name) {
    const auto [known, fresh] = keys_.try_emplace(name);
    if (fresh) known->second = base::collapse_blanks(base::fold(name));
    return known->second;
  }

 private:
  std::unordered_map<std::string, std::string> keys_;
};

// Takes good rows and lays them into the temporary table.
class Stage {
 public:
  explicit Stage(Ledger& ledger) : ledger_(ledger) {}

  Result<void> open() {
    return ledger_.script(
        "DROP TABLE IF EXISTS incoming;"
        "CREATE TEMPORARY TABLE incoming (number BIGINT, main BIGINT, key TEXT, address TEXT, name TEXT, "
        "school_key TEXT, school TEXT, role_key TEXT, role TEXT)");
  }

  void take(StaffMember&& member) {
    numbers_.push_back(static_cast<std::int64_t>(member.number));
    mains_.push_back(member.main ? 1 : 0);
    keys_.push_back(address_key(member.email));
    school_keys_.push_back(names_.of(member.school));
    role_keys_.push_back(names_.of(member.role));
    addresses_.push_back(std::move(member.email));
    people_.push_back(std::move(member.name));
    schools_.push_back(std::move(member.school));
    roles_.push_back(std::move(member.role));
    if (numbers_.size() == batch) write();
  }

  Result<void> close() {
    write();
    if (!written_) return written_;
    return ledger_.script("CREATE INDEX incoming_key ON incoming (key)" +
                          std::string(ledger_.on_postgresql() ? "; ANALYZE incoming" : ""));
  }

 private:
  void write() {
    if (numbers_.empty() || !written_) return;
    written_ = ledger_.insert("incoming", {{"number", std::exchange(numbers_, {})},
                                           {"main", std::exchange(mains_, {})},
                                           {"key", std::exchange(keys_, {})},
                                           {"address", std::exchange(addresses_, {})},
                                           {"name", std::exchange(people_, {})},
                                           {"school_key", std::exchange(school_keys_, {})},
                                           {"school", std::exchange(schools_, {})},
                                           {"role_key", std::exchange(role_keys_, {})},
                                           {"role", std::exchange(roles_, {})}});
  }

  Ledger& ledger_;
  Keys names_;
  Result<void> written_;
  std::vector<std::int64_t> numbers_, mains_;
  std::vector<std::string> keys_, addresses_, people_, school_keys_, schools_, role_keys_, roles_;
};

// The parts of the difference, each as what follows FROM and what is told of a row.
constexpr std::string_view told_joiners = "i.address, i.name, '', ''";
constexpr std::string_view joiners = R"sql(incoming i WHERE i.main = 1
  AND NOT EXISTS (SELECT 1 FROM people p WHERE p.key = i.key AND p.left_on IS NULL))sql";
constexpr std::string_view told_leavers = "p.address, p.name, '', ''";
constexpr std::string_view leavers = R"sql(people p WHERE p.left_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.key = p.key))sql";
constexpr std::string_view told_renamed = "i.address, i.name, p.name, i.name";
constexpr std::string_view renamed = R"sql(incoming i JOIN people p ON p.key = i.key
  WHERE i.main = 1 AND p.left_on IS NULL AND p.name <> i.name)sql";
constexpr std::string_view told_moved = "i.address, i.name, COALESCE(s.name, ''), i.school";
constexpr std::string_view moved = R"sql(incoming i JOIN people p ON p.key = i.key
  LEFT JOIN posts o ON o.person = p.id AND o.main = 1 LEFT JOIN schools s ON s.id = o.school
  WHERE i.main = 1 AND p.left_on IS NULL AND COALESCE(s.key, '') <> i.school_key)sql";

Result<Changes> changes_in(Ledger& ledger, std::string_view told, std::string_view from, std::size_t named) {
  const auto count = ledger.number(fmt::format("SELECT COUNT(*) FROM {}", from));
  if (!count) return count.error();
  auto first = ledger.rows(fmt::format("SELECT {} FROM {} ORDER BY 1 LIMIT :most", told, from), 4,
                           {{"most", static_cast<std::int64_t>(named)}}, [](const Row& row) {
                             return Change{row.text(0), row.text(1), row.text(2), row.text(3)};
                           });
  if (!first) return first.error();
  return Changes{count->value_or(0), std::move(*first)};
}

Result<void> compare(Ledger& ledger, Import& import, std::size_t named) {
  struct {
    Changes& to;
    std::string_view told, from;
  } const parts[] = {{import.joiners, told_joiners, joiners},
                     {import.leavers, told_leavers, leavers},
                     {import.renamed, told_renamed, renamed},
                     {import.moved, told_moved, moved}};
  for (const auto& part : parts) {
    auto found = changes_in(ledger, part.told, part.from, named);
    if (!found) return found.error();
    part.to = std::move(*found);
  }
  const auto people = ledger.number("SELECT COUNT(*) FROM incoming WHERE main = 1");
  if (!people) return people.error();
  import.people = people->value_or(0);
  import.unchanged = import.people - import.joiners.count;  // less those that changed
  const auto changed = ledger.number(
      "SELECT COUNT(*) FROM incoming i JOIN people p ON p.key = i.key LEFT JOIN posts o ON o.person = p.id "
      "AND o.main = 1 LEFT JOIN schools s ON s.id = o.school WHERE i.main = 1 AND p.left_on IS NULL AND "
      "(p.name <> i.name OR COALESCE(s.key, '') <> i.school_key)");
  if (!changed) return changed.error();
  import.unchanged -= changed->value_or(0);
  return {};
}

std::string why_leavers_stay(const Import& import, const ImportOptions& options) {
  if (import.leavers.count == 0) return "";
  if (options.add_only) return "the file was said to hold only some of the staff";
  if (!import.roster.bad.empty()) return "there are bad rows, and any of them may be one of these people";
  if (!import.roster.ends_whole && !options.leavers)
    return "the file does not end in a line break: it may be cut";
  return "";
}

Result<void> refuse_an_exodus(Ledger& ledger, const Import& import, const ImportOptions& options) {
  if (options.leavers && *options.leavers != import.leavers.count)
    return Error{ErrorKind::not_permitted,
                 fmt::format("{} people would leave, not {}", import.leavers.count, *options.leavers), "",
                 "look at `roster diff` again"};
  const auto now = ledger.number("SELECT COUNT(*) FROM people WHERE left_on IS NULL");
  if (!now) return now.error();
  const bool many = import.leavers.count > 5 && import.leavers.count * 10 > now->value_or(0);
  if (!many || options.leavers) return {};
  return Error{ErrorKind::not_permitted,
               fmt::format("{} of {} people would leave; is this the whole list?", import.leavers.count,
                           now->value_or(0)),
               "",
               fmt::format("if so, say how many leave (--leavers {}); else that nobody does (--add-only)",
                           import.leavers.count)};
}

constexpr std::string_view apply_file = R"sql(
INSERT INTO schools (key, name) SELECT school_key, MIN(school) FROM incoming WHERE number > 0 GROUP BY school_key
  ON CONFLICT (key) DO NOTHING;
INSERT INTO roles (key, name) SELECT role_key, MIN(role) FROM incoming WHERE number > 0 GROUP BY role_key
  ON CONFLICT (key) DO NOTHING;
INSERT INTO people (key, address, name, joined_on)
  SELECT key, address, name, '{today}' FROM incoming WHERE main = 1
  ON CONFLICT (key) DO UPDATE SET address = excluded.address, name = excluded.name, left_on = NULL,
    joined_on = CASE WHEN people.left_on IS NULL THEN people.joined_on ELSE excluded.joined_on END
  WHERE people.name <> excluded.name OR people.address <> excluded.address OR people.left_on IS NOT NULL;
DELETE FROM posts WHERE
  EXISTS (SELECT 1 FROM people p JOIN incoming i ON i.key = p.key WHERE p.id = posts.person)
  AND NOT EXISTS (SELECT 1 FROM people p JOIN incoming i ON i.key = p.key JOIN schools s ON s.key = i.school_key
                  WHERE p.id = posts.person AND s.id = posts.school);
INSERT INTO posts (person, school, role, main)
  SELECT p.id, s.id, r.id, i.main FROM incoming i JOIN people p ON p.key = i.key
    JOIN schools s ON s.key = i.school_key JOIN roles r ON r.key = i.role_key WHERE i.number > 0
  ON CONFLICT (person, school) DO UPDATE SET role = excluded.role, main = excluded.main
  WHERE posts.role <> excluded.role OR posts.main <> excluded.main
)sql";

constexpr std::string_view apply_leavers = R"sql(
UPDATE people SET left_on = '{today}' WHERE left_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.key = people.key);
UPDATE outbox SET state = 'cancelled' WHERE state IN ('queued', 'deferred', 'unknown') AND assignment IN (
  SELECT a.id FROM assignments a JOIN people p ON p.id = a.person WHERE a.state = 'open' AND p.left_on IS NOT NULL);
UPDATE assignments SET state = 'withdrawn' WHERE state = 'open'
  AND person IN (SELECT id FROM people WHERE left_on IS NOT NULL)
)sql";

std::string dated(std::string_view sql, base::Day today) {
  std::string text(sql);
  for (std::size_t at = 0; (at = text.find("{today}")) != text.npos;)
    text.replace(at, 7, base::format_day(today));
  return text;
}

Result<void> apply(Ledger& ledger, Import& import, const ImportOptions& options, base::Day today) {
  import.leavers_stay = why_leavers_stay(import, options);
  if (import.leavers_stay.empty()) {
    if (auto few = refuse_an_exodus(ledger, import, options); !few) return few;
  }
  if (options.dry_run) return {};
  if (auto done = ledger.script(dated(apply_file, today)); !done) return done;
  if (import.leavers_stay.empty() && import.leavers.count > 0) {
    if (auto done = ledger.script(dated(apply_leavers, today)); !done) return done;
  }
  import.applied = true;
  return {};
}

Result<Roster> lay_out(Ledger& ledger, const std::filesystem::path& share, const RosterSource& source) {
  Stage stage(ledger);
  if (auto opened = stage.open(); !opened) return opened.error();
  auto roster = read_roster_file(share, source, [&](StaffMember&& member) { stage.take(std::move(member)); });
  if (!roster) return roster;
  if (auto closed = stage.close(); !closed) return closed.error();
  return roster;
}

}  // namespace

Result<Import> import_roster(Ledger& ledger, const std::filesystem::path& share, const ImportOptions& options,
                             base::Day today) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  auto roster = lay_out(ledger, share, options.source);
  if (!roster) return roster.error();
  Import import;
  import.roster = std::move(*roster);
  if (auto done = compare(ledger, import, options.named); !done) return done.error();
  if (auto done = apply(ledger, import, options, today); !done) return done.error();
  if (auto done = ledger.run("DROP TABLE incoming"); !done) return done.error();
  if (options.dry_run) return import;
  if (auto done = transaction->commit(); !done) return done.error();
  return import;
}

Result<Managers> import_managers(Ledger& ledger, const std::filesystem::path& share,
                                 const RosterSource& source) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  auto roster = lay_out(ledger, share, source);
  if (!roster) return roster.error();
  Managers managers{std::move(*roster), 0, {}};
  auto unknown = ledger.rows(
      "SELECT DISTINCT school FROM incoming i WHERE NOT EXISTS (SELECT 1 FROM schools s WHERE s.key = "
      "i.school_key) ORDER BY 1 LIMIT 100",
      1, {}, [](const Row& row) { return row.text(0); });
  if (!unknown) return unknown.error();
  managers.unknown_schools = std::move(*unknown);
  const auto set = ledger.run(
      "UPDATE schools SET manager = (SELECT MIN(i.address) FROM incoming i WHERE i.school_key = schools.key) "
      "WHERE EXISTS (SELECT 1 FROM incoming i WHERE i.school_key = schools.key)");
  if (!set) return set.error();
  managers.set = *set;
  if (auto done = ledger.run("DROP TABLE incoming"); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return managers;
}

}  // namespace gh::hr
