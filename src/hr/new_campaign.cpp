#include "hr/new_campaign.h"

#include <fmt/format.h>

#include "base/file.h"
#include "checklist/checklist.h"
#include "receipt/receipt.h"

namespace gh::hr {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

// The checklist's file is the one that staff have: a receipt names it by its digest.
Result<void> add_digest(CampaignPlan& plan, const std::filesystem::path& file) {
  const auto bytes = base::read_file(file);
  if (!bytes) return bytes.error();
  const auto checklist = checklist::read_checklist(*bytes, file.string());
  if (!checklist) return checklist.error();
  if (checklist->id != plan.checklist_id || checklist->version != plan.checklist_version)
    return Error{ErrorKind::bad_configuration,
                 fmt::format("this is checklist {}, version {}, not {}, version {}", checklist->id,
                             checklist->version, plan.checklist_id, plan.checklist_version),
                 file.string(), "name another with --checklist, or mend [checklist] in the template"};
  plan.checklist_digest = receipt::digest_of(*bytes);
  return {};
}

}  // namespace

Result<CampaignPlan> plan_campaign(const std::filesystem::path& share, const NewCampaign& wanted,
                                   base::Day today) {
  const std::filesystem::path file =
      wanted.file.empty() ? share / "data" / "hr" / "campaign.toml" : wanted.file;
  auto plan = read_template(file, share / "data" / "hr" / "calendars", wanted.choices, today);
  if (!plan) return plan;
  const std::filesystem::path checklist =
      wanted.checklist.empty() ? share / "checklists" / (plan->checklist_id + ".toml") : wanted.checklist;
  if (auto added = add_digest(*plan, checklist); !added) return added.error();
  return plan;
}

}  // namespace gh::hr
