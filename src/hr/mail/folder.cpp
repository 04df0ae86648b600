#include "hr/mail/folder.h"

#include <fmt/format.h>

#include "base/file.h"
#include "hr/figures_report.h"

namespace gh::hr {
namespace {

using base::Result;

constexpr std::int64_t at_once = 200;
constexpr std::string_view heading = "address,name,subject,text,message_id\r\n";

/// The mails of one go: claimed when they are to count as sent.
Result<std::vector<OutboxMail>> next_mails(Ledger& ledger, PostOffice& office, const Claim& claimed,
                                           bool as_sent, std::int64_t after) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  auto mails = as_sent ? claim(ledger, claimed) : waiting_mails(ledger, claimed.now, after, claimed.most);
  if (!mails) return mails;
  if (auto known = office.register_invitations(*mails); !known) return known.error();
  if (auto committed = transaction->commit(); !committed) return committed.error();
  return mails;
}

Result<void> write_files(const std::filesystem::path& folder, std::int64_t id, const base::Mail& mail,
                         const std::string& bytes) {
  const std::string name = fmt::format("mail-{:07}", id);
  if (auto written = base::write_file(folder / (name + ".eml"), bytes, /*secret=*/true); !written)
    return written;
  if (mail.attached.empty()) return {};
  return base::write_file(folder / (name + ".ics"), mail.attached.front().bytes, /*secret=*/true);
}

std::string merge_line(const base::Mail& mail) {
  return fmt::format("{},{},{},{},{}\r\n", csv_value(mail.to.address), csv_value(mail.to.name),
                     csv_value(mail.subject), csv_value(mail.text), csv_value(mail.message_id));
}

Result<void> settle_all(Ledger& ledger, const std::string& sender, Moment now,
                        const std::vector<Settlement>& settlements) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  if (auto settled = settle(ledger, sender, now, settlements); !settled) return settled;
  return transaction->commit();
}

}  // namespace

Result<FolderReport> write_folder(Ledger& ledger, PostOffice& office, const std::filesystem::path& folder,
                                  const std::string& sender, Moment now, bool as_sent) {
  FolderReport report;
  std::string merge(heading);
  std::int64_t after = 0;
  while (true) {
    const auto mails = next_mails(ledger, office, {sender, now, 900, at_once}, as_sent, after);
    if (!mails) return mails.error();
    if (mails->empty()) break;
    std::vector<Settlement> settlements;
    for (const OutboxMail& one : *mails) {
      after = std::max(after, one.id);
      const auto mail = office.write(one, now);
      const auto bytes = mail ? base::write_mail(*mail) : Result<std::string>(mail.error());
      if (!bytes) {
        ++report.failed;
        settlements.push_back({one.id, "failed", base::sentence(bytes.error()), 0});
        continue;
      }
      if (auto written = write_files(folder, one.id, *mail, *bytes); !written) return written.error();
      merge += merge_line(*mail);
      ++report.written;
      settlements.push_back({one.id, "sent", "written to a folder", 0});
    }
    if (!as_sent) continue;
    if (auto settled = settle_all(ledger, sender, now, settlements); !settled) return settled.error();
  }
  if (auto written = base::write_file(folder / "merge.csv", merge, /*secret=*/true); !written)
    return written.error();
  return report;
}

}  // namespace gh::hr
