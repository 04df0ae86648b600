// A running campaign in a ledger, with its people and a queued invitation for each, for the tests of mail and
// receipts. Invented people only.
#pragma once

#include "hr/ledgers.h"
#include "hr/mail/post_office.h"
#include "receipt/receipt.h"

namespace gh::tests {

inline const std::string campaign_key(64, '7');
inline const std::string campaign_digest = receipt::digest_of("the checklist");

inline void fill_campaign(hr::Ledger& ledger, std::int64_t people) {
  fine(ledger.script(
      "INSERT INTO schools (id, key, name, manager) VALUES (1, 'oak', 'Oak School', 'head@oak.example');"
      "INSERT INTO roles (id, key, name) VALUES (1, 'teacher', 'Teacher')"));
  the(ledger.run(
      "INSERT INTO campaigns (id, name, template, checklist_id, checklist_version, checklist_digest, "
      "opens_on, deadline, state, tag, invitation_key) VALUES (1, 'Autumn check', '', "
      "'social-media-policy', '1', :digest, '2026-11-02', '2026-12-11', 'running', '7K3M', :key)",
      {{"digest", campaign_digest}, {"key", campaign_key}}));
  std::vector<std::int64_t> number, one, zero;
  std::vector<std::string> address, name, joined, deadline, open, kind, queued;
  for (std::int64_t i = 1; i <= people; ++i) {
    number.push_back(i);
    one.push_back(1);
    zero.push_back(0);
    address.push_back("p" + std::to_string(i) + "@oak.example");
    name.push_back("Person " + std::to_string(i));
    joined.push_back("2026-11-02");
    deadline.push_back("2026-12-11");
    open.emplace_back("open");
    kind.emplace_back("invitation");
    queued.emplace_back("queued");
  }
  fine(ledger.insert(
      "people",
      {{"id", number}, {"key", address}, {"address", address}, {"name", name}, {"joined_on", joined}}));
  fine(ledger.insert("assignments", {{"id", number},
                                     {"campaign", one},
                                     {"person", number},
                                     {"school", one},
                                     {"role", one},
                                     {"asked_on", joined},
                                     {"deadline", deadline},
                                     {"step", zero},
                                     {"state", open}}));
  fine(ledger.insert("outbox", {{"campaign", one},
                                {"assignment", number},
                                {"kind", kind},
                                {"step", zero},
                                {"planned_on", joined},
                                {"state", queued}}));
}

inline hr::MailProfile test_profile() {
  hr::MailProfile profile;
  profile.from = "hr@ash.example";
  profile.from_name = "HR of the Ash Trust";
  profile.start_page = "https://ash.example/start";
  return profile;
}

inline std::int64_t in_state(hr::Ledger& ledger, const std::string& state) {
  return the(ledger.number("SELECT COUNT(*) FROM outbox WHERE state = :state", {{"state", state}}))
      .value_or(-1);
}

}  // namespace gh::tests
