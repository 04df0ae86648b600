#include "checklist/answers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gh::checklist {
namespace {

constexpr std::array<std::pair<Reply, std::string_view>, 5> replies = {{
    {Reply::yes, "yes"},
    {Reply::no, "no"},
    {Reply::not_sure, "not_sure"},
    {Reply::does_not_apply, "does_not_apply"},
    {Reply::keep, "keep"},
}};

constexpr std::array<std::pair<Device, std::string_view>, 3> devices = {{
    {Device::unknown, "unknown"},
    {Device::own, "own"},
    {Device::school, "school"},
}};

constexpr std::array<std::pair<Standing, std::string_view>, 6> standings = {{
    {Standing::open, "open"},
    {Standing::good, "good"},
    {Standing::to_do, "to_do"},
    {Standing::unsure, "unsure"},
    {Standing::not_applicable, "not_applicable"},
    {Standing::kept, "kept"},
}};

template <class Rows, class Value>
std::string_view name_in(const Rows& rows, Value value) {
  return std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == value; })->second;
}

}  // namespace

std::string_view name(Reply reply) { return name_in(replies, reply); }
std::string_view name(Device device) { return name_in(devices, device); }
std::string_view name(Standing standing) { return name_in(standings, standing); }

std::optional<Reply> reply_named(std::string_view name) {
  for (const auto& [reply, word] : replies) {
    if (word == name) return reply;
  }
  return std::nullopt;
}

Standing standing(const Item& item, const Answer* answer) {
  if (answer == nullptr) return Standing::open;
  switch (answer->reply) {
    case Reply::not_sure:
      return Standing::unsure;
    case Reply::does_not_apply:
      return Standing::not_applicable;
    case Reply::keep:
      return Standing::kept;
    case Reply::yes:
    case Reply::no:
      break;
  }
  return name(answer->reply) == item.good ? Standing::good : Standing::to_do;
}

const Answer* find_answer(const std::vector<Answer>& answers, std::string_view item) {
  const auto latest = std::find_if(answers.rbegin(), answers.rend(),
                                   [&](const Answer& answer) { return answer.item == item; });
  return latest == answers.rend() ? nullptr : &*latest;
}

std::vector<Progress> progress(const Checklist& checklist, const std::vector<Answer>& answers) {
  std::vector<Progress> rows;
  const std::vector<const Item*> asked = employee_items(checklist);
  for (const Section& section : checklist.sections) {
    Progress row{section.id, 0, 0, section.title};
    for (const Item* item : asked) {
      if (item->section != section.id) continue;
      ++row.all;
      if (find_answer(answers, item->id) != nullptr) ++row.answered;
    }
    if (row.all != 0) rows.push_back(row);
  }
  return rows;
}

const Item* resume_at(const Checklist& checklist, const std::vector<Answer>& answers,
                      std::string_view stopped_at) {
  const Item* first_open = nullptr;
  for (const Item* item : employee_items(checklist)) {
    if (item->id == stopped_at) return item;
    if (first_open == nullptr && find_answer(answers, item->id) == nullptr) first_open = item;
  }
  return first_open;
}

}  // namespace gh::checklist
