// Reading mails that others have written: headers, and the text of each part, decoded. As much as bounces and
// receipts need, and no more: nothing of a mail is run, shown or fetched. Mail is hostile input: every bound
// is fixed, nothing is recursive without one, and no part can be larger than the mail.
// Follows RFC 5322 and RFC 2045 to 2046, and is forgiving where programs are known not to.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gh::hr {

/// Header fields in order, names in small letters, folded lines joined.
using MailFields = std::vector<std::pair<std::string, std::string>>;

/// The first of that name; empty when there is none.
std::string_view field(const MailFields& fields, std::string_view name);

struct MailPart {
  std::string type;   // "text/plain", in small letters, without parameters
  std::string bytes;  // decoded from base64 or quoted-printable; its charset as it came
};

struct ReadMail {
  MailFields fields;
  std::vector<MailPart> parts;  // in order; what is not multipart itself
};

ReadMail read_mail(std::string_view bytes);

/// Fields up to the first blank line, and where the rest begins.
std::pair<MailFields, std::string_view> split_fields(std::string_view text);

/// The mails of a mailbox file ("From " lines between them) or of a Maildir's new/ and cur/. A single mail in
/// a file counts as a mailbox of one. At most 64 MiB a file.
base::Result<std::vector<std::string>> mails_in(const std::filesystem::path& mailbox);

/// The mails of a mailbox file's bytes.
std::vector<std::string> split_mailbox(std::string_view bytes);

}  // namespace gh::hr
