// For a trust that lets no program send mail: every mail that may go now as a file, to be sent by hand or by
// a mail merge. One .eml, one .ics and one line of merge.csv for each. Written again, the same mail has the
// same files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "hr/mail/post_office.h"

namespace gh::hr {

struct FolderReport {
  std::int64_t written = 0;
  std::int64_t failed = 0;  // could not be written as a mail; they stay in the outbox as failed
};

/// in: with `as_sent` each mail counts as sent once its files are on the disk; else nothing changes in the
/// ledger but the invitations that the mails carry
/// err: cannot_write, or what the ledger's trouble is
base::Result<FolderReport> write_folder(Ledger& ledger, PostOffice& office,
                                        const std::filesystem::path& folder, const std::string& sender,
                                        Moment now, bool as_sent);

}  // namespace gh::hr
