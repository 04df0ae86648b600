#include "hr/receipts/endpoint.h"

#include "hr/receipts/take.h"
#include "receipt/envelope.h"

namespace gh::hr {
namespace {

/// What a door that is open to everybody may be told: done (and done before), refused, or try again.
int status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::taken:
    case Verdict::already_taken:
      return 200;
    case Verdict::not_a_receipt:
      return 400;
    case Verdict::closed_campaign:
    case Verdict::unknown_campaign:
    case Verdict::other_checklist:
      return 409;
    default:
      return 403;
  }
}

serve::Response take_posted(Ledger& ledger, const serve::Request& request, base::Day today) {
  const std::vector<std::string> receipts = receipt::find_receipts(readable(request.body), 2);
  if (receipts.size() != 1) return serve::plain(400, sentence(Verdict::not_a_receipt));
  const auto taken = take_receipt(ledger, receipts.front(), "post", today);
  if (!taken)
    return serve::plain(503, "It could not be taken just now. Nothing was changed; try again later.");
  return serve::plain(status_of(taken->verdict), sentence(taken->verdict));
}

}  // namespace

std::vector<serve::Route> receipt_routes(Ledger& ledger, const std::function<base::Day()>& today) {
  return {
      {"GET", "/",
       [](const serve::Request&) {
         return serve::plain(200, "Receipts of Glasshouse are handed in here. There is nothing else to see.");
       }},
      {"POST", "/receipts",
       [&ledger, &today](const serve::Request& request) { return take_posted(ledger, request, today()); }},
  };
}

}  // namespace gh::hr
