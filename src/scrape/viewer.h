// Who looked at a page when somebody saved it. A copy saved while logged in shows what members see, or what
// its owner alone sees; it must not be told as what everybody sees.
#pragma once

#include <vector>

#include "base/visibility.h"
#include "scrape/definition.h"
#include "scrape/rulebook.h"

namespace gh::scrape {

/// By the signs that the definitions name (ViewerRule).
/// out: passer_by when a way to log in is there and none to log out; member when somebody was logged in;
///      unknown when it was the owner (who sees more than members do), or when there is no sign
base::Visibility viewer_of(const PageAnswers& answers, const std::vector<const Definition*>& applied);

}  // namespace gh::scrape
