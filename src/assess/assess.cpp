#include "assess/assess.h"

#include <algorithm>

#include "assess/exposures.h"

namespace gh::assess {
namespace {

using base::State;
using checklist::Answer;
using checklist::Checklist;
using checklist::Item;
using checklist::Standing;

bool same(const Account& a, const Account& b) {
  if (a.id != 0 && b.id != 0) return a.id == b.id;
  return a.platform == b.platform && a.handle == b.handle && a.url == b.url;
}

// The account as the person speaks of it now; what the result remembers when they have removed it since.
const Account& account_now(const Account& then, const std::vector<Account>& accounts) {
  const auto now =
      std::find_if(accounts.begin(), accounts.end(), [&](const Account& one) { return same(one, then); });
  return now == accounts.end() ? then : *now;
}

std::string place_of(const AccountResult& result, std::size_t finding) {
  if (finding < result.finding_places.size()) return result.finding_places[finding];
  return result.places.empty() ? result.account.url : result.places.front();
}

// The result without what is said of other people.
AccountResult about_them(AccountResult result) {
  AccountResult kept = result;
  kept.findings.clear();
  kept.finding_places.clear();
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    if (!is_about_them(result.findings[i])) continue;
    kept.findings.push_back(result.findings[i]);
    kept.finding_places.push_back(place_of(result, i));
  }
  return kept;
}

void add_sightings(std::vector<Sighting>& sightings, const AccountResult& result) {
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    sightings.push_back(
        {result.account.id, result.account.platform, result.finding_places[i], result.findings[i]});
  }
}

Unchecked unchecked(const Account& account, State state, const std::string& reason,
                    const std::string& detail) {
  return {account, state, reason, detail.empty() ? std::string(meaning(state)) : detail};
}

// Each account ends in exactly one of the three lists.
void sort_in(Assessment& assessment, const AccountResult& result) {
  if (result.state == State::found) {
    assessment.looked_at.push_back(result);
  } else if (result.state == State::absent) {
    assessment.absent.push_back(result.account);
  } else {
    assessment.unchecked.push_back(unchecked(result.account, result.state, result.reason, result.detail));
  }
}

// What the results say, in the order they came; the words of a page that is not there are not the person's.
std::vector<Sighting> take_results(Assessment& assessment, const Audit& audit,
                                   const std::vector<Account>& accounts) {
  std::vector<Sighting> sightings;
  for (const AccountResult& raw : audit.results) {
    AccountResult result = about_them(raw);
    result.account = account_now(raw.account, accounts);
    if (result.account.ownership == Ownership::rejected) continue;
    sort_in(assessment, result);
    if (result.state != State::absent) add_sightings(sightings, result);
  }
  return sightings;
}

void add_accounts_without_result(Assessment& assessment, const Audit& audit,
                                 const std::vector<Account>& accounts) {
  for (const Account& account : accounts) {
    const bool looked = std::any_of(audit.results.begin(), audit.results.end(),
                                    [&](const AccountResult& one) { return same(one.account, account); });
    if (looked || account.ownership != Ownership::confirmed) continue;
    assessment.unchecked.push_back(unchecked(account, State::not_checked, "", ""));
  }
}

void add_answer(Assessment& assessment, const Item& item, const Answer* answer) {
  const Standing standing = checklist::standing(item, answer);
  ToDo to_do{item.id, item.title, item.advice, item.severity, standing, ""};
  if (standing == Standing::to_do || standing == Standing::unsure) assessment.to_do.push_back(to_do);
  if (standing != Standing::kept) return;
  to_do.reason = answer->reason;
  assessment.kept.push_back(to_do);
}

void take_answers(Assessment& assessment, const Checklist& checklist, const std::vector<Answer>& answers) {
  for (const Item* item : employee_items(checklist)) {
    add_answer(assessment, *item, find_answer(answers, item->id));
  }
  std::stable_sort(assessment.to_do.begin(), assessment.to_do.end(),
                   [](const ToDo& a, const ToDo& b) { return rank(a.severity) > rank(b.severity); });
  assessment.progress = progress(checklist, answers);
}

}  // namespace

Assessment assess(const Audit& audit, const std::vector<Account>& accounts, const Checklist& checklist,
                  const std::vector<Answer>& answers, const std::string& person, base::Day today) {
  Assessment assessment;
  assessment.person = person;
  assessment.date = today;
  assessment.checklist_title = checklist.title;
  assessment.audit_finished = audit.finished;
  assessment.exposures = exposures_of(take_results(assessment, audit, accounts), checklist, today);
  add_accounts_without_result(assessment, audit, accounts);
  take_answers(assessment, checklist, answers);
  return assessment;
}

}  // namespace gh::assess
