// What the ledger holds about one person, all of it, on one screen; erased on request; and what time erases.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "hr/adjust.h"

namespace gh::hr {

/// Everything, table by table: {"person", "posts", "adjustments", "campaigns", "mail", "receipts"}. Codes are
/// not in it: they are never kept.
base::Result<nlohmann::ordered_json> everything_about(Ledger& ledger, const Person& person);

/// The same in words.
std::string spell_held(const nlohmann::ordered_json& held);

/// Erases the person: name, address, posts, exceptions, mail, invitations and receipts. What stays of each
/// campaign is a count: asked at this school in this role, done or not. Returns how many rows went.
base::Result<std::int64_t> erase(Ledger& ledger, const Person& person);

/// What is due to go: everything of campaigns before the newest two that were confirmed but their published
/// figures, and people who left before the older of the two opened.
struct Retention {
  std::vector<std::string> campaigns;  // whose people are forgotten
  std::int64_t assignments = 0, people = 0, mail = 0, notes = 0;
};
base::Result<Retention> apply_retention(Ledger& ledger, base::Day today, bool keep);

}  // namespace gh::hr
