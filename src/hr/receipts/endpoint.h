// The place that receipts are posted to, behind the trust's own reverse proxy. Only a POST changes anything;
// whoever follows a link, or a crawler that follows all of them, changes nothing. Posting one again is
// answered in the same words and changes nothing either.
#pragma once

#include <functional>
#include <vector>

#include "hr/ledger.h"
#include "serve/routes.h"

namespace gh::hr {

/// POST /receipts with one receipt anywhere in its body; GET / says what this is. `ledger` and `today` must
/// outlive the routes.
std::vector<serve::Route> receipt_routes(Ledger& ledger, const std::function<base::Day()>& today);

}  // namespace gh::hr
