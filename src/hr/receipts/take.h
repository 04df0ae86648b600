// Taking receipts: whether one may be believed, and what follows. The answer is one sentence, which whoever
// handed it in may read: it names no person and tells nothing that is not in the receipt itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "hr/ledger.h"

namespace gh::hr {

enum class Verdict {
  taken,
  already_taken,       // this person is done: the same again, a copy, or another one
  not_a_receipt,       // cut, altered so that it does not read, or something else
  unknown_campaign,    // no campaign of that tag: another trust's, or long ago
  closed_campaign,     // last year's
  unknown_invitation,  // never given out, or withdrawn
  bad_signature,       // altered, or made without the invitation
  other_checklist,     // another checklist, or another version of it
  impossible_day,      // before the campaign began, or in the future
  unknown_paper_code,
};
std::string_view name(Verdict verdict);      // "taken", "already_taken", ...
std::string_view sentence(Verdict verdict);  // for whoever handed it in

struct Taken {
  Verdict verdict = Verdict::not_a_receipt;
  std::int64_t assignment = 0;  // whose it is, when that is known
};

/// Checks a receipt and, when all of it holds, marks its person as done, in one transaction.
/// in: `route` is "file", "code" or "post"
base::Result<Taken> take_receipt(Ledger& ledger, std::string_view text, const std::string& route,
                                 base::Day today);

/// The same for the code on a slip of paper, for somebody who handed it in on `completed`.
/// err: usage for a code that was not typed as it is on the slip
base::Result<Taken> take_paper(Ledger& ledger, std::string_view typed, base::Day completed, base::Day today);

/// The texts in which receipts may lie: the bytes of a file, and if it is a mail, its parts decoded.
std::string readable(std::string_view bytes);

}  // namespace gh::hr
