// From outbox rows to finished mails: looks up the campaign once, makes each person's invitation known to the
// ledger, and composes. What is sent is decided elsewhere.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "hr/mail/compose.h"

namespace gh::hr {

class PostOffice {
 public:
  /// `ledger` must outlive it.
  PostOffice(Ledger& ledger, MailProfile profile, std::filesystem::path share);

  const MailProfile& profile() const { return profile_; }

  /// Writes the invitations of these mails' people into the ledger, where they are not yet. To be called in
  /// the transaction that claims them.
  base::Result<void> register_invitations(const std::vector<OutboxMail>& mails);

  /// err: bad_configuration for a language without a file, bad_data for a mail that cannot be written
  base::Result<base::Mail> write(const OutboxMail& mail, Moment now);

 private:
  struct Known {
    CampaignWords words;
    std::vector<Language> languages;
  };
  base::Result<const Known*> campaign(std::int64_t id);

  Ledger& ledger_;
  MailProfile profile_;
  std::filesystem::path share_;
  std::map<std::int64_t, Known> campaigns_;
};

}  // namespace gh::hr
