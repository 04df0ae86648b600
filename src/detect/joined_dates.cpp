#include "detect/joined_dates.h"

#include <algorithm>

#include "base/date.h"

namespace gh::detect {
namespace {

// One value, however often; nothing more once there are two.
struct Only {
  const Finding* finding = nullptr;
  bool several = false;

  void see(const Finding& one) {
    several = several || (finding != nullptr && finding->value != one.value);
    if (finding == nullptr) finding = &one;
  }
  explicit operator bool() const { return finding != nullptr && !several; }
};

}  // namespace

void join_birth_dates(std::vector<Finding>& findings) {
  Only year, day, month;
  for (const Finding& finding : findings) {
    if (finding.kind != Kind::birth_date || finding.whose != Whose::self) continue;
    const auto date = base::parse_edtf(finding.value);
    if (!date) continue;
    if (date->year != 0 && date->month != 0) return;
    if (date->year == 0) (date->day != 0 ? day : month).see(finding);
    if (date->year != 0 && finding.evidence.text == finding.value) year.see(finding);
  }
  const Only& rest = day.finding != nullptr ? day : month;
  if (!year || !rest) return;
  base::PartialDate whole = *base::parse_edtf(rest.finding->value);
  whole.year = base::parse_edtf(year.finding->value)->year;
  if (!base::can_exist(whole)) return;
  Finding joined = *year.finding;
  joined.value = base::format_edtf(whole);
  joined.certainty = Certainty::likely;
  joined.rule = "birth-date.joined";
  findings.push_back(std::move(joined));
}

}  // namespace gh::detect
