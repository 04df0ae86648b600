// The latest audit and the checklist, put together into one assessment.
#pragma once

#include <vector>

#include "app/house.h"
#include "assess/audit.h"

namespace gh::app {

/// err: what the vault's or a file's trouble is. A person who never scanned gets an assessment in which
/// nothing was looked at and every account is unchecked.
base::Result<assess::Assessment> assess_latest(const House& house);

/// The exit code's verdict: exposed, partly_unchecked or done. `fail_on` is the lowest severity that counts.
enum class Verdict { nothing_exposed, exposed, partly_unchecked };
Verdict verdict(const assess::Assessment& assessment, checklist::Severity fail_on);

/// True when one of the findings is about the person and its item's severity is `fail_on` or worse. A finding
/// whose clause this house's checklist does not have counts, at any severity.
bool exposes(const House& house, const std::vector<detect::Finding>& findings, checklist::Severity fail_on);

}  // namespace gh::app
