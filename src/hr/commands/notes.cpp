// `glasshouse-hr notes`: what the figures showed, and what is done about it.
#include "hr/notes.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "hr/commands/commands.h"

namespace gh::hr {
namespace {

using base::Result;

struct Typed {
  std::string campaign, issue, action, owner;
  std::int64_t id = 0;
  bool all = false;
};

ordered_json json_of(const Note& note) {
  return {{"id", note.id},
          {"campaign", note.campaign},
          {"issue", note.issue},
          {"action", note.action},
          {"who", note.who},
          {"opened_on", note.opened_on},
          {"closed_on", note.closed_on ? ordered_json(*note.closed_on) : ordered_json(nullptr)}};
}

std::string line_of(const Note& note) {
  return fmt::format("{}. {} ({}; {}; {})\n", note.id, base::for_terminal(note.issue),
                     base::for_terminal(note.action), base::for_terminal(note.who),
                     note.closed_on ? "closed on " + *note.closed_on : "open since " + note.opened_on);
}

Answer tell(const std::vector<Note>& all) {
  Answer answer;
  answer.json["notes"] = ordered_json::array();
  for (const Note& note : all) {
    answer.json["notes"].push_back(json_of(note));
    answer.text += line_of(note);
  }
  if (all.empty()) answer.text = "No notes.\n";
  return answer;
}

Result<Answer> list(const Setting& setting, const Typed& typed) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto all = notes(ledger, typed.all ? NotesShown::all : NotesShown::open);
    if (!all) return all.error();
    return tell(*all);
  });
}

Result<Answer> add(const Setting& setting, const Typed& typed) {
  return with_act(setting, "notes add", [&](Ledger& ledger) -> Result<Acted> {
    const Note note{
        0, typed.campaign, typed.issue, typed.action, typed.owner.empty() ? setting.who : typed.owner, {},
        {}};
    const auto kept = add_note(ledger, note, setting.today);
    if (!kept) return kept.error();
    return Acted{tell({*kept}), fmt::format("note {}", kept->id)};
  });
}

Result<Answer> close(const Setting& setting, const Typed& typed) {
  return with_act(setting, "notes close", [&](Ledger& ledger) -> Result<Acted> {
    const auto closed = close_note(ledger, typed.id, setting.today);
    if (!closed) return closed.error();
    return Acted{tell({*closed}), fmt::format("note {}", closed->id)};
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
  listed->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return list(setting, *typed); }; });
  CLI::App* closed = group->add_subcommand("close", "It is settled");
  closed->add_option("NUMBER", typed->id, "Which")->required();
  closed->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return close(setting, *typed); }; });
}

}  // namespace gh::hr
