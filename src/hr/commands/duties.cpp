// `glasshouse-hr retention` and `glasshouse-hr templates`: what time erases, and what has to be written down.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "hr/commands/commands.h"
#include "hr/held.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct Typed {
  bool dry = false;
  std::string name, to, trust = "[your trust]", contact = "[your contact]";
};

Result<Answer> retain(const Setting& setting, bool keep) {
  const auto work = [&](Ledger& ledger) -> Result<Acted> {
    const auto gone = apply_retention(ledger, setting.today, keep);
    if (!gone) return gone.error();
    Answer answer;
    answer.json = {{"campaigns", gone->campaigns}, {"assignments", gone->assignments},
                   {"people", gone->people},       {"mail", gone->mail},
                   {"notes", gone->notes},         {"applied", keep}};
    answer.text = fmt::format("{} of campaigns before the last two, {} and {}\n{}",
                              counted(gone->assignments, "assignment", "assignments"),
                              counted(gone->mail, "mail", "mails"),
                              counted(gone->people, "person who left long ago", "people who left long ago"),
                              keep ? "Erased.\n" : "Nothing was erased; leave out --dry-run to do it.\n");
    return Acted{std::move(answer), "", keep};
  };
  if (keep) return with_act(setting, "retention", work);
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    auto gone = work(ledger);
    if (!gone) return gone.error();
    return std::move(gone->answer);
  });
}

Result<Answer> templates(const Setting& setting, const Typed& typed) {
  const std::filesystem::path folder = setting.share / "data" / "hr" / "templates";
  Answer answer;
  answer.json["templates"] = ordered_json::array();
  for (const auto& file : base::files_in(folder, ".md")) {
    const auto bytes = base::read_file(file);
    if (!bytes) return bytes.error();
    std::string text = *bytes;
    const std::string id = file.stem().string();
    const std::string title = text.substr(2, text.find('\n') - 2);
    answer.json["templates"].push_back({{"id", id}, {"title", title}});
    answer.text += fmt::format("{:<20} {}\n", id, title);
    if (id != typed.name) continue;
    for (const auto& [place, value] :
         {std::pair("{{trust}}", typed.trust), std::pair("{{contact}}", typed.contact),
          std::pair("{{date}}", base::spell_day(setting.today))}) {
      for (std::size_t at = 0; (at = text.find(place, at)) != text.npos; at += value.size())
        text.replace(at, std::string_view(place).size(), value);
    }
    if (typed.to.empty()) return Answer{{{"id", id}, {"title", title}, {"text", text}}, text};
    if (auto written = base::write_file(typed.to, text, false); !written) return written.error();
    return Answer{{{"id", id}, {"title", title}, {"written", typed.to}},
                  "Written to " + base::for_terminal(typed.to) + ".\n"};
  }
  if (typed.name.empty()) return answer;
  return Error{ErrorKind::no_input,
               fmt::format("there is no template \"{}\"", base::for_terminal(typed.name)), "",
               "see `glasshouse-hr templates`"};
}

}  // namespace

void add_duties(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Typed>();
  CLI::App* retention = app.add_subcommand("retention", "What is kept: this cycle and the one before");
  retention->require_subcommand(1);
  retention->footer("Examples:\n  glasshouse-hr retention run --dry-run\n  glasshouse-hr retention run");
  CLI::App* run = retention->add_subcommand("run", "Erase what is older; published figures stay");
  run->add_flag("--dry-run", typed->dry, "Tell, and erase nothing");
  run->callback([&chosen, typed] {
    chosen = [typed](const Setting& setting) { return retain(setting, !typed->dry); };
  });

  CLI::App* written =
      app.add_subcommand("templates", "Papers to start from: staff notice, DPIA, record of processing");
  written->footer(
      "Examples:\n"
      "  glasshouse-hr templates\n"
      "  glasshouse-hr templates staff-notice --trust \"Oak Trust\" --contact hr@oak.example --to notice.md");
  written->add_option("NAME", typed->name, "Which; without, which there are");
  written->add_option("--to", typed->to, "The file to write");
  written->add_option("--trust", typed->trust, "The employer's name");
  written->add_option("--contact", typed->contact, "Whom staff can ask");
  written->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return templates(setting, *typed); }; });
}

}  // namespace gh::hr
