#include "store/vault.h"

#include <array>
#include <utility>

#include "db/database.h"
#include "db/migrate.h"

namespace gh::store {
namespace {

using assess::Account;
using assess::AccountResult;
using assess::Audit;
using base::Error;
using base::ErrorKind;
using base::Result;
using checklist::Answer;
using checklist::Device;
using db::Row;
using db::Statement;

// Days are kept as "2025-09-01" and choices by the names of the machine output, so that a value can be told
// from its neighbour without this program. Results keep their own copy of the account: it may be removed
// later.
constexpr const char* version_1 = R"sql(
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  checklist TEXT NOT NULL, item TEXT NOT NULL,
  reply TEXT NOT NULL, reason TEXT NOT NULL, answered TEXT NOT NULL,
  UNIQUE (checklist, item)) STRICT;
CREATE TABLE position (checklist TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT;
CREATE TABLE device (one INTEGER PRIMARY KEY CHECK (one = 1), device TEXT NOT NULL) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL, handle TEXT NOT NULL, url TEXT NOT NULL,
  ownership TEXT NOT NULL, added TEXT NOT NULL) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started TEXT NOT NULL, finished INTEGER NOT NULL) STRICT;
CREATE TABLE result (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  audit INTEGER NOT NULL REFERENCES audit ON DELETE CASCADE,
  account INTEGER NOT NULL, platform TEXT NOT NULL, handle TEXT NOT NULL, url TEXT NOT NULL,
  ownership TEXT NOT NULL, added TEXT NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, source TEXT NOT NULL,
  looked TEXT NOT NULL) STRICT;
CREATE INDEX result_of_audit ON result (audit);
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  place TEXT NOT NULL) STRICT;
CREATE INDEX place_of_result ON place (result);
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
  kind TEXT NOT NULL, value TEXT NOT NULL, whose TEXT NOT NULL, certainty TEXT NOT NULL,
  seen_by TEXT NOT NULL, hidden INTEGER NOT NULL,
  words TEXT NOT NULL, first_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, field TEXT NOT NULL,
  rule TEXT NOT NULL, clause TEXT NOT NULL, published TEXT, place TEXT) STRICT;
CREATE INDEX finding_of_result ON finding (result);

CREATE TABLE hit (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE, query TEXT NOT NULL, verdict TEXT NOT NULL, recorded TEXT NOT NULL) STRICT;
)sql";

// Append only: somebody's vault was made by each of these rows.
constexpr std::array migrations{
    db::Migration{1, version_1},
};

constexpr db::FileKind vault_kind{"a Glasshouse vault", 0x476C7368 /* "Glsh" */, migrations};

constexpr std::array<std::string_view, 3> verdict_names{"me", "not_me", "not_sure"};
constexpr std::array<std::string_view, 3> device_names{"unknown", "own", "school"};

template <class Enum, std::size_t count>
std::optional<Enum> named(const std::array<std::string_view, count>& names, std::string_view wanted) {
  for (std::size_t i = 0; i < count; ++i) {
    if (names[i] == wanted) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

std::optional<Device> device_named(std::string_view name) { return named<Device>(device_names, name); }

// One reader for each type of row; the columns are those of the SELECT that names the reader.

std::string read_text(const Row& row) { return row.text(0); }

Device read_device(const Row& row) { return row.named(0, &device_named); }

Answer read_answer(const Row& row) {
  return {row.text(0), row.named(1, &checklist::reply_named), row.text(2), row.day(3)};
}

Account read_account(const Row& row) {
  return {row.integer(0), row.text(1), row.text(2), row.text(3), row.named(4, &assess::ownership_named),
          row.day(5)};
}

Audit read_audit(const Row& row) { return {row.integer(0), row.day(1), row.boolean(2), {}}; }

struct KeptResult {
  std::int64_t id;
  AccountResult result;
};

KeptResult read_result(const Row& row) {
  KeptResult kept{row.integer(6), {}};
  kept.result.account = read_account(row);
  kept.result.state = row.named(7, &base::state_named);
  kept.result.reason = row.text(8);
  kept.result.detail = row.text(9);
  kept.result.source = row.named(10, &assess::source_named);
  kept.result.looked = row.day(11);
  return kept;
}

struct KeptFinding {
  detect::Finding finding;
  std::optional<std::string> place;
};

KeptFinding read_finding(const Row& row) {
  KeptFinding kept;
  kept.finding.kind = row.named(0, &detect::kind_named);
  kept.finding.value = row.text(1);
  kept.finding.whose = row.named(2, &detect::whose_named);
  kept.finding.certainty = row.named(3, &detect::certainty_named);
  kept.finding.seen_by = row.named(4, &detect::visibility_named);
  kept.finding.hidden = row.boolean(5);
  kept.finding.evidence = {row.text(6), static_cast<std::uint32_t>(row.integer(7)),
                           static_cast<std::uint32_t>(row.integer(8)), row.text(9)};
  kept.finding.rule = row.text(10);
  kept.finding.clause = row.text(11);
  if (!row.is_null(12)) kept.finding.published = row.day(12);
  if (!row.is_null(13)) kept.place = row.text(13);
  return kept;
}

SearchHit read_hit(const Row& row) {
  return {row.text(0), row.text(1), row.named(2, &verdict_named), row.day(3)};
}

Error no_such(std::string_view noun, std::int64_t id) {
  return {ErrorKind::usage, "there is no " + std::string(noun) + " with the number " + std::to_string(id), "",
          "list them to see their numbers"};
}

Result<void> add_places(db::Database& database, std::int64_t result, const std::vector<std::string>& places) {
  auto insert = database.prepare("INSERT INTO place (result, place) VALUES (?, ?)");
  if (!insert) return insert.error();
  for (const std::string& place : places) {
    if (auto done = insert->run({result, place}); !done) return done;
  }
  return {};
}

Result<void> add_finding(Statement& insert, std::int64_t result, const detect::Finding& finding,
                         const std::string* place) {
  const std::string published = finding.published ? base::format_day(*finding.published) : "";
  const db::Value date = finding.published ? db::Value(published) : db::Value();
  const db::Value where = place != nullptr ? db::Value(*place) : db::Value();
  return insert.run({result, name(finding.kind), finding.value, name(finding.whose), name(finding.certainty),
                     name(finding.seen_by), std::int64_t{finding.hidden}, finding.evidence.text,
                     std::int64_t{finding.evidence.start}, std::int64_t{finding.evidence.end},
                     finding.evidence.field, finding.rule, finding.clause, date, where});
}

Result<void> add_findings(db::Database& database, std::int64_t id, const AccountResult& result) {
  auto insert = database.prepare(
      "INSERT INTO finding (result, kind, value, whose, certainty, seen_by, hidden, words, first_byte, "
      "end_byte, field, rule, clause, published, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?)");
  if (!insert) return insert.error();
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    const std::string* place = i < result.finding_places.size() ? &result.finding_places[i] : nullptr;
    if (auto done = add_finding(*insert, id, result.findings[i], place); !done) return done;
  }
  return {};
}

Result<std::int64_t> add_result(db::Database& database, std::int64_t audit, const AccountResult& result) {
  const Account& account = result.account;
  auto added = database.run(
      "INSERT INTO result (audit, account, platform, handle, url, ownership, added, state, reason, detail, "
      "source, looked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {audit, account.id, account.platform, account.handle, account.url, name(account.ownership),
       base::format_day(account.added), name(result.state), result.reason, result.detail, name(result.source),
       base::format_day(result.looked)});
  if (!added) return added.error();
  return database.last_id();
}

// Accounts that no vault has numbered are told apart by all that they have.
Result<void> remove_result(db::Database& database, std::int64_t audit, const Account& account) {
  return database.run(
      "DELETE FROM result WHERE audit = ?1 AND account = ?2 AND "
      "(?2 <> 0 OR (platform = ?3 AND handle = ?4 AND url = ?5))",
      {audit, account.id, account.platform, account.handle, account.url});
}

Result<void> load_result(db::Database& database, KeptResult& kept) {
  auto places = database.rows("SELECT place FROM place WHERE result = ? ORDER BY id", {kept.id}, &read_text);
  if (!places) return places.error();
  kept.result.places = std::move(*places);
  auto findings = database.rows(
      "SELECT kind, value, whose, certainty, seen_by, hidden, words, first_byte, end_byte, field, rule, "
      "clause, published, place FROM finding WHERE result = ? ORDER BY id",
      {kept.id}, &read_finding);
  if (!findings) return findings.error();
  for (KeptFinding& found : *findings) {
    kept.result.findings.push_back(std::move(found.finding));
    if (found.place) kept.result.finding_places.push_back(std::move(*found.place));
  }
  return {};
}

Result<std::vector<AccountResult>> results_of(db::Database& database, std::int64_t audit) {
  auto kept = database.rows(
      "SELECT account, platform, handle, url, ownership, added, id, state, reason, detail, source, looked "
      "FROM result WHERE audit = ? ORDER BY id",
      {audit}, &read_result);
  if (!kept) return kept.error();
  std::vector<AccountResult> results;
  for (KeptResult& one : *kept) {
    if (auto loaded = load_result(database, one); !loaded) return loaded.error();
    results.push_back(std::move(one.result));
  }
  return results;
}

// Two forums may know the same handle: where both accounts have an address, the address decides.
Result<std::optional<Account>> same_account(db::Database& database, const Account& account) {
  return database.first(
      "SELECT id, platform, handle, url, ownership, added FROM account WHERE "
      "(?3 <> '' AND url = ?3) OR "
      "(?2 <> '' AND handle = ?2 AND platform = ?1 AND (url = '' OR ?3 = '')) ORDER BY id",
      {account.platform, account.handle, account.url}, &read_account);
}

}  // namespace

std::string_view name(Verdict verdict) { return verdict_names[static_cast<std::size_t>(verdict)]; }
std::optional<Verdict> verdict_named(std::string_view name) { return named<Verdict>(verdict_names, name); }

struct Vault::Implementation {
  db::Database database;
};

Vault::Vault(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::open(const std::filesystem::path& file) {
  auto database = db::open_file(file, vault_kind);
  if (!database) return database.error();
  return Vault(std::make_unique<Implementation>(Implementation{std::move(*database)}));
}

Result<void> Vault::save_answer(const std::string& checklist, const Answer& answer) {
  return implementation_->database.run(
      "INSERT INTO answer (checklist, item, reply, reason, answered) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (checklist, item) DO UPDATE SET reply = excluded.reply, reason = excluded.reason, "
      "answered = excluded.answered",
      {checklist, answer.item, name(answer.reply), answer.reason, base::format_day(answer.answered)});
}

Result<std::vector<Answer>> Vault::answers(const std::string& checklist) {
  return implementation_->database.rows(
      "SELECT item, reply, reason, answered FROM answer WHERE checklist = ? ORDER BY id", {checklist},
      &read_answer);
}

Result<void> Vault::save_position(const std::string& checklist, const std::string& item) {
  return implementation_->database.run(
      "INSERT INTO position (checklist, item) VALUES (?, ?) "
      "ON CONFLICT (checklist) DO UPDATE SET item = excluded.item",
      {checklist, item});
}

Result<std::string> Vault::position(const std::string& checklist) {
  const auto kept = implementation_->database.first("SELECT item FROM position WHERE checklist = ?",
                                                    {checklist}, &read_text);
  if (!kept) return kept.error();
  return kept->value_or("");
}

Result<void> Vault::save_device(Device device) {
  return implementation_->database.run(
      "INSERT INTO device (one, device) VALUES (1, ?) "
      "ON CONFLICT (one) DO UPDATE SET device = excluded.device",
      {device_names[static_cast<std::size_t>(device)]});
}

Result<Device> Vault::device() {
  const auto kept = implementation_->database.first("SELECT device FROM device", {}, &read_device);
  if (!kept) return kept.error();
  return kept->value_or(Device::unknown);
}

Result<Account> Vault::add_account(const Account& account) {
  db::Database& database = implementation_->database;
  auto transaction = db::Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto old = same_account(database, account);
  if (!old) return old.error();
  if (*old) return **old;
  auto added =
      database.run("INSERT INTO account (platform, handle, url, ownership, added) VALUES (?, ?, ?, ?, ?)",
                   {account.platform, account.handle, account.url, name(account.ownership),
                    base::format_day(account.added)});
  if (!added) return added.error();
  Account kept = account;
  kept.id = database.last_id();
  if (auto done = transaction->commit(); !done) return done.error();
  return kept;
}

Result<std::vector<Account>> Vault::accounts() {
  return implementation_->database.rows(
      "SELECT id, platform, handle, url, ownership, added FROM account ORDER BY id", {}, &read_account);
}

Result<void> Vault::set_ownership(std::int64_t account, assess::Ownership ownership) {
  db::Database& database = implementation_->database;
  auto done = database.run("UPDATE account SET ownership = ? WHERE id = ?", {name(ownership), account});
  if (!done) return done;
  if (database.changed_rows() == 0) return no_such("account", account);
  return {};
}

Result<void> Vault::remove_account(std::int64_t account) {
  db::Database& database = implementation_->database;
  if (auto done = database.run("DELETE FROM account WHERE id = ?", {account}); !done) return done;
  if (database.changed_rows() == 0) return no_such("account", account);
  return {};
}

Result<std::int64_t> Vault::begin_audit(base::Day started) {
  db::Database& database = implementation_->database;
  auto done =
      database.run("INSERT INTO audit (started, finished) VALUES (?, 0)", {base::format_day(started)});
  if (!done) return done.error();
  return database.last_id();
}

Result<void> Vault::save_result(std::int64_t audit, const AccountResult& result) {
  db::Database& database = implementation_->database;
  auto transaction = db::Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto known =
      database.first("SELECT id, started, finished FROM audit WHERE id = ?", {audit}, &read_audit);
  if (!known) return known.error();
  if (!*known) return no_such("audit", audit);
  if (auto done = remove_result(database, audit, result.account); !done) return done;
  const auto id = add_result(database, audit, result);
  if (!id) return id.error();
  if (auto done = add_places(database, *id, result.places); !done) return done;
  if (auto done = add_findings(database, *id, result); !done) return done;
  return transaction->commit();
}

Result<void> Vault::finish_audit(std::int64_t audit) {
  db::Database& database = implementation_->database;
  if (auto done = database.run("UPDATE audit SET finished = 1 WHERE id = ?", {audit}); !done) return done;
  if (database.changed_rows() == 0) return no_such("audit", audit);
  return {};
}

Result<std::vector<Audit>> Vault::audits() {
  return implementation_->database.rows("SELECT id, started, finished FROM audit ORDER BY id", {},
                                        &read_audit);
}

Result<std::optional<Audit>> Vault::latest_audit() {
  db::Database& database = implementation_->database;
  auto audit =
      database.first("SELECT id, started, finished FROM audit ORDER BY id DESC LIMIT 1", {}, &read_audit);
  if (!audit || !*audit) return audit;
  auto results = results_of(database, (*audit)->id);
  if (!results) return results.error();
  (*audit)->results = std::move(*results);
  return audit;
}

Result<void> Vault::save_hit(const SearchHit& hit) {
  return implementation_->database.run(
      "INSERT INTO hit (url, query, verdict, recorded) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (url) DO UPDATE SET query = excluded.query, verdict = excluded.verdict, "
      "recorded = excluded.recorded",
      {hit.url, hit.query, name(hit.verdict), base::format_day(hit.recorded)});
}

Result<std::vector<SearchHit>> Vault::hits() {
  return implementation_->database.rows("SELECT url, query, verdict, recorded FROM hit ORDER BY id", {},
                                        &read_hit);
}

}  // namespace gh::store
