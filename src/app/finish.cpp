#include "app/finish.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "base/version.h"
#include "receipt/code.h"
#include "receipt/envelope.h"

namespace gh::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t longest_answer = 500;

Result<void> check_answers(store::Vault& vault, const checklist::Checklist& checklist) {
  const auto answers = vault.answers(checklist.id);
  if (!answers) return answers.error();
  const auto asked = checklist::employee_items(checklist);
  const auto open = std::count_if(asked.begin(), asked.end(), [&](const checklist::Item* item) {
    return checklist::find_answer(*answers, item->id) == nullptr;
  });
  if (open == 0) return {};
  return Error{ErrorKind::try_later, fmt::format("{} of {} questions are still open", open, asked.size()), "",
               "go on with: glasshouse checklist"};
}

/// A page that was really tried counts, whatever came of it: a wall is a finding about it too. So does a
/// search for one's name, which is all there is to do for somebody without a page.
Result<void> check_look(store::Vault& vault) {
  const auto audit = vault.latest_audit();
  if (!audit) return audit.error();
  const auto hits = vault.hits();
  if (!hits) return hits.error();
  const bool looked =
      *audit && std::any_of((*audit)->results.begin(), (*audit)->results.end(),
                            [](const auto& result) { return result.state != base::State::not_checked; });
  if (looked || !hits->empty()) return {};
  return Error{
      ErrorKind::try_later, "your pages were not looked at yet", "",
      "look at them with: glasshouse scan; without any page, search your name with: glasshouse search"};
}

}  // namespace

Result<Finish> finish(const House& house, std::string_view typed, std::string_view id) {
  const auto invitation = receipt::read_invitation(typed);
  if (!invitation) return invitation.error();
  const auto file = load_checklist_file(house, id);
  if (!file) return file.error();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  if (auto complete = check_answers(*vault, file->checklist); !complete) return complete.error();
  if (auto looked = check_look(*vault); !looked) return looked.error();
  auto text = receipt::make_receipt(*invitation, {file->checklist.id, receipt::digest_of(file->bytes),
                                                  house.today, std::string(base::version())});
  if (!text) return text.error();
  auto receipt = receipt::read_receipt(*text);
  if (!receipt) return receipt.error();
  Finish done;
  done.words = receipt::words_of(*receipt);
  done.receipt = std::move(*receipt);
  done.payload = receipt::payload_of(*text);
  done.file = receipt::file_of(*text);
  done.pasteable = receipt::pasteable(*text);
  done.paper_code = receipt::spell_code(receipt::record_of(*invitation).paper_code);
  done.text = std::move(*text);
  return done;
}

Result<std::string> receipt_mail(const Finish& finish, const std::string& to) {
  base::Mail mail;
  mail.to.address = to;
  mail.subject = "Receipt of Glasshouse, campaign " + finish.receipt.campaign;
  mail.date = std::chrono::sys_seconds(finish.receipt.completion.done).time_since_epoch().count();
  mail.text = finish.file;
  mail.draft = true;
  return base::write_mail(mail);
}

std::string next_year(const Finish& finish, std::int64_t now) {
  using namespace std::chrono;
  year_month_day day = year_month_day(finish.receipt.completion.done) + years(1);
  if (!day.ok()) day = day.year() / day.month() / last;  // 29 February
  base::Appointment appointment;
  appointment.uid = fmt::format("{}-{}@glasshouse", base::lower_ascii(finish.receipt.invitation),
                                static_cast<int>(day.year()));
  appointment.day = sys_days(day);
  appointment.summary = "Look at my own pages again (Glasshouse)";
  appointment.description = "At home, on your own device: glasshouse audit";
  appointment.stamp = now;
  return base::write_calendar(appointment);
}

Result<net::Address> receipt_address(std::string_view url, const std::vector<net::AllowedHost>& opened) {
  const auto address = net::parse_address(url);
  if (!address) return address.error();
  const bool is_opened = std::any_of(opened.begin(), opened.end(), [&](const net::AllowedHost& host) {
    return base::equal_ignoring_case(host.host, address->host) && host.port == address->port;
  });
  if (address->scheme == "https" || is_opened) return *address;
  return Error{ErrorKind::not_permitted, "a receipt is not sent in the clear", address->host,
               "the address must begin with https"};
}

Result<std::string> post_receipt(const net::Address& address, const Finish& finish, net::Policy policy) {
  policy.user_agent = "glasshouse/" + std::string(base::version());
  net::Response answer;
  net::Transfers transfers(std::move(policy));
  transfers.post(address.url(), {"application/jose", finish.text},
                 [&](net::Response response) { answer = std::move(response); });
  transfers.run();
  if (answer.outcome != net::Outcome::answered)
    return Error{ErrorKind::unavailable, answer.detail, address.host, "nothing was taken; try again later"};
  const std::string said =
      base::shorten(base::for_terminal(base::make_utf8(base::trim(answer.body))), longest_answer);
  if (answer.status == 200) return said;
  return Error{ErrorKind::not_permitted, said.empty() ? "it was not taken" : said, address.host,
               "ask HR, or hand the receipt in as a file"};
}

}  // namespace gh::app
