#include "app/imported_result.h"

#include <algorithm>

#include "app/accounts.h"

namespace gh::app {
namespace {

using assess::AccountResult;

bool holds(const std::vector<std::string>& places, const std::string& place) {
  return std::find(places.begin(), places.end(), place) != places.end();
}

// One of these places, or a file in one that is an archive.
bool stands_in(const std::string& place, const std::vector<std::string>& places) {
  return std::any_of(places.begin(), places.end(), [&](const std::string& one) {
    return place == one || (place.size() > one.size() && place.starts_with(one) && place[one.size()] == ':');
  });
}

// What the account's name gives away stands in no page, and is said once.
bool is_said(const AccountResult& result, const detect::Finding& finding) {
  if (finding.evidence.end != 0) return false;
  return std::any_of(result.findings.begin(), result.findings.end(), [&](const detect::Finding& other) {
    return other.evidence.end == 0 && other.kind == finding.kind && other.value == finding.value;
  });
}

base::Result<std::int64_t> audit_to_fill(store::Vault& vault, base::Day today) {
  const auto latest = vault.latest_audit();
  if (!latest) return latest.error();
  if (*latest) return (*latest)->id;
  const auto audit = vault.begin_audit(today);
  if (!audit) return audit.error();
  if (auto finished = vault.finish_audit(*audit); !finished) return finished.error();
  return *audit;
}

// What `old` has from these places, added to `fresh`.
void carry_over(const AccountResult& old, const std::vector<std::string>& places, AccountResult& fresh) {
  for (std::size_t i = 0; i < old.findings.size() && i < old.finding_places.size(); ++i) {
    if (!stands_in(old.finding_places[i], places) || is_said(fresh, old.findings[i])) continue;
    fresh.findings.push_back(old.findings[i]);
    fresh.finding_places.push_back(old.finding_places[i]);
  }
  fresh.places.insert(fresh.places.end(), places.begin(), places.end());
}

}  // namespace

AccountResult merged(const AccountResult& old, AccountResult fresh) {
  std::vector<std::string> others;
  for (const std::string& place : old.places) {
    if (!holds(fresh.places, place)) others.push_back(place);
  }
  if (others.empty()) return fresh;
  carry_over(old, others, fresh);
  // One wall does not undo what was read elsewhere.
  if (old.state == base::State::found && fresh.state != base::State::cut) {
    fresh.state = old.state;
    fresh.reason = old.reason;
    fresh.detail = old.detail;
  }
  return fresh;
}

AccountResult with_imports(const AccountResult& old, AccountResult fetched) {
  std::vector<std::string> files;
  for (const std::string& place : old.places) {
    if (place.find("://") == std::string::npos) files.push_back(place);
  }
  carry_over(old, files, fetched);
  return fetched;
}

base::Result<void> keep_imported(const House& house, AccountResult& result) {
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  const auto audit = audit_to_fill(*vault, house.today);
  if (!audit) return audit.error();
  const auto latest = vault->latest_audit();
  if (!latest) return latest.error();
  for (const AccountResult& old : (*latest)->results) {
    if (old.account.id == result.account.id) result = merged(old, std::move(result));
  }
  return vault->save_result(*audit, result);
}

void add_typed_findings(const PageReader& reader, const base::Person& person, const std::string& place,
                        AccountResult& result) {
  for (detect::Finding& finding : check_names(reader, result.account, person)) {
    result.findings.push_back(std::move(finding));
    result.finding_places.push_back(place);
  }
}

}  // namespace gh::app
