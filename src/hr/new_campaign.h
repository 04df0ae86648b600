// A campaign's plan from its template and the checklist that staff have.
#pragma once

#include <filesystem>

#include "hr/campaign_plan.h"

namespace gh::hr {

struct NewCampaign {
  std::filesystem::path file;       // the template; empty for data/hr/campaign.toml
  std::filesystem::path checklist;  // empty for the installed one that the template names
  PlanChoices choices;
};

/// err: those of read_template(); bad_configuration when the checklist is another than the template names
base::Result<CampaignPlan> plan_campaign(const std::filesystem::path& share, const NewCampaign& wanted,
                                         base::Day today);

}  // namespace gh::hr
