#include "hr/mail/compose.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/calendar.h"
#include "base/text.h"
#include "receipt/code.h"

namespace gh::hr {
namespace {

using base::Result;

constexpr std::int64_t too_few_to_tell = 5;  // data protection: a manager could tell who it is

Fields fields_of(const MailProfile& profile, const CampaignWords& campaign, const OutboxMail& mail,
                 const std::optional<receipt::Invitation>& invitation) {
  Fields fields{{"name", mail.name},           {"campaign", campaign.name},
                {"where", campaign.where},     {"when", campaign.when},
                {"contact", campaign.contact}, {"verify", campaign.verify},
                {"links", campaign.links},     {"minutes", std::to_string(campaign.minutes)},
                {"formats", campaign.formats}, {"school", mail.school_name}};
  if (invitation) {
    fields["code"] = receipt::spell(*invitation);
    fields["paper"] = receipt::spell_code(receipt::record_of(*invitation).paper_code);
    if (!profile.start_page.empty()) fields["start"] = receipt::link(*invitation, profile.start_page);
  }
  return fields;
}

void say_in(const Language& language, const OutboxMail& mail, std::int64_t count, Fields& fields) {
  const auto deadline = base::parse_day(mail.deadline);
  fields["deadline"] = deadline ? spell_day(language, *deadline) : mail.deadline;
  fields["count"] = count > 0 && count < too_few_to_tell ? language.few : std::to_string(count);
}

std::string one_line(const std::string& text) { return base::collapse_blanks(text); }

/// The entry's sequence rises with every mail, and the last takes it away.
base::AttachedFile calendar_entry(const MailProfile& profile, const CampaignWords& campaign,
                                  const Language& language, const OutboxMail& mail, const Fields& fields,
                                  Moment now) {
  base::Appointment appointment;
  appointment.uid = fmt::format("gh.{}.{}@{}", campaign.tag, mail.assignment, profile.domain());
  appointment.sequence = static_cast<int>(mail.step);
  appointment.cancelled = mail.kind == "done";
  appointment.day = base::parse_day(mail.deadline).value_or(base::Day{});
  if (const auto words = language.kinds.find("calendar"); words != language.kinds.end()) {
    appointment.summary = one_line(fill_in(words->second.subject, fields));
    appointment.description = fill_in(words->second.text, fields);
  }
  appointment.organizer = profile.from;
  appointment.stamp = now;
  const std::string method = appointment.cancelled ? "CANCEL" : "PUBLISH";
  return {"last-day.ics", fmt::format("text/calendar; method={}; charset=utf-8", method),
          base::write_calendar(appointment)};
}

}  // namespace

Result<std::optional<receipt::Invitation>> invitation_for(const CampaignWords& campaign,
                                                          const OutboxMail& mail) {
  if (mail.assignment == 0) return std::optional<receipt::Invitation>();
  const auto invitation =
      receipt::issue_invitation(campaign.invitation_key, campaign.tag, std::to_string(mail.assignment), 1);
  if (!invitation) return invitation.error();
  return std::optional(*invitation);
}

std::string message_id(const std::string& tag, std::int64_t outbox_id, const std::string& domain) {
  return fmt::format("gh.{}.{}@{}", tag, outbox_id, domain);
}

std::optional<std::int64_t> outbox_id_of(std::string_view message_id, std::string_view tag) {
  const std::string begin = fmt::format("gh.{}.", tag);
  if (!message_id.starts_with(begin)) return std::nullopt;
  message_id.remove_prefix(begin.size());
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(message_id.data(), message_id.data() + message_id.size(), id);
  const bool whole =
      error == std::errc() && end != message_id.data() + message_id.size() && *end == '@' && id > 0;
  return whole ? std::optional(id) : std::nullopt;
}

Result<base::Mail> compose(const MailProfile& profile, const CampaignWords& campaign,
                           const std::vector<Language>& languages, const OutboxMail& mail, std::int64_t count,
                           Moment now) {
  const auto invitation = invitation_for(campaign, mail);
  if (!invitation) return invitation.error();
  Fields fields = fields_of(profile, campaign, mail, *invitation);
  base::Mail written;
  std::string page_language;
  for (const Language& language : languages) {
    const auto words = language.kinds.find(mail.kind);
    if (words == language.kinds.end())
      return base::Error{base::ErrorKind::bad_data, fmt::format("no mail is of the kind \"{}\"", mail.kind),
                         "", ""};
    say_in(language, mail, count, fields);
    const bool first = written.text.empty();
    written.subject += (first ? "" : " / ") + one_line(fill_in(words->second.subject, fields));
    written.text += (first ? "" : "\n* * *\n\n") + fill_in(words->second.text, fields);
    if (!first) continue;
    page_language = language.id;
    if (*invitation) written.attached = {calendar_entry(profile, campaign, language, mail, fields, now)};
  }
  written.from = {profile.from_name, profile.from};
  written.to = {mail.name, mail.address};
  written.reply_to = profile.reply_to;
  written.date = now;
  written.message_id = message_id(campaign.tag, mail.id, profile.domain());
  written.page = page_of(written.text, page_language);
  written.automatic = true;
  return written;
}

}  // namespace gh::hr
