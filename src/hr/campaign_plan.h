// What one year's campaign is: which checklist, by when, where and when staff may do it, what they are told,
// and the ladder of reminders. Read from a template (TOML, data/hr/campaign.toml is the one to copy) with the
// calendars that it names; written down whole when the campaign is made, so that later changes of those files
// change nothing of it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "hr/calendar.h"

namespace gh::hr {

struct PolicyLink {
  std::string title;
  std::string url;

  bool operator==(const PolicyLink&) const = default;
};

/// When people hear from us. Days count before the deadline; weeks after it.
struct Ladder {
  std::vector<std::int64_t> before{30, 14, 7, 1};
  std::int64_t overdue_weeks = 4;        // one reminder a week, then silence
  std::int64_t manager_after_weeks = 2;  // then the school's manager is told a count; 0: never

  bool operator==(const Ladder&) const = default;
};

struct CampaignPlan {
  std::string name;
  std::string checklist_id;
  std::string checklist_version;
  std::string checklist_digest;  // of its file, as receipts carry it
  std::string where;             // staff may do it
  std::string when;              // "in the time set aside on the training day, or ..."
  std::int64_t minutes = 25;
  std::string contact;        // whom to ask, a person or an office
  std::string verify_phrase;  // known to staff, stands in each mail
  std::vector<PolicyLink> links;
  std::vector<std::string> languages;
  std::vector<std::string> formats;
  base::Day opens_on;
  base::Day deadline;
  Ladder ladder;
  std::int64_t joiner_days = 28;  // those who join later have at least so long
  SchoolCalendar calendar;

  bool operator==(const CampaignPlan&) const = default;
};

/// What the officer says beside the template.
struct PlanChoices {
  std::string name;
  std::optional<base::Day> opens_on;
  std::optional<base::Day> deadline;
};

/// Reads a template. Days that neither it nor `choices` name: it opens on the first school day from `today`,
/// and ends six weeks later. Both are moved to a school day (later the one, earlier the other).
/// in: `calendars`, the folder of calendar files
/// err: bad_configuration with file:line:column for every mistake
base::Result<CampaignPlan> read_template(const std::filesystem::path& file,
                                         const std::filesystem::path& calendars, const PlanChoices& choices,
                                         base::Day today);

/// The whole plan as TOML, and back.
std::string write_plan(const CampaignPlan& plan);
base::Result<CampaignPlan> read_plan(const std::string& toml, const std::string& where);

}  // namespace gh::hr
