// `glasshouse-hr mail`: what the plan has decided on goes out, and what came back is written down.
#include <CLI/CLI.hpp>
#include <chrono>
#include <fmt/format.h>
#include <random>
#include <thread>

#include "base/file.h"
#include "base/text.h"
#include "hr/commands/commands.h"
#include "hr/commands/stopping.h"
#include "hr/ledger_place.h"
#include "hr/mail/bounces.h"
#include "hr/mail/folder.h"
#include "hr/mail/send.h"
#include "hr/mail/smtp_transport.h"

namespace gh::hr {
namespace {

using base::ExitCode;
using base::Result;

struct Typed {
  std::string profile;
  std::filesystem::path place;  // a folder, or a mailbox
  SendOptions send;
  bool as_sent = false;
  bool failed = false, unknown = false, bounced = false;
};

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

SendWorld real_world() {
  static std::mt19937 random{std::random_device{}()};
  return {now_ms,
          [](std::chrono::milliseconds time) {
            for (; time.count() > 0 && !was_stopped(); time -= std::chrono::milliseconds(100))
              std::this_thread::sleep_for(std::min(time, std::chrono::milliseconds(100)));
          },
          [] { return std::uniform_real_distribution<>()(random); }, was_stopped, is_gone};
}

Result<MailProfile> profile_of(const Setting& setting, const Typed& typed) {
  const std::filesystem::path file = typed.profile.empty() ? base::home_in("").config / "hr" / "mail.toml"
                                                           : std::filesystem::path(typed.profile);
  return read_profile(file, setting.share);
}

Answer tell(const SendReport& report) {
  Answer answer;
  answer.json = {{"sent", report.sent},       {"deferred", report.deferred},   {"failed", report.failed},
                 {"unknown", report.unknown}, {"recovered", report.recovered}, {"trouble", report.trouble}};
  answer.text = counted(report.sent, "mail was sent", "mails were sent") + "\n";
  const auto line = [&](std::int64_t count, std::string_view one, std::string_view several) {
    if (count > 0) answer.text += counted(count, one, several) + "\n";
  };
  line(report.deferred, "waits: the mail server asked us to come again",
       "wait: the mail server asked us to come again");
  line(report.failed, "was refused for good; see `mail status`", "were refused for good; see `mail status`");
  line(report.unknown, "may have arrived: the answer was lost", "may have arrived: the answers were lost");
  line(report.recovered, "may arrive twice: an earlier sender was cut off",
       "may arrive twice: an earlier sender was cut off");
  if (report.trouble.empty()) return answer;
  answer.text +=
      "It ended early: " + base::for_terminal(report.trouble) + ". What is left stays in the outbox.\n";
  answer.code = ExitCode::try_later;
  return answer;
}

Result<Answer> send(const Setting& setting, const Typed& typed) {
  const auto profile = profile_of(setting, typed);
  if (!profile) return profile.error();
  if (auto secure = net::check(profile->server); !secure) return secure.error();
  stop_in_good_order();
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    PostOffice office(ledger, *profile, setting.share);
    SmtpTransport transport(profile->server);
    SendOptions options = typed.send;
    options.sender = sender_name();
    options.journals = is_postgresql(setting.ledger) ? base::home_in("").data / "hr" / "sending"
                                                     : std::filesystem::path(setting.ledger + ".sending");
    const auto report = send_mails(ledger, office, transport, real_world(), options);
    if (!report) return report.error();
    if (auto noted = note_done(ledger, setting, "mail send", counted(report->sent, "mail", "mails")); !noted)
      return noted.error();
    return tell(*report);
  });
}

Result<Answer> write(const Setting& setting, const Typed& typed) {
  const auto profile = profile_of(setting, typed);
  if (!profile) return profile.error();
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    PostOffice office(ledger, *profile, setting.share);
    const auto report =
        write_folder(ledger, office, typed.place, sender_name(), now_ms() / 1'000, typed.as_sent);
    if (!report) return report.error();
    if (typed.as_sent) {
      if (auto noted =
              note_done(ledger, setting, "mail write-folder", counted(report->written, "mail", "mails"));
          !noted)
        return noted.error();
    }
    Answer answer;
    answer.json = {{"written", report->written}, {"failed", report->failed}, {"as_sent", typed.as_sent}};
    answer.text = counted(report->written, "mail was written to ", "mails were written to ") +
                  typed.place.string() +
                  (typed.as_sent ? " and count as sent.\n" : "; they still wait in the outbox.\n");
    return answer;
  });
}

constexpr std::size_t most_told = 1'000;

struct Trouble {
  std::string address, state, reply;
  std::int64_t unknown_count = 0;
};

/// What an officer may want to do something about.
Result<std::vector<Trouble>> troubles(Ledger& ledger) {
  return ledger.rows(
      "SELECT COALESCE(p.address, s.manager, ''), o.state, o.reply, o.unknown_count FROM outbox o "
      "LEFT JOIN assignments a ON a.id = o.assignment LEFT JOIN people p ON p.id = a.person "
      "LEFT JOIN schools s ON s.id = o.school "
      "WHERE o.state IN ('failed', 'bounced', 'unknown') OR o.unknown_count > 0 ORDER BY o.id",
      4, {}, [](const Row& row) {
        return Trouble{row.text(0), row.text(1), row.text(2), row.integer(3)};
      });
}

std::string sentence_of(const Trouble& one) {
  if (one.state == "sent") return "may have arrived twice: an answer was lost, and it was sent again";
  if (one.state == "unknown") return "may have arrived: the answer was lost";
  return one.state + ": " + base::for_terminal(base::make_utf8(one.reply));
}

Result<Answer> status(const Setting& setting) {
  return with_ledger(setting, [](Ledger& ledger) -> Result<Answer> {
    const auto counts = ledger.rows("SELECT state, COUNT(*) FROM outbox GROUP BY state ORDER BY state", 2, {},
                                    [](const Row& row) { return std::pair(row.text(0), row.integer(1)); });
    if (!counts) return counts.error();
    const auto open = troubles(ledger);
    if (!open) return open.error();
    Answer answer;
    answer.json = {{"outbox", ordered_json::object()}, {"attention", ordered_json::array()}};
    for (const auto& [state, count] : *counts) {
      answer.json["outbox"][state] = count;
      answer.text += fmt::format("{:>9} {}\n", grouped(count), state);
    }
    std::size_t told = 0;
    for (const Trouble& one : *open) {
      answer.json["attention"].push_back({{"address", one.address},
                                          {"state", one.state},
                                          {"reply", one.reply},
                                          {"unknown_count", one.unknown_count}});
      if (++told <= most_told) answer.text += fmt::format("{} {}\n", one.address, sentence_of(one));
    }
    if (told > most_told)
      answer.text += fmt::format("and {} more; --json names them all\n",
                                 grouped(static_cast<std::int64_t>(told - most_told)));
    if (counts->empty()) answer.text = "The outbox is empty. Plan mail with `glasshouse-hr remind plan`.\n";
    return answer;
  });
}

Result<Answer> bounces(const Setting& setting, const Typed& typed) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto report = take_bounces(ledger, typed.place);
    if (!report) return report.error();
    if (auto noted =
            note_done(ledger, setting, "mail bounces", counted(report->bounced, "bounce", "bounces"));
        !noted)
      return noted.error();
    Answer answer;
    answer.json = {{"mails", report->mails},
                   {"bounced", report->bounced},
                   {"known", report->known},
                   {"delayed", report->delayed},
                   {"unmatched", report->unmatched}};
    answer.text =
        fmt::format("{} read: {} came back, {} known before, {} still under way, {} about no mail of ours\n",
                    counted(report->mails, "mail", "mails"), report->bounced, report->known, report->delayed,
                    report->unmatched);
    return answer;
  });
}

/// Back into the queue, as if never tried.
Result<Answer> retry(const Setting& setting, const Typed& typed) {
  if (!typed.failed && !typed.unknown && !typed.bounced)
    return base::Error{base::ErrorKind::usage, "nothing is chosen", "",
                       "write --failed, --unknown or --bounced"};
  return with_act(setting, "mail retry", [&](Ledger& ledger) -> Result<Acted> {
    const auto moved = ledger.run(
        "UPDATE outbox SET state = 'queued', not_before = 0, attempts = 0, unknown_count = 0, interrupted = "
        "0 WHERE "
        "(state = 'failed' AND :failed = 1) OR (state = 'unknown' AND :unknown = 1) OR "
        "(state = 'bounced' AND :bounced = 1)",
        {{"failed", std::int64_t{typed.failed}},
         {"unknown", std::int64_t{typed.unknown}},
         {"bounced", std::int64_t{typed.bounced}}});
    if (!moved) return moved.error();
    return Acted{{{{"queued", *moved}}, counted(*moved, "mail is", "mails are") + " in the queue again.\n"},
                 counted(*moved, "mail", "mails")};
  });
}

Result<Answer> presets(const Setting& setting) {
  const auto all = read_presets(setting.share);
  if (!all) return all.error();
  Answer answer;
  answer.json["presets"] = ordered_json::array();
  for (const Preset& preset : *all) {
    answer.json["presets"].push_back({{"id", preset.id}, {"title", preset.title}});
    answer.text += fmt::format("{:<14} {}\n", preset.id, preset.title);
  }
  return answer;
}

}  // namespace

void add_mail(CLI::App& app, Work& chosen) {
  CLI::App* mail = app.add_subcommand("mail", "Send what was planned; read what came back");
  mail->require_subcommand(1);
  mail->footer(
      "mail.toml says from whom and over which server; see `mail presets`.\n"
      "Examples:\n"
      "  glasshouse-hr mail write-folder /tmp/look      look at every mail first\n"
      "  glasshouse-hr mail send                        until nothing may go any more\n"
      "  glasshouse-hr mail bounces /var/mail/hr");
  const auto typed = std::make_shared<Typed>();
  const auto add = [&](const char* name, const char* what, Work work) {
    CLI::App* command = mail->add_subcommand(name, what);
    command->callback([&chosen, work = std::move(work)] { chosen = work; });
    return command;
  };
  CLI::App* sent =
      add("send", "Send what may go now", [typed](const Setting& setting) { return send(setting, *typed); });
  sent->add_option("--profile", typed->profile, "mail.toml of the mailbox to send from");
  sent->add_flag("--keep-running", typed->send.keep_running, "Wait for mails whose time comes later");
  sent->add_option("--most", typed->send.at_most, "End after so many");
  CLI::App* written = add("write-folder", "Write every mail that may go now as .eml, .ics and merge.csv",
                          [typed](const Setting& setting) { return write(setting, *typed); });
  written->add_option("FOLDER", typed->place, "Where to")->required();
  written->add_option("--profile", typed->profile, "mail.toml of the mailbox that they are from");
  written->add_flag("--as-sent", typed->as_sent, "You send them yourself: they count as sent");
  add("status", "How the outbox stands, and which mails need you", status);
  add("bounces", "Read the mailbox that undelivered mail comes back to",
      [typed](const Setting& setting) { return bounces(setting, *typed); })
      ->add_option("MAILBOX", typed->place, "A mailbox file, or a Maildir")
      ->required();
  CLI::App* again = add("retry", "Put mails back into the queue",
                        [typed](const Setting& setting) { return retry(setting, *typed); });
  again->add_flag("--failed", typed->failed, "Those that were refused for good");
  again->add_flag("--unknown", typed->unknown, "Those that may have arrived");
  again->add_flag("--bounced", typed->bounced, "Those that came back");
  add("presets", "The mail services whose pace is known", presets);
}

}  // namespace gh::hr
