#include "hr/mail/bounces.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "hr/address.h"
#include "hr/mail/read_mail.h"

namespace gh::hr {
namespace {

using base::Result;

constexpr std::size_t most_receivers = 1'000;
constexpr std::size_t longest_words = 300;

std::string_view inside_brackets(std::string_view text) {
  const std::size_t open = text.find('<');
  const std::size_t close = open == text.npos ? text.npos : text.find('>', open);
  return close == text.npos ? base::trim(text) : text.substr(open + 1, close - open - 1);
}

/// "rfc822;somebody@example.org" without its kind.
std::string address_in(std::string_view value) {
  const std::size_t kind = value.find(';');
  return base::lower_ascii(inside_brackets(base::trim(kind == value.npos ? value : value.substr(kind + 1))));
}

/// The Message-ID of the mail that came back: in its headers, which the notice carries.
std::string returned_id(const ReadMail& mail) {
  for (const MailPart& part : mail.parts) {
    if (part.type != "message/rfc822" && part.type != "text/rfc822-headers" &&
        part.type != "message/rfc822-headers")
      continue;
    const MailFields fields = split_fields(part.bytes).first;
    if (const auto id = inside_brackets(field(fields, "message-id")); !id.empty()) return std::string(id);
  }
  return std::string(inside_brackets(field(mail.fields, "in-reply-to")));
}

std::optional<Bounce> bounce_of(const MailFields& fields, const std::string& id) {
  Bounce bounce;
  bounce.message_id = id;
  const std::string_view original = field(fields, "original-recipient");
  bounce.address = address_in(original.empty() ? field(fields, "final-recipient") : original);
  bounce.action = base::lower_ascii(base::trim(field(fields, "action")));
  bounce.status = std::string(base::trim(field(fields, "status")).substr(0, 20));
  bounce.words =
      base::shorten(base::for_terminal(base::make_utf8(field(fields, "diagnostic-code"))), longest_words);
  if (bounce.address.empty() || bounce.action.empty()) return std::nullopt;
  return bounce;
}

/// The groups of fields of a delivery status: first the mail's, then one for each receiver.
std::vector<Bounce> receivers_in(std::string_view status, const std::string& id) {
  std::vector<Bounce> bounces;
  while (!status.empty() && bounces.size() < most_receivers) {
    const auto [fields, rest] = split_fields(status);
    if (rest.size() == status.size()) break;  // what is there are no fields
    status = rest;
    if (auto bounce = bounce_of(fields, id)) bounces.push_back(std::move(*bounce));
  }
  return bounces;
}

/// "gh.TAG.ID@domain" in two parts.
struct OurId {
  std::string tag;
  std::int64_t row = 0;
};
std::optional<OurId> our_id(std::string_view id) {
  const std::string_view local = id.substr(0, id.find('@'));
  const auto parts = base::split(local, '.');
  if (local.size() == id.size() || parts.size() != 3 || parts[0] != "gh") return std::nullopt;
  OurId ours{std::string(parts[1]), 0};
  const char* end = parts[2].data() + parts[2].size();
  const auto [stop, error] = std::from_chars(parts[2].data(), end, ours.row);
  return error == std::errc() && stop == end ? std::optional(ours) : std::nullopt;
}

struct MailRow {
  std::string state, address;
};

Result<std::optional<MailRow>> row_of(Ledger& ledger, const OurId& id) {
  const auto rows = ledger.rows(
      "SELECT o.state, COALESCE(p.address, s.manager, '') FROM outbox o JOIN campaigns c ON c.id = "
      "o.campaign "
      "LEFT JOIN assignments a ON a.id = o.assignment LEFT JOIN people p ON p.id = a.person "
      "LEFT JOIN schools s ON s.id = o.school WHERE o.id = :id AND c.tag = :tag",
      2, {{"id", id.row}, {"tag", id.tag}}, [](const Row& row) {
        return MailRow{row.text(0), row.text(1)};
      });
  if (!rows) return rows.error();
  return rows->empty() ? std::nullopt : std::optional(rows->front());
}

Result<void> take(Ledger& ledger, const Bounce& bounce, BounceReport& report) {
  const auto id = our_id(bounce.message_id);
  const auto row = id ? row_of(ledger, *id) : Result<std::optional<MailRow>>(std::nullopt);
  if (!row) return row.error();
  if (!*row || address_key((*row)->address) != bounce.address) {
    ++report.unmatched;
  } else if (bounce.action != "failed") {
    ++report.delayed;
  } else if ((*row)->state != "sent" && (*row)->state != "unknown") {
    ++report.known;
  } else {
    ++report.bounced;
    const auto done =
        ledger.run("UPDATE outbox SET state = 'bounced', reply = :reply WHERE id = :id",
                   {{"reply", std::string(base::trim(bounce.status + " " + bounce.words))}, {"id", id->row}});
    if (!done) return done.error();
  }
  return {};
}

}  // namespace

std::vector<Bounce> read_bounces(std::string_view bytes) {
  const ReadMail mail = read_mail(bytes);
  const std::string id = returned_id(mail);
  for (const MailPart& part : mail.parts) {
    if (part.type == "message/delivery-status" || part.type == "message/global-delivery-status")
      return receivers_in(part.bytes, id);
  }
  return {};
}

Result<BounceReport> take_bounces(Ledger& ledger, const std::filesystem::path& mailbox) {
  const auto mails = mails_in(mailbox);
  if (!mails) return mails.error();
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  BounceReport report;
  for (const std::string& mail : *mails) {
    ++report.mails;
    for (const Bounce& bounce : read_bounces(mail)) {
      if (auto taken = take(ledger, bounce, report); !taken) return taken.error();
    }
  }
  if (auto committed = transaction->commit(); !committed) return committed.error();
  return report;
}

}  // namespace gh::hr
