// `glasshouse-hr notes`: what the figures showed, what is done about it, by whom, until it is closed; as the
// monitoring section of the policy asks.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "hr/campaign.h"
#include "hr/commands/commands.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct Typed {
  std::string campaign, issue, action, owner;
  std::int64_t id = 0;
  bool all = false;
};

ordered_json read_note(const Row& row) {
  return {{"id", row.integer(0)},
          {"campaign", row.text(1)},
          {"issue", row.text(2)},
          {"action", row.text(3)},
          {"who", row.text(4)},
          {"opened_on", row.text(5)},
          {"closed_on", row.is_null(6) ? ordered_json(nullptr) : ordered_json(row.text(6))}};
}

std::string line_of(const ordered_json& note) {
  const bool open = note["closed_on"].is_null();
  return fmt::format("{}. {} ({}; {}; {})\n", note["id"].get<std::int64_t>(),
                     base::for_terminal(note["issue"].get<std::string>()),
                     base::for_terminal(note["action"].get<std::string>()),
                     base::for_terminal(note["who"].get<std::string>()),
                     open ? "open since " + note["opened_on"].get<std::string>()
                          : "closed on " + note["closed_on"].get<std::string>());
}

Result<Answer> list(Ledger& ledger, std::string_view which, const Binds& binds) {
  const auto notes =
      ledger.rows(fmt::format("SELECT n.id, COALESCE(c.name, ''), n.issue, n.action, n.who, n.opened_on, "
                              "n.closed_on FROM notes n "
                              "LEFT JOIN campaigns c ON c.id = n.campaign WHERE {} ORDER BY n.id",
                              which),
                  7, binds, read_note);
  if (!notes) return notes.error();
  Answer answer;
  answer.json["notes"] = *notes;
  for (const ordered_json& note : *notes) answer.text += line_of(note);
  if (notes->empty()) answer.text = "No notes.\n";
  return answer;
}

Result<Answer> add(const Setting& setting, const Typed& typed) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    Value campaign;
    if (!typed.campaign.empty()) {
      const auto found = find_campaign(ledger, typed.campaign);
      if (!found) return found.error();
      campaign = found->id;
    }
    const auto kept = ledger.run(
        "INSERT INTO notes (campaign, issue, action, who, opened_on) VALUES (:campaign, :issue, :action, "
        ":who, "
        ":today)",
        {{"campaign", campaign},
         {"issue", typed.issue},
         {"action", typed.action},
         {"who", typed.owner.empty() ? setting.who : typed.owner},
         {"today", value_of(setting.today)}});
    if (!kept) return kept.error();
    return list(ledger, "n.id = (SELECT MAX(id) FROM notes)", {});
  });
}

Result<Answer> close(const Setting& setting, const Typed& typed) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto closed = ledger.run("UPDATE notes SET closed_on = :today WHERE id = :id AND closed_on IS NULL",
                                   {{"today", value_of(setting.today)}, {"id", typed.id}});
    if (!closed) return closed.error();
    if (*closed == 0)
      return Error{ErrorKind::no_input, fmt::format("there is no open note {}", typed.id), "",
                   "see `glasshouse-hr notes list`"};
    return list(ledger, "n.id = :id", {{"id", typed.id}});
  });
}

}  // namespace

void add_notes(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Typed>();
  CLI::App* group = app.add_subcommand("notes", "What the figures showed, and what is done about it");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n"
      "  glasshouse-hr notes add \"Few are done at Oak Primary\" --action \"Offer time on the training day\" "
      "--who Ann\n"
      "  glasshouse-hr notes list\n"
      "  glasshouse-hr notes close 1");
  CLI::App* added = group->add_subcommand("add", "Write one down");
  added->add_option("ISSUE", typed->issue, "What was seen")->required();
  added->add_option("--action", typed->action, "What is done about it")->required();
  added->add_option("--who", typed->owner, "Who does it (you)");
  added->add_option("--campaign", typed->campaign, "Which campaign it is about");
  added->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return add(setting, *typed); }; });
  CLI::App* listed = group->add_subcommand("list", "Those that are open");
  listed->add_flag("--all", typed->all, "The closed ones too");
  listed->callback([&chosen, typed] {
    chosen = [typed](const Setting& setting) {
      return with_ledger(setting, [&](Ledger& ledger) {
        return list(ledger, typed->all ? "n.id > 0" : "n.closed_on IS NULL", {});
      });
    };
  });
  CLI::App* closed = group->add_subcommand("close", "It is settled");
  closed->add_option("NUMBER", typed->id, "Which")->required();
  closed->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return close(setting, *typed); }; });
}

}  // namespace gh::hr
