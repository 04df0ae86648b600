#include "hr/receipts/take.h"

#include <array>
#include <optional>

#include "hr/completion.h"
#include "hr/mail/read_mail.h"
#include "receipt/envelope.h"
#include "receipt/receipt.h"

namespace gh::hr {
namespace {

using base::Result;

struct VerdictRow {
  std::string_view name;
  std::string_view sentence;
};
constexpr std::array<VerdictRow, 10> verdicts{{
    {"taken", "Thank you. The receipt was taken, and you are done for this year."},
    {"already_taken",
     "A receipt for this invitation was taken before. Nothing was changed, and you are done."},
    {"not_a_receipt", "This is not a whole receipt. Make it again, and hand in the file or all of its code."},
    {"unknown_campaign",
     "This receipt belongs to a campaign that is not known here. Use this year's invitation."},
    {"closed_campaign", "This receipt belongs to a campaign that is over. Use this year's invitation."},
    {"unknown_invitation",
     "This receipt's invitation is not known here or was withdrawn. Ask HR for a new one."},
    {"bad_signature", "This receipt was altered, or was not made with its invitation. Make it again."},
    {"other_checklist",
     "This receipt is for another checklist, or another version of it. Bring Glasshouse up to date and "
     "finish again."},
    {"impossible_day",
     "The day in this receipt cannot be right. Set your computer's date and make the receipt again."},
    {"unknown_paper_code",
     "This paper code is not known here, or its campaign is over. Compare it with the slip."},
}};

struct CampaignRow {
  std::int64_t id = 0;
  std::string state, checklist, digest;
  base::Day opens_on;
};

struct InvitationRow {
  std::int64_t assignment = 0;
  std::int64_t campaign = 0;
  std::string public_key, state, assignment_state, id;
};

Result<std::optional<CampaignRow>> campaign_of(Ledger& ledger, const std::string& tag) {
  const auto rows = ledger.rows(
      "SELECT id, state, checklist_id, checklist_digest, opens_on FROM campaigns WHERE tag = :tag", 5,
      {{"tag", tag}}, [](const Row& row) {
        return CampaignRow{row.integer(0), row.text(1), row.text(2), row.text(3), row.day(4)};
      });
  if (!rows) return rows.error();
  return rows->empty() ? std::nullopt : std::optional(rows->front());
}

Result<std::vector<InvitationRow>> invitations_where(Ledger& ledger, const std::string& condition,
                                                     const Bind& bind) {
  return ledger.rows(
      "SELECT i.assignment, a.campaign, i.public_key, i.state, a.state, i.id FROM invitations i "
      "JOIN assignments a ON a.id = i.assignment JOIN campaigns c ON c.id = a.campaign WHERE " +
          condition,
      6, {bind}, [](const Row& row) {
        return InvitationRow{row.integer(0), row.integer(1), row.text(2),
                             row.text(3),    row.text(4),    row.text(5)};
      });
}

/// All that can be said without the invitation.
Verdict judge(const receipt::Receipt& receipt, const CampaignRow& campaign, base::Day today) {
  if (campaign.state != "running" && campaign.state != "paused") return Verdict::closed_campaign;
  const receipt::Completion& done = receipt.completion;
  if (done.checklist != campaign.checklist || done.digest != campaign.digest) return Verdict::other_checklist;
  // A day of grace: far in the east it is tomorrow already.
  if (done.done < campaign.opens_on || done.done > today + std::chrono::days(1))
    return Verdict::impossible_day;
  return Verdict::taken;
}

Result<Taken> finish(Ledger& ledger, const InvitationRow& invitation, Completion completion) {
  completion.assignment = invitation.assignment;
  const auto done = complete(ledger, completion);
  if (!done) return done.error();
  if (!*done) {
    const bool before = invitation.assignment_state == "done";
    return Taken{before ? Verdict::already_taken : Verdict::unknown_invitation, invitation.assignment};
  }
  const auto used =
      ledger.run("UPDATE invitations SET state = 'done' WHERE id = :id", {{"id", invitation.id}});
  if (!used) return used.error();
  return Taken{Verdict::taken, invitation.assignment};
}

/// Inside a transaction.
Result<Taken> take(Ledger& ledger, std::string_view text, const std::string& route, base::Day today) {
  const auto receipt = receipt::read_receipt(text);
  if (!receipt) return Taken{Verdict::not_a_receipt};
  const auto campaign = campaign_of(ledger, receipt->campaign);
  if (!campaign) return campaign.error();
  if (!*campaign) return Taken{Verdict::unknown_campaign};
  const auto found = invitations_where(ledger, "i.id = :id", {"id", receipt->invitation});
  if (!found) return found.error();
  if (const Verdict verdict = judge(*receipt, **campaign, today); verdict == Verdict::closed_campaign)
    return Taken{verdict};  // its invitations are erased, so nothing more can be said
  if (found->empty() || found->front().campaign != (*campaign)->id) return Taken{Verdict::unknown_invitation};
  const InvitationRow& invitation = found->front();
  if (!receipt::is_signed_by(text, invitation.public_key)) return Taken{Verdict::bad_signature};
  if (invitation.state == "withdrawn") return Taken{Verdict::unknown_invitation};
  if (const Verdict verdict = judge(*receipt, **campaign, today); verdict != Verdict::taken)
    return Taken{verdict, invitation.assignment};
  return finish(ledger, invitation,
                {0, receipt->completion.done, today, route, receipt->completion.tool, std::string(text)});
}

template <class Work>
Result<Taken> in_transaction(Ledger& ledger, Work work) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  auto taken = work();
  if (!taken) return taken;
  // Where nothing was taken there is nothing to keep; but this may be a part of a longer transaction.
  if (auto committed = transaction->commit(); !committed) return committed.error();
  return taken;
}

}  // namespace

std::string_view name(Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)].name; }
std::string_view sentence(Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)].sentence; }

Result<Taken> take_receipt(Ledger& ledger, std::string_view text, const std::string& route, base::Day today) {
  return in_transaction(ledger, [&] { return take(ledger, text, route, today); });
}

Result<Taken> take_paper(Ledger& ledger, std::string_view typed, base::Day completed, base::Day today) {
  const auto code = receipt::read_paper_code(typed);
  if (!code) return code.error();
  return in_transaction(ledger, [&]() -> Result<Taken> {
    const auto found = invitations_where(
        ledger, "c.state IN ('running', 'paused') AND i.state <> 'withdrawn' AND i.paper_code = :code",
        {"code", *code});
    if (!found) return found.error();
    // Two people with one code: 45 bits make that rare, and then it is nobody's.
    if (found->size() != 1) return Taken{Verdict::unknown_paper_code};
    return finish(ledger, found->front(), {0, completed, today, "paper", "", ""});
  });
}

std::string readable(std::string_view bytes) {
  std::string text(bytes);
  for (const MailPart& part : read_mail(bytes).parts) {
    if (part.type.starts_with("text/")) text += "\n!\n" + part.bytes;  // "!" ends whatever stood before
  }
  return text;
}

}  // namespace gh::hr
