#include "hr/commands/commands.h"

#include "base/text.h"

namespace gh::hr {

base::Result<Answer> with_ledger(const Setting& setting,
                                 const std::function<base::Result<Answer>(Ledger&)>& work) {
  auto ledger = Ledger::open(setting.ledger);
  if (!ledger) return ledger.error();
  return work(*ledger);
}

base::Result<base::Day> day_typed(const std::string& text, const std::string& option) {
  const auto day = text.size() == 10 ? base::parse_day(text) : std::nullopt;
  if (day) return *day;
  return base::Error{base::ErrorKind::usage, "\"" + base::for_terminal(text) + "\" is no day", option,
                     "write it like 2026-11-02"};
}

}  // namespace gh::hr
