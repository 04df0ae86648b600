// Receipts: pasted, in files, or the short code on a slip of paper.
#include <algorithm>
#include <fmt/format.h>

#include "hr/desk/place.h"
#include "hr/receipts/inbox.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<View> form(const Visit&) { return View{"receipts", "Receipts"}; }

Result<Deed> take(const Visit& visit) {
  std::vector<Handed> all;
  const std::string pasted = visit.typed("receipts"), paper = visit.typed("paper");
  if (pasted.empty() && paper.empty() && visit.uploads.empty())
    return Error{ErrorKind::usage, "there is nothing to take", "",
                 "paste a receipt, choose its file, or type a slip's code"};
  for (const serve::Upload& upload : visit.uploads) {
    auto taken = take_text(visit.ledger, upload.bytes, upload.name, "file", visit.setting.today);
    if (!taken) return taken.error();
    all.insert(all.end(), taken->begin(), taken->end());
  }
  if (!pasted.empty()) {
    auto taken = take_text(visit.ledger, pasted, "the receipt", "code", visit.setting.today);
    if (!taken) return taken.error();
    all.insert(all.end(), taken->begin(), taken->end());
  }
  if (!paper.empty()) {
    const auto on = visit.day("on");
    if (!on) return on.error();
    const auto taken =
        take_paper(visit.ledger, paper, on->value_or(visit.setting.today), visit.setting.today);
    if (!taken) return taken.error();
    all.push_back({"the slip", *taken});
  }
  View view{"receipts", "Receipts"};
  view.values["taken"] = ordered_json::array();
  for (const Handed& one : all)
    view.values["taken"].push_back({{"where", one.where}, {"sentence", sentence(one.taken.verdict)}});
  view.values["any"] = true;
  const auto good = std::count_if(all.begin(), all.end(),
                                  [](const Handed& one) { return one.taken.verdict == Verdict::taken; });
  return Deed{counted(good, "receipt", "receipts"), "/receipts", std::move(view)};
}

}  // namespace

std::vector<Place> receipt_places() {
  return {{.path = "/receipts", .show = form}, {.path = "/receipts", .act = "receipts take", .deed = take}};
}

}  // namespace gh::hr
