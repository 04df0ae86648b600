#include "store/results.h"

#include <optional>
#include <string>
#include <utility>

namespace gh::store {
namespace {

using assess::Account;
using assess::AccountResult;
using base::Result;
using db::Row;
using db::Statement;

std::string read_text(const Row& row) { return row.text(0); }

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

}  // namespace

Account read_account(const Row& row) {
  return {row.integer(0), row.text(1), row.text(2), row.text(3), row.named(4, &assess::ownership_named),
          row.day(5)};
}

Result<void> replace_result(db::Database& database, std::int64_t audit, const AccountResult& result) {
  if (auto done = remove_result(database, audit, result.account); !done) return done;
  const auto id = add_result(database, audit, result);
  if (!id) return id.error();
  if (auto done = add_places(database, *id, result.places); !done) return done;
  return add_findings(database, *id, result);
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

}  // namespace gh::store
