// The latest audit and the checklist, put together into one assessment.
#pragma once

#include "app/house.h"
#include "assess/audit.h"

namespace gh::app {

/// err: what the vault's or a file's trouble is. A person who never scanned gets an assessment in which
/// nothing was looked at and every account is unchecked.
base::Result<assess::Assessment> assess_latest(const House& house);

/// The exit code's verdict: exposed, partly_unchecked or done. `fail_on` is the lowest severity that counts.
enum class Verdict { nothing_exposed, exposed, partly_unchecked };
Verdict verdict(const assess::Assessment& assessment, checklist::Severity fail_on);

}  // namespace gh::app
