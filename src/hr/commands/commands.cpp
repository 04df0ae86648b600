#include "hr/commands/commands.h"

#include "base/text.h"
#include "hr/act_log.h"

namespace gh::hr {

base::Result<Answer> with_ledger(const Setting& setting,
                                 const std::function<base::Result<Answer>(Ledger&)>& work) {
  auto ledger = Ledger::open(setting.ledger);
  if (!ledger) return ledger.error();
  return work(*ledger);
}

base::Result<Answer> with_act(const Setting& setting, const std::string& act,
                              const std::function<base::Result<Acted>(Ledger&)>& work) {
  return with_ledger(setting, [&](Ledger& ledger) -> base::Result<Answer> {
    auto transaction = Transaction::begin(ledger);
    if (!transaction) return transaction.error();
    auto acted = work(ledger);
    if (!acted) return acted.error();
    if (!acted->changed) return std::move(acted->answer);
    if (auto noted = note_act(ledger, {0, setting.now, setting.who, act, acted->subject}); !noted)
      return noted.error();
    if (auto done = transaction->commit(); !done) return done.error();
    return std::move(acted->answer);
  });
}

base::Result<void> note_done(Ledger& ledger, const Setting& setting, const std::string& act,
                             const std::string& subject) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  if (auto noted = note_act(ledger, {0, setting.now, setting.who, act, subject}); !noted) return noted;
  return transaction->commit();
}

base::Result<base::Day> day_typed(const std::string& text, const std::string& option) {
  const auto day = text.size() == 10 ? base::parse_day(text) : std::nullopt;
  if (day) return *day;
  return base::Error{base::ErrorKind::usage, "\"" + base::for_terminal(text) + "\" is no day", option,
                     "write it like 2026-11-02"};
}

}  // namespace gh::hr
