// A ledger with people in it, and a campaign, for tests of what happens to them. On both engines.
#pragma once

#include <fstream>

#include "base/file.h"
#include "hr/adjust.h"
#include "hr/campaign.h"
#include "hr/ledgers.h"
#include "hr/reminders.h"
#include "hr/roster_import.h"

namespace gh::tests {

inline base::Day day(const std::string& iso) { return base::parse_day(iso).value(); }

struct Office {
  TemporaryFolder folder;

  /// A file of this name with these bytes.
  std::string file(const std::string& bytes, const std::string& name = "staff.csv") {
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  hr::ImportOptions options(const std::string& bytes) {
    hr::ImportOptions options;
    options.source.file = file(bytes);
    return options;
  }

  hr::Import import(hr::Ledger& ledger, const std::string& bytes, const std::string& today = "2026-11-02") {
    return the(hr::import_roster(ledger, GH_ROOT, options(bytes), day(today)));
  }

  /// A running campaign from 2 November to 11 December 2026, without a calendar.
  hr::Campaign running(hr::Ledger& ledger, const std::string& name = "A") {
    hr::CampaignPlan plan;
    plan.name = name;
    plan.checklist_id = "c";
    plan.checklist_version = "1";
    plan.opens_on = day("2026-11-02");
    plan.deadline = day("2026-12-11");
    const hr::Campaign draft = the(hr::make_campaign(ledger, plan));
    const std::int64_t people = the(hr::people_to_ask(ledger, plan.opens_on));
    fine(hr::confirm(ledger, draft, people, "Ann", plan.opens_on));
    return the(hr::find_campaign(ledger, name));
  }

  template <class Check>
  void on_both(Check check) {
    for (const std::string& place : fresh_places(folder)) {
      BOOST_TEST_CONTEXT(place) {
        hr::Ledger ledger = the(hr::Ledger::open(place));
        check(ledger);
      }
    }
  }
};

inline std::string text_of(hr::Ledger& ledger, const std::string& sql) {
  std::string all;
  for (const std::string& one : the(ledger.rows(sql, 1, {}, [](const hr::Row& row) { return row.text(0); })))
    all += (all.empty() ? "" : " ") + one;
  return all;
}

}  // namespace gh::tests
