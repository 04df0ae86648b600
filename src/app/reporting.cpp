#include "app/reporting.h"

#include <algorithm>

#include "assess/assess.h"

namespace gh::app {

base::Result<assess::Assessment> assess_latest(const House& house) {
  const auto checklist = load_checklist(house);
  if (!checklist) return checklist.error();
  const auto person = load_person(house);
  if (!person) return person.error();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  const auto answers = vault->answers(checklist->id);
  if (!answers) return answers.error();
  const auto accounts = vault->accounts();
  if (!accounts) return accounts.error();
  auto audit = vault->latest_audit();
  if (!audit) return audit.error();
  assess::Audit latest = *audit ? std::move(**audit) : assess::Audit{};
  if (!*audit) latest.finished = true;  // never begun is not the same as broken off
  return assess::assess(latest, *accounts, *checklist, *answers,
                        person->names.empty() ? "" : person->names.front(), house.today);
}

Verdict verdict(const assess::Assessment& assessment, checklist::Severity fail_on) {
  const bool exposed = std::any_of(
      assessment.exposures.begin(), assessment.exposures.end(), [&](const assess::Exposure& exposure) {
        return exposure.severity >= fail_on && exposure.severity != checklist::Severity::organisation;
      });
  if (exposed) return Verdict::exposed;
  if (!assessment.unchecked.empty() || !assessment.audit_finished) return Verdict::partly_unchecked;
  return Verdict::nothing_exposed;
}

bool exposes(const House& house, const std::vector<detect::Finding>& findings, checklist::Severity fail_on) {
  const auto own = [](const detect::Finding& finding) { return finding.whose == detect::Whose::self; };
  if (fail_on == checklist::Severity::aware) return std::any_of(findings.begin(), findings.end(), own);
  const auto checklist = load_checklist(house);
  return std::any_of(findings.begin(), findings.end(), [&](const detect::Finding& finding) {
    const checklist::Item* item = checklist ? checklist->item(finding.clause) : nullptr;
    return own(finding) && (item == nullptr || item->severity >= fail_on);
  });
}

}  // namespace gh::app
