// `glasshouse-hr person`: what is held about somebody, and exceptions for them.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "hr/commands/commands.h"
#include "hr/held.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct Typed {
  std::string address, from, until, to, confirm;
  bool end = false;
};

using With = std::function<Result<Answer>(Ledger&, const Person&)>;
Result<Answer> with_person(const Setting& setting, const std::string& address, const With& work) {
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    const auto person = find_person(ledger, address);
    if (!person) return person.error();
    return work(ledger, *person);
  });
}

// The same as an act that is noted, by the number of the person's row.
Result<Answer> act_on_person(const Setting& setting, const std::string& address, const std::string& act,
                             const With& work) {
  return with_act(setting, act, [&](Ledger& ledger) -> Result<Acted> {
    const auto person = find_person(ledger, address);
    if (!person) return person.error();
    auto answer = work(ledger, *person);
    if (!answer) return answer.error();
    return Acted{std::move(*answer), fmt::format("person {}", person->id)};
  });
}

Result<Answer> show(Ledger& ledger, const Person& person) {
  auto held = everything_about(ledger, person);
  if (!held) return held.error();
  return Answer{{{"held", *held}}, spell_held(*held) + "That is all that is held.\n"};
}

Result<Answer> export_to(Ledger& ledger, const Person& person, const std::string& to) {
  auto held = everything_about(ledger, person);
  if (!held) return held.error();
  const ordered_json all{{"schema", 1}, {"held", *held}};
  if (to.empty()) return Answer{{{"held", *held}}, all.dump(2) + "\n"};
  if (auto written = base::write_file(to, all.dump(2) + "\n", true); !written) return written.error();
  return Answer{{{"written", to}}, "Written to " + base::for_terminal(to) + ", readable by you only.\n"};
}

Result<Answer> erase_person(Ledger& ledger, const Person& person, const Typed& typed) {
  if (base::lower_ascii(typed.confirm) != base::lower_ascii(person.address))
    return Error{ErrorKind::not_permitted, "nothing was erased", base::for_terminal(person.address),
                 "to do it, write the address again, with --confirm"};
  const auto gone = erase(ledger, person);
  if (!gone) return gone.error();
  return Answer{
      {{"erased", typed.address}, {"rows", *gone}},
      "Erased. What stays is a count in each campaign, without a name. If the next staff list still has "
      "this person, importing it brings them back.\n"};
}

Result<Answer> except(Ledger& ledger, const Person& person, const std::string& kind, const Setting& setting,
                      const Typed& typed) {
  Absence absence{kind, setting.today, std::nullopt, typed.end};
  if (!typed.from.empty()) {
    const auto from = day_typed(typed.from, "--from");
    if (!from) return from.error();
    absence.from = *from;
  }
  if (!typed.until.empty()) {
    const auto until = day_typed(typed.until, "--until");
    if (!until) return until.error();
    absence.until = *until;
  }
  const auto set = set_absence(ledger, person, absence, setting.who, setting.today);
  if (!set) return set.error();
  const std::string words = kind == "leave" ? "on leave: nobody mails them" : "exempt";
  return Answer{
      {{"email", person.address},
       {"kind", kind},
       {"from", base::format_day(absence.from)},
       {"until", absence.until ? ordered_json(base::format_day(*absence.until)) : ordered_json(nullptr)},
       {"ended", typed.end},
       {"changed", *set}},
      typed.end ? fmt::format("{} is no longer {} from {} on.\n", base::for_terminal(person.name),
                              kind == "leave" ? "on leave" : "exempt", base::spell_day(absence.from))
                : fmt::format("{} is {}, from {}{}. No reason is kept.\n", base::for_terminal(person.name),
                              words, base::spell_day(absence.from),
                              absence.until ? " to " + base::spell_day(*absence.until) : "")};
}

}  // namespace

void add_person(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Typed>();
  CLI::App* group = app.add_subcommand("person", "What is held about somebody, and exceptions for them");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n"
      "  glasshouse-hr person show ann.tull@oak.example\n"
      "  glasshouse-hr person export ann.tull@oak.example --to ann.json\n"
      "  glasshouse-hr person leave ann.tull@oak.example --until 2027-01-04\n"
      "  glasshouse-hr person exempt ann.tull@oak.example --end\n"
      "  glasshouse-hr person erase ann.tull@oak.example --confirm ann.tull@oak.example");
  // `act`: what stands in the log of acts; empty for what only looks.
  const auto add = [&](const char* name, const char* what, const std::string& act,
                       std::function<Result<Answer>(Ledger&, const Person&, const Setting&)> work) {
    CLI::App* command = group->add_subcommand(name, what);
    command->add_option("EMAIL", typed->address, "Whose")->required();
    command->callback([&chosen, typed, act, work] {
      chosen = [typed, act, work](const Setting& setting) {
        const With with = [&](Ledger& ledger, const Person& person) { return work(ledger, person, setting); };
        return act.empty() ? with_person(setting, typed->address, with)
                           : act_on_person(setting, typed->address, act, with);
      };
    });
    return command;
  };
  add("show", "All that is held, on one screen", "",
      [](Ledger& ledger, const Person& person, const Setting&) { return show(ledger, person); });
  add("export", "The same as a file for them", "",
      [typed](Ledger& ledger, const Person& person, const Setting&) {
        return export_to(ledger, person, typed->to);
      })
      ->add_option("--to", typed->to, "The file to write");
  add("erase", "Forget them; counts stay, without a name", "person erase",
      [typed](Ledger& ledger, const Person& person, const Setting&) {
        return erase_person(ledger, person, *typed);
      })
      ->add_option("--confirm", typed->confirm, "The address again");
  for (const std::string kind : {"leave", "exempt"}) {
    CLI::App* command =
        add(kind.c_str(), kind == "leave" ? "No mail while they are away" : "Not asked at all",
            "person " + kind, [typed, kind](Ledger& ledger, const Person& person, const Setting& setting) {
              return except(ledger, person, kind, setting, *typed);
            });
    command->add_option("--from", typed->from, "The first day of it (today)");
    auto* until =
        command->add_option("--until", typed->until, "The last day of it; without, until you end it");
    command->add_flag("--end", typed->end, "It ends; mail goes on as of --from")->excludes(until);
  }
}

}  // namespace gh::hr
