// One of each noun that a vault keeps, with every member set to something that is not its default.
#pragma once

#include <string>

#include "assess/audit.h"
#include "base/date.h"
#include "store/vault.h"

namespace gh::tests {

inline base::Day day(const char* iso) { return *base::parse_day(iso); }

inline assess::Account account(const std::string& platform, const std::string& handle,
                               const std::string& url) {
  return {0, platform, handle, url, assess::Ownership::confirmed, day("2025-09-01")};
}

inline detect::Finding birthday_finding() {
  detect::Finding finding;
  finding.kind = detect::Kind::child_info;
  finding.value = "Zo\xC3\xAB";
  finding.whose = detect::Whose::other;
  finding.certainty = detect::Certainty::certain;
  finding.seen_by = detect::Visibility::member;
  finding.hidden = true;
  finding.evidence = {"Happy birthday, Zo\xC3\xAB! '); DROP TABLE finding; --", 4'000'000'000u,
                      4'000'000'041u, "post"};
  finding.rule = "child-info.birthday";
  finding.clause = "SEC-08";
  finding.published = day("2015-06-12");
  return finding;
}

inline assess::AccountResult result_of(const assess::Account& whose) {
  assess::AccountResult result;
  result.account = whose;
  result.state = base::State::cut;
  result.reason = "too_long";
  result.detail = "We read the first part only.";
  result.source = assess::Source::saved_page;
  result.places = {whose.url, whose.url + "about"};
  result.findings = {birthday_finding(), detect::Finding{}};
  result.findings[1].value = "XXXX-07-04";
  result.finding_places = {whose.url + "about", whose.url};
  result.looked = day("2025-09-02");
  return result;
}

}  // namespace gh::tests
