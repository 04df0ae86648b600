// The commands of `glasshouse-hr`, a file for each group. Each adds its words to the parser; when they are
// the ones that were written, `chosen` is what to do. Doing and printing are apart: an Answer is printed in
// one place, hr/command_line.cpp. --ledger, --today, --as and --json may stand anywhere and are known there.
#pragma once

#include <functional>
#include <string>

#include "hr/answer.h"
#include "hr/ledger.h"

namespace CLI {
class App;
}

namespace gh::hr {

using Work = std::function<base::Result<Answer>(const Setting&)>;

void add_roster(CLI::App& app, Work& chosen);
void add_campaign(CLI::App& app, Work& chosen);
void add_remind(CLI::App& app, Work& chosen);
void add_figures(CLI::App& app, Work& chosen);
void add_person(CLI::App& app, Work& chosen);
void add_notes(CLI::App& app, Work& chosen);
void add_duties(CLI::App& app, Work& chosen);
void add_mail(CLI::App& app, Work& chosen);
void add_receipts(CLI::App& app, Work& chosen);
void add_users(CLI::App& app, Work& chosen);
void add_acts(CLI::App& app, Work& chosen);
void add_desk(CLI::App& app, Work& chosen);

/// Opens the ledger of this run and does `work` with it.
base::Result<Answer> with_ledger(const Setting& setting,
                                 const std::function<base::Result<Answer>(Ledger&)>& work);

/// What was done, for the log of acts.
struct Acted {
  Answer answer;
  std::string subject = {};  // "campaign Autumn 2026", "person 17": never somebody's name
  bool changed = true;       // nothing else is kept, nor noted
};

/// The same in one transaction, noted in the log of acts as `act`.
base::Result<Answer> with_act(const Setting& setting, const std::string& act,
                              const std::function<base::Result<Acted>(Ledger&)>& work);

/// Notes what was done already, and kept bit by bit: mails that were sent, receipts that were taken.
base::Result<void> note_done(Ledger& ledger, const Setting& setting, const std::string& act,
                             const std::string& subject);

/// A day as typed with an option. err: usage, with the option's name
base::Result<base::Day> day_typed(const std::string& text, const std::string& option);

}  // namespace gh::hr
