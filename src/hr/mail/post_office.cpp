#include "hr/mail/post_office.h"

#include <fmt/format.h>

namespace gh::hr {
namespace {

using base::Result;

struct CampaignRow {
  std::string name, tag, key, plan;
};

Result<CampaignRow> campaign_row(Ledger& ledger, std::int64_t id) {
  const auto rows =
      ledger.rows("SELECT name, tag, COALESCE(invitation_key, ''), template FROM campaigns WHERE id = :id", 4,
                  {{"id", id}}, [](const Row& row) {
                    return CampaignRow{row.text(0), row.text(1), row.text(2), row.text(3)};
                  });
  if (!rows) return rows.error();
  if (rows->empty())
    return base::Error{base::ErrorKind::bad_data, fmt::format("there is no campaign number {}", id),
                       "the ledger", ""};
  return rows->front();
}

}  // namespace

PostOffice::PostOffice(Ledger& ledger, MailProfile profile, std::filesystem::path share)
    : ledger_(ledger), profile_(std::move(profile)), share_(std::move(share)) {}

Result<const PostOffice::Known*> PostOffice::campaign(std::int64_t id) {
  if (const auto found = campaigns_.find(id); found != campaigns_.end()) return &found->second;
  const auto row = campaign_row(ledger_, id);
  if (!row) return row.error();
  Known known;
  if (auto words = words_of(row->name, row->tag, row->key, row->plan)) {
    known.words = std::move(*words);
  } else {
    return words.error();
  }
  for (const std::string& language : known.words.languages) {
    auto read = read_language(share_ / "data" / "mail" / (language + ".toml"));
    if (!read) return read.error();
    known.languages.push_back(std::move(*read));
  }
  return &campaigns_.emplace(id, std::move(known)).first->second;
}

Result<void> PostOffice::register_invitations(const std::vector<OutboxMail>& mails) {
  std::vector<std::string> ids, keys, papers, states;
  std::vector<std::int64_t> assignments, issues;
  for (const OutboxMail& mail : mails) {
    if (mail.assignment == 0 || mail.kind == "done") continue;
    const auto known = campaign(mail.campaign);
    if (!known) return known.error();
    const auto invitation = invitation_for((*known)->words, mail);
    if (!invitation) return invitation.error();
    const receipt::InvitationRecord record = receipt::record_of(**invitation);
    ids.push_back(record.id);
    keys.push_back(record.public_key);
    papers.push_back(record.paper_code);
    states.emplace_back("open");
    assignments.push_back(mail.assignment);
    issues.push_back(1);
  }
  if (ids.empty()) return {};
  return ledger_.insert("invitations",
                        {{"id", ids},
                         {"assignment", assignments},
                         {"issue", issues},
                         {"public_key", keys},
                         {"paper_code", papers},
                         {"state", states}},
                        "ON CONFLICT DO NOTHING");
}

Result<base::Mail> PostOffice::write(const OutboxMail& mail, Moment now) {
  const auto known = campaign(mail.campaign);
  if (!known) return known.error();
  std::int64_t count = 0;
  if (mail.assignment == 0) {
    const auto open = ledger_.number(
        "SELECT COUNT(*) FROM assignments WHERE campaign = :campaign AND school = :school AND state = 'open'",
        {{"campaign", mail.campaign}, {"school", mail.school}});
    if (!open) return open.error();
    count = open->value_or(0);
  }
  return compose(profile_, (*known)->words, (*known)->languages, mail, count, now);
}

}  // namespace gh::hr
