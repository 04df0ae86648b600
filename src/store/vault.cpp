#include "store/vault.h"

#include <algorithm>
#include <array>
#include <utility>

#include "db/database.h"
#include "db/migrate.h"
#include "store/results.h"
#include "store/schema.h"

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

constexpr std::array<std::string_view, 3> verdict_names{"me", "not_me", "not_sure"};
std::optional<Device> device_named(std::string_view name) {
  for (Device device : {Device::unknown, Device::own, Device::school}) {
    if (checklist::name(device) == name) return device;
  }
  return std::nullopt;
}

// One reader for each type of row; the columns are those of the SELECT that names the reader.

std::string read_text(const Row& row) { return row.text(0); }

Device read_device(const Row& row) { return row.named(0, &device_named); }

Answer read_answer(const Row& row) {
  return {row.text(0), row.named(1, &checklist::reply_named), row.text(2), row.day(3)};
}

Audit read_audit(const Row& row) { return {row.integer(0), row.day(1), row.boolean(2), {}}; }

SearchHit read_hit(const Row& row) {
  return {row.text(0), row.text(1), row.named(2, &verdict_named), row.day(3)};
}

Error no_such(std::string_view noun, std::int64_t id) {
  return {ErrorKind::usage, "there is no " + std::string(noun) + " with the number " + std::to_string(id), "",
          "list them to see their numbers"};
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

std::optional<Verdict> verdict_named(std::string_view name) {
  const auto found = std::find(verdict_names.begin(), verdict_names.end(), name);
  if (found == verdict_names.end()) return std::nullopt;
  return static_cast<Verdict>(found - verdict_names.begin());
}

struct Vault::Implementation {
  db::Database database;
};

Vault::Vault(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::open(const std::filesystem::path& file) {
  auto database = db::open_file(file, vault_kind());
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
      {name(device)});
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
  if (auto done = replace_result(database, audit, result); !done) return done;
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
