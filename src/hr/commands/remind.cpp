// `glasshouse-hr remind`: what is due, and into the outbox with it.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "hr/commands/commands.h"
#include "hr/figures.h"
#include "hr/reminders.h"

namespace gh::hr {
namespace {

using base::Result;

std::string words_of(const Planned& one) {
  std::string text = base::for_terminal(one.campaign) + ":\n";
  if (!one.school_day) text += "  today is no school day, so nobody is mailed\n";
  const std::pair<std::int64_t, std::pair<const char*, const char*>> lines[] = {
      {one.invitations, {"invitation", "invitations"}},
      {one.reminders, {"reminder", "reminders"}},
      {one.overdue, {"reminder that it is overdue", "reminders that it is overdue"}},
      {one.managers, {"count to a manager", "counts to managers"}},
      {one.joiners, {"person newly asked", "people newly asked"}},
      {one.withdrawn, {"person withdrawn", "people withdrawn"}},
      {one.reopened, {"person asked again", "people asked again"}},
      {one.superseded, {"waiting mail gave way", "waiting mails gave way"}}};
  const std::size_t begin = text.size();
  for (const auto& [number, words] : lines) {
    if (number > 0) text += fmt::format("  {}\n", counted(number, words.first, words.second));
  }
  return text.size() == begin && one.school_day ? text + "  nothing is due\n" : text;
}

ordered_json json_of(const Planned& one) {
  return {{"campaign", one.campaign},    {"school_day", one.school_day}, {"invitations", one.invitations},
          {"reminders", one.reminders},  {"overdue", one.overdue},       {"managers", one.managers},
          {"joiners", one.joiners},      {"withdrawn", one.withdrawn},   {"reopened", one.reopened},
          {"superseded", one.superseded}};
}

Result<Answer> remind(const Setting& setting, bool keep) {
  const auto plan = [&](Ledger& ledger) -> Result<Acted> {
    const auto planned = plan_reminders(ledger, setting.today, keep);
    if (!planned) return planned.error();
    if (keep) {
      if (auto frozen = freeze_all(ledger, setting.today); !frozen) return frozen.error();
    }
    Answer answer;
    answer.json = {{"today", base::format_day(setting.today)}, {"planned", keep}};
    answer.json["campaigns"] = ordered_json::array();
    for (const Planned& one : *planned) {
      answer.json["campaigns"].push_back(json_of(one));
      answer.text += words_of(one);
    }
    if (planned->empty()) answer.text += "No campaign is running.\n";
    answer.text += keep ? "Written into the outbox.\n" : "Nothing was changed; `remind plan` writes it.\n";
    return Acted{std::move(answer), base::format_day(setting.today), keep};
  };
  if (keep) return with_act(setting, "remind plan", plan);
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    auto planned = plan(ledger);
    if (!planned) return planned.error();
    return std::move(planned->answer);
  });
}

}  // namespace

void add_remind(CLI::App& app, Work& chosen) {
  CLI::App* group = app.add_subcommand("remind", "What is due to whom today");
  group->footer(
      "Examples:\n"
      "  glasshouse-hr remind due\n"
      "  glasshouse-hr remind plan --today 2026-11-20\n"
      "Run `remind plan` every morning. A day that was missed, or ten, does no harm: each person gets the "
      "one\n"
      "mail that is right today.");
  const auto keep = std::make_shared<bool>(false), look = std::make_shared<bool>(false);
  group->add_flag("--plan", *keep, "The same as `remind plan`");
  group->add_flag("--due", *look, "The same as `remind due`");
  group->callback([&chosen, group, keep, look] {
    if (!group->get_subcommands().empty()) return;
    if (*keep == *look) throw CLI::RequiredError("due or plan");
    chosen = [keep](const Setting& setting) { return remind(setting, *keep); };
  });
  group->add_subcommand("due", "How many mails are due; changes nothing")->callback([&chosen] {
    chosen = [](const Setting& setting) { return remind(setting, false); };
  });
  group->add_subcommand("plan", "Write what is due into the outbox, and freeze the week's figures")
      ->callback([&chosen] { chosen = [](const Setting& setting) { return remind(setting, true); }; });
}

}  // namespace gh::hr
