#include "hr/calendar_view.h"

#include <algorithm>
#include <fmt/format.h>

namespace gh::hr {
namespace {

using base::Day;
using std::chrono::days;

std::string words_of(const Step& step) {
  switch (step.kind) {
    case StepKind::invitation:
      return "invitation";
    case StepKind::reminder:
      return fmt::format("reminder, {} {} before the deadline", step.number,
                         step.number == 1 ? "day" : "days");
    case StepKind::overdue:
      return fmt::format("overdue, week {}", step.number);
  }
  return "";
}

std::string cell(const CampaignPlan& plan, const std::vector<Happening>& all, Day day) {
  std::string marks;
  for (const Happening& one : all) {
    if (one.day == day && marks.find(one.mark) == marks.npos) marks += one.mark;
  }
  const unsigned number = unsigned{std::chrono::year_month_day{day}.day()};
  if (!marks.empty()) return fmt::format(" {:>2}{:<2}", number, marks.substr(0, 2));
  return is_school_day(plan.calendar, day) ? fmt::format(" {:>2}  ", number) : "  .  ";
}

std::string draw_month(const CampaignPlan& plan, const std::vector<Happening>& all,
                       std::chrono::year_month month) {
  const Day first = Day{month / 1}, last = Day{month / std::chrono::last};
  std::string title = base::spell_day(first);
  std::string text = title.substr(title.find(' ') + 1) + "\n  Mo   Tu   We   Th   Fr   Sa   Su\n";
  const unsigned before = std::chrono::weekday{first}.iso_encoding() - 1;
  text += std::string(std::size_t{5} * before, ' ');
  for (Day day = first; day <= last; day += days{1}) {
    text += cell(plan, all, day);
    if (std::chrono::weekday{day} == std::chrono::Sunday && day != last) text += "\n";
  }
  return text + "\n\n";
}

}  // namespace

std::vector<Happening> happenings(const CampaignPlan& plan) {
  std::vector<Happening> all;
  for (const Step& step : steps_for(plan, plan.opens_on, plan.deadline)) {
    const char mark = step.kind == StepKind::invitation ? 'I' : step.kind == StepKind::reminder ? 'R' : 'O';
    all.push_back({step.day, mark, words_of(step)});
  }
  all.push_back({plan.deadline, 'D', "deadline"});
  if (const auto day = manager_day(plan))
    all.push_back({*day, 'M', "the schools' managers are told a count, no names"});
  std::stable_sort(all.begin(), all.end(),
                   [](const Happening& a, const Happening& b) { return a.day < b.day; });
  return all;
}

std::string draw_months(const CampaignPlan& plan, const std::vector<Happening>& all) {
  if (all.empty()) return "";
  const auto month_of = [](Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
  };
  std::string text;
  for (auto month = month_of(all.front().day); month <= month_of(all.back().day);
       month += std::chrono::months{1})
    text += draw_month(plan, all, month);
  return text;
}

}  // namespace gh::hr
