#include "app/walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace gh::app {
namespace {

using base::Result;
using checklist::Item;

base::Error refused(std::string what, std::string hint) {
  return {base::ErrorKind::usage, std::move(what), "", std::move(hint)};
}

base::Error no_question() {
  return refused("no question is being asked now", "go back, or go to one of the questions");
}

// The place in the vault: the item's id, and a word for every round but the first. Ids have no blanks.
constexpr std::array<std::pair<Round, std::string_view>, 3> rounds = {{
    {Round::first, ""},
    {Round::open_ones, " again"},
    {Round::review, " review"},
}};

std::string write_place(const Item* item, Round round) {
  if (item == nullptr) return "";
  const auto row =
      std::find_if(rounds.begin(), rounds.end(), [&](const auto& one) { return one.first == round; });
  return item->id + std::string(row->second);
}

std::pair<std::string, Round> read_place(const std::string& place) {
  const std::size_t blank = std::min(place.find(' '), place.size());
  for (const auto& [round, word] : rounds) {
    if (place.substr(blank) == word) return {place.substr(0, blank), round};
  }
  return {place.substr(0, blank), Round::first};
}

}  // namespace

Walk::Walk(store::Vault vault, checklist::Checklist checklist)
    : vault_(std::move(vault)), checklist_(std::move(checklist)), asked_(employee_items(checklist_)) {}

Result<Walk> Walk::resume(store::Vault vault, checklist::Checklist checklist) {
  Walk walk(std::move(vault), std::move(checklist));
  auto answers = walk.vault_.answers(walk.checklist_.id);
  if (!answers) return answers.error();
  const auto place = walk.vault_.position(walk.checklist_.id);
  if (!place) return place.error();
  const auto device = walk.vault_.device();
  if (!device) return device.error();
  const auto [item, round] = read_place(*place);
  walk.answers_ = std::move(*answers);
  walk.device_ = *device;
  walk.current_ = resume_at(walk.checklist_, walk.answers_, item);
  walk.round_ = walk.current_ != nullptr && walk.current_->id == item ? round : Round::first;
  return walk;
}

bool Walk::is_open(const Item& item) const { return find_answer(answers_, item.id) == nullptr; }

// asked_.size() when finished.
std::size_t Walk::place_of_current() const {
  return static_cast<std::size_t>(std::find(asked_.begin(), asked_.end(), current_) - asked_.begin());
}

const Item* Walk::first_open() const {
  const auto found =
      std::find_if(asked_.begin(), asked_.end(), [&](const Item* item) { return is_open(*item); });
  return found == asked_.end() ? nullptr : *found;
}

Page Walk::page() const {
  if (device_ == checklist::Device::unknown) return DevicePage{};
  if (current_ == nullptr) return FinishedPage{};
  ItemPage page;
  page.item = current_;
  page.section = checklist_.section(current_->section);
  page.number = static_cast<int>(place_of_current()) + 1;
  page.all = static_cast<int>(asked_.size());
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    if (asked_[i]->section != current_->section) continue;
    ++page.all_in_section;
    if (i < static_cast<std::size_t>(page.number)) ++page.number_in_section;
  }
  if (const checklist::Answer* earlier = find_answer(answers_, current_->id)) page.earlier = *earlier;
  page.round = round_;
  return page;
}

std::vector<ItemStanding> Walk::standings() const {
  std::vector<ItemStanding> rows;
  for (const Item* item : asked_) {
    const checklist::Answer* answer = find_answer(answers_, item->id);
    rows.push_back({item, checklist_.section(item->section), answer, standing(*item, answer)});
  }
  return rows;
}

std::vector<checklist::Progress> Walk::progress() const { return checklist::progress(checklist_, answers_); }

Result<void> Walk::move_to(const Item* item, Round round) {
  if (auto saved = vault_.save_position(checklist_.id, write_place(item, round)); !saved) return saved;
  current_ = item;
  round_ = item == nullptr ? Round::first : round;
  return {};
}

Result<void> Walk::move_on() {
  const auto after = asked_.begin() + static_cast<std::ptrdiff_t>(place_of_current()) + 1;
  const auto next = std::find_if(after, asked_.end(),
                                 [&](const Item* item) { return round_ == Round::review || is_open(*item); });
  if (next != asked_.end()) return move_to(*next, round_);
  return move_to(round_ == Round::open_ones ? nullptr : first_open(), Round::open_ones);
}

Result<void> Walk::save(const checklist::Answer& answer) {
  if (auto saved = vault_.save_answer(checklist_.id, answer); !saved) return saved;
  std::erase_if(answers_, [&](const checklist::Answer& old) { return old.item == answer.item; });
  answers_.push_back(answer);
  return {};
}

Result<void> Walk::say_device(checklist::Device device) {
  if (auto saved = vault_.save_device(device); !saved) return saved;
  device_ = device;
  return {};
}

Result<void> Walk::answer(checklist::Reply reply, std::string_view reason, base::Day today) {
  if (!std::holds_alternative<ItemPage>(page())) return no_question();
  const bool keeps = reply == checklist::Reply::keep;
  const std::string why = keeps ? base::collapse_blanks(base::make_utf8(reason)) : "";
  if (keeps && why.empty())
    return refused("what is kept needs a reason", "say in a few words why you keep it");
  if (auto saved = save({current_->id, reply, why, today}); !saved) return saved;
  return move_on();
}

Result<void> Walk::skip() {
  if (!std::holds_alternative<ItemPage>(page())) return no_question();
  return move_on();
}

Result<void> Walk::back() {
  if (device_ == checklist::Device::unknown) return {};
  const std::size_t place = place_of_current();
  return place == 0 ? say_device(checklist::Device::unknown) : move_to(asked_[place - 1], round_);
}

Result<void> Walk::go_to(std::string_view id) {
  const auto found = std::find_if(asked_.begin(), asked_.end(),
                                  [&](const Item* item) { return base::equal_ignoring_case(item->id, id); });
  if (found != asked_.end()) return move_to(*found, round_);
  return refused("there is no question \"" + base::for_terminal(id) + "\"",
                 "the list of all questions has their names");
}

Result<void> Walk::go_to_section(std::string_view section) {
  const auto in_section = [&](const Item* item) { return base::equal_ignoring_case(item->section, section); };
  auto found = std::find_if(asked_.begin(), asked_.end(),
                            [&](const Item* item) { return in_section(item) && is_open(*item); });
  if (found == asked_.end()) found = std::find_if(asked_.begin(), asked_.end(), in_section);
  if (found != asked_.end()) return move_to(*found, round_);
  std::vector<std::string> names;
  for (const checklist::Progress& row : progress()) names.push_back(row.section);
  return refused("there is no section \"" + base::for_terminal(section) + "\"",
                 "write one of: " + base::join(names, ", "));
}

Result<void> Walk::review() { return move_to(asked_.empty() ? nullptr : asked_.front(), Round::review); }

Result<void> Walk::take_over(const checklist::AnswersFile& file) {
  if (file.device != checklist::Device::unknown) {
    if (auto saved = say_device(file.device); !saved) return saved;
  }
  for (const checklist::Answer& answer : file.answers) {
    if (auto saved = save(answer); !saved) return saved;
  }
  if (auto moved = move_to(nullptr, Round::first); !moved) return moved;
  current_ = first_open();
  return {};
}

}  // namespace gh::app
