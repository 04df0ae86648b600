#include "hr/schema.h"

#include <array>
#include <string>

#include "hr/ledger.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::int64_t application_id = 0x67686872;  // "ghhr", in the header of a SQLite file

constexpr const char* first = R"sql(
CREATE TABLE schools (
  id $id,
  key TEXT NOT NULL UNIQUE,             -- the name folded, to compare by
  name TEXT NOT NULL,                   -- empty for people without a school
  manager TEXT NOT NULL DEFAULT ''      -- whom a count is mailed to, when anybody
);
CREATE TABLE roles (
  id $id,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
);
CREATE TABLE people (
  id $id,
  key TEXT NOT NULL UNIQUE,             -- the work address in small letters
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  joined_on TEXT NOT NULL,
  left_on TEXT
);
CREATE TABLE posts (
  person BIGINT NOT NULL REFERENCES people (id),
  school BIGINT NOT NULL REFERENCES schools (id),
  role BIGINT NOT NULL REFERENCES roles (id),
  main BIGINT NOT NULL,                 -- 1 for the one that the person is counted in
  PRIMARY KEY (person, school)
);
CREATE INDEX posts_by_school ON posts (school);
CREATE TABLE adjustments (
  id $id,
  person BIGINT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,                   -- leave, exempt, extra_time, paper; never a reason
  from_on TEXT NOT NULL,
  until_on TEXT,
  days BIGINT NOT NULL DEFAULT 0,       -- of extra time
  set_by TEXT NOT NULL,
  set_on TEXT NOT NULL
);
CREATE INDEX adjustments_of ON adjustments (person);
CREATE TABLE campaigns (
  id $id,
  name TEXT NOT NULL UNIQUE,
  template TEXT NOT NULL,               -- the TOML that it was made from, whole
  checklist_id TEXT NOT NULL,
  checklist_version TEXT NOT NULL,
  checklist_digest TEXT NOT NULL,
  opens_on TEXT NOT NULL,
  deadline TEXT NOT NULL,
  state TEXT NOT NULL,                  -- draft, running, paused, closed
  tag TEXT NOT NULL UNIQUE,             -- stands in its codes and message ids
  invitation_key TEXT,                  -- hexadecimal; erased when it closes
  confirmed_people BIGINT NOT NULL DEFAULT 0,
  confirmed_by TEXT NOT NULL DEFAULT '',
  confirmed_on TEXT,
  closed_on TEXT
);
CREATE TABLE assignments (
  id $id,
  campaign BIGINT NOT NULL REFERENCES campaigns (id),
  person BIGINT REFERENCES people (id), -- empty when the person was erased: the count stays
  school BIGINT NOT NULL REFERENCES schools (id),
  role BIGINT NOT NULL REFERENCES roles (id),
  asked_on TEXT NOT NULL,
  deadline TEXT NOT NULL,
  step BIGINT NOT NULL DEFAULT -1,      -- the last of the ladder that was planned
  state TEXT NOT NULL,                  -- open, done, withdrawn
  done_on TEXT,
  UNIQUE (campaign, person)
);
CREATE INDEX assignments_counted ON assignments (campaign, school, role, state);
CREATE INDEX assignments_of ON assignments (person);
CREATE TABLE invitations (
  id TEXT NOT NULL PRIMARY KEY,         -- public; stands in the receipt
  assignment BIGINT NOT NULL REFERENCES assignments (id),
  issue BIGINT NOT NULL,
  public_key TEXT NOT NULL,
  paper_code TEXT NOT NULL,
  state TEXT NOT NULL,                  -- open, done, withdrawn
  UNIQUE (assignment, issue)
);
CREATE INDEX invitations_on_paper ON invitations (paper_code);
CREATE TABLE receipts (
  id $id,
  assignment BIGINT NOT NULL UNIQUE REFERENCES assignments (id),
  completed_on TEXT NOT NULL,           -- a day, never a time
  taken_on TEXT NOT NULL,
  tool TEXT NOT NULL,                   -- version of the program that made it
  route TEXT NOT NULL,                  -- file, code, post, paper
  receipt TEXT NOT NULL                 -- as handed in, one fixed length; empty for paper
);
CREATE TABLE outbox (
  id $id,
  campaign BIGINT NOT NULL REFERENCES campaigns (id),
  assignment BIGINT REFERENCES assignments (id),  -- one of these two
  school BIGINT REFERENCES schools (id),          -- whose manager is told a count
  kind TEXT NOT NULL,                   -- invitation, reminder, overdue, manager, ...
  step BIGINT NOT NULL,
  planned_on TEXT NOT NULL,
  state TEXT NOT NULL,                  -- queued, claimed, sending, sent, deferred, failed, unknown, cancelled
  not_before BIGINT NOT NULL DEFAULT 0,
  claimed_by TEXT,
  claimed_until BIGINT,
  attempts BIGINT NOT NULL DEFAULT 0,
  unknown_count BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  reply TEXT NOT NULL DEFAULT '',       -- the mail server's last words
  UNIQUE (assignment, step),
  UNIQUE (campaign, school, step)
);
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state IN ('queued', 'deferred');
CREATE INDEX outbox_claimed ON outbox (claimed_until) WHERE state IN ('claimed', 'sending');
CREATE TABLE sender_pace (
  sender TEXT NOT NULL PRIMARY KEY,
  next_at BIGINT NOT NULL               -- milliseconds since 1970
);
CREATE TABLE notes (
  id $id,
  campaign BIGINT REFERENCES campaigns (id),
  issue TEXT NOT NULL,
  action TEXT NOT NULL,
  who TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT
);
CREATE TABLE snapshots (
  campaign BIGINT NOT NULL REFERENCES campaigns (id),
  week TEXT NOT NULL,                   -- its Monday
  as_of TEXT NOT NULL,
  cut TEXT NOT NULL,                    -- school, role, total, or the name of a fairness view
  place BIGINT NOT NULL,                -- the order of the lines
  label TEXT NOT NULL,
  asked BIGINT,                         -- as published: rounded, or nothing
  done BIGINT,
  PRIMARY KEY (campaign, week, cut, place)
);
CREATE TABLE snapshot_bounds (          -- what the lines of one table, as published, say about its total
  campaign BIGINT NOT NULL REFERENCES campaigns (id),
  week TEXT NOT NULL,
  cut TEXT NOT NULL,
  measure TEXT NOT NULL,                -- asked, done
  lowest BIGINT NOT NULL,
  highest BIGINT NOT NULL,
  widest BIGINT NOT NULL,
  published BIGINT NOT NULL,
  PRIMARY KEY (campaign, week, cut, measure)
);
)sql";

constexpr const char* dashboard = R"sql(
CREATE TABLE users (
  name TEXT NOT NULL PRIMARY KEY,
  role TEXT NOT NULL,                   -- officer, viewer
  passphrase TEXT NOT NULL              -- its Argon2id hash, with salt and cost
);
CREATE TABLE acts (
  id $id,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,                -- rows by number, never people by name
  previous TEXT NOT NULL UNIQUE,        -- the hash of the line before: a chain has no forks
  hash TEXT NOT NULL
);
)sql";

// A mail whose fate is unknown waits like the others.
constexpr const char* unknown_waits = R"sql(
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state IN ('queued', 'deferred', 'unknown');
)sql";

// Published figures count those who were asked at the opening, from this index alone.
constexpr const char* counted_by_opening = R"sql(
DROP INDEX assignments_counted;
CREATE INDEX assignments_counted ON assignments (campaign, asked_on, school, role, state);
)sql";

// How many of unknown_count are our own process's end.
constexpr const char* interrupted = R"sql(
ALTER TABLE outbox ADD COLUMN interrupted BIGINT NOT NULL DEFAULT 0;
)sql";

constexpr std::array all{Migration{1, first}, Migration{2, dashboard}, Migration{3, unknown_waits},
                         Migration{4, counted_by_opening}, Migration{5, interrupted}};

std::string without_comments(std::string_view sql) {
  std::string out;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql.substr(at, 2) == "--") at = std::min(sql.find('\n', at), sql.size() - 1);
    out += sql[at];
  }
  return out;
}

std::string for_engine(std::string_view sql, bool postgresql) {
  const std::string_view id =
      postgresql ? "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY";
  std::string text = without_comments(sql);
  for (std::size_t at = text.find("$id"); at != text.npos; at = text.find("$id", at + id.size()))
    text.replace(at, 3, id);
  return text;
}

Error another_kind() {
  return {ErrorKind::bad_data, "this is not a ledger of glasshouse-hr", "the ledger",
          "it was left as it is: name another place"};
}

// Which version the ledger has; 0 for one that is empty.
Result<std::int64_t> version_of(Ledger& ledger) {
  const auto tables = ledger.number(
      ledger.on_postgresql() ? "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
                             : "SELECT COUNT(*) FROM sqlite_master");
  if (!tables) return tables.error();
  const auto ours =
      ledger.number(ledger.on_postgresql() ? "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE schemaname = "
                                             "current_schema() AND tablename = 'ledger'"
                                           : "SELECT COUNT(*) FROM sqlite_master WHERE name = 'ledger'");
  if (!ours) return ours.error();
  if (tables->value_or(0) == 0) return 0;
  if (ours->value_or(0) == 0) return another_kind();
  const auto version = ledger.number("SELECT version FROM ledger");
  if (!version) return version.error();
  return version->value_or(0);
}

Result<void> refuse_foreign_file(Ledger& ledger) {
  const auto id = ledger.number("PRAGMA application_id");
  if (!id) return id.error();
  const auto tables = ledger.number("SELECT COUNT(*) FROM sqlite_master");
  if (!tables) return tables.error();
  const bool fresh = tables->value_or(0) == 0 && id->value_or(0) == 0;
  return fresh || *id == application_id ? Result<void>() : another_kind();
}

Result<void> lock_against_others(Ledger& ledger) {
  if (!ledger.on_postgresql()) return {};
  const auto locked = ledger.rows("SELECT CAST(pg_advisory_xact_lock(:key) AS TEXT)", 1,
                                  {{"key", application_id}}, [](const Row&) { return 0; });
  return locked ? Result<void>() : Result<void>(locked.error());
}

Result<void> migrate_from(std::int64_t version, Ledger& ledger) {
  if (version == 0) {
    if (auto made = ledger.script("CREATE TABLE ledger (version BIGINT NOT NULL);"
                                  "INSERT INTO ledger VALUES (0)");
        !made)
      return made;
    if (!ledger.on_postgresql()) {
      if (auto marked = ledger.script("PRAGMA application_id = " + std::to_string(application_id)); !marked)
        return marked;
    }
  }
  for (const Migration& migration : all) {
    if (migration.version <= version) continue;
    if (auto done = ledger.script(for_engine(migration.statements, ledger.on_postgresql())); !done)
      return done;
  }
  const auto noted =
      ledger.run("UPDATE ledger SET version = :version", {{"version", std::int64_t{all.back().version}}});
  return noted ? Result<void>() : Result<void>(noted.error());
}

}  // namespace

std::span<const Migration> migrations() { return all; }

Result<void> bring_up_to_date(Ledger& ledger) {
  if (!ledger.on_postgresql()) {
    if (auto ours = refuse_foreign_file(ledger); !ours) return ours;
  }
  const auto before = version_of(ledger);
  if (!before) return before.error();
  if (*before > all.back().version)
    return Error{ErrorKind::bad_data, "a newer version of this program made this ledger", "the ledger",
                 "it was left as it is: install that version"};
  if (*before == all.back().version) return {};
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  if (auto locked = lock_against_others(ledger); !locked) return locked;
  const auto version = version_of(ledger);  // asked again: whoever held the lock may have done it
  if (!version) return version.error();
  if (*version < all.back().version) {
    if (auto done = migrate_from(*version, ledger); !done) return done;
  }
  return transaction->commit();
}

}  // namespace gh::hr
