// One mail of a campaign, put together: words in the campaign's languages, the person's invitation, an entry
// for their calendar. Pure: the same input gives the same bytes. Nothing in it can be counted when it is
// read: no pictures, no addresses that differ but for the code behind a "#", which no server is sent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/mail.h"
#include "base/result.h"
#include "hr/mail/profile.h"
#include "hr/mail/words.h"
#include "hr/outbox.h"
#include "receipt/invitation.h"

namespace gh::hr {

/// What all mails of one campaign have in common.
struct CampaignWords {
  std::string name;
  std::string tag;
  std::string invitation_key;
  std::string where, when, contact, verify;
  std::string formats;  // "large print, braille"
  std::string links;    // a line each: "Title: address"
  std::int64_t minutes = 25;
  std::vector<std::string> languages;  // ids, in the order in which they stand in a mail
};

/// From a campaign's row of the ledger. err: bad_configuration for a plan that cannot be read
base::Result<CampaignWords> words_of(const std::string& name, const std::string& tag, const std::string& key,
                                     const std::string& plan);

/// The invitation of this mail's person: the same in each of their mails. Nothing for a manager's count.
base::Result<std::optional<receipt::Invitation>> invitation_for(const CampaignWords& campaign,
                                                                const OutboxMail& mail);

/// "gh.TAG.ID@domain": leads back to the outbox's row, and is the same however often it is sent.
std::string message_id(const std::string& tag, std::int64_t outbox_id, const std::string& domain);

/// The row of a message id of ours; nothing for any other.
std::optional<std::int64_t> outbox_id_of(std::string_view message_id, std::string_view tag);

/// in: `count` for a manager: how many of the school have not finished
base::Result<base::Mail> compose(const MailProfile& profile, const CampaignWords& campaign,
                                 const std::vector<Language>& languages, const OutboxMail& mail,
                                 std::int64_t count, Moment now);

}  // namespace gh::hr
