// The walk through a checklist, one page at a time. It knows no terminal and no browser: a door shows the
// page it gives and hands it what the person wants. Whatever is said is in the vault before the call returns,
// so a walk that was cut off at any moment goes on at the page that was shown last. Answers to items that a
// newer file no longer has stay in the vault, and are not looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "checklist/answers.h"
#include "checklist/answers_file.h"
#include "checklist/checklist.h"
#include "store/vault.h"

namespace gh::app {

/// Which items the walk stops at. In the first round and in the round of open ones those without an answer,
/// in a review all of them. What is still open at the end of a first round or a review is offered once more.
enum class Round { first, open_ones, review };

/// Whose device is this? The words are in Checklist::device.
struct DevicePage {};

/// One question. The pointers are good as long as the Walk.
struct ItemPage {
  const checklist::Item* item = nullptr;
  const checklist::Section* section = nullptr;
  int number = 0;  // "12 of 64": among all that are asked, from 1
  int all = 0;
  int number_in_section = 0;
  int all_in_section = 0;
  std::optional<checklist::Answer> earlier;
  Round round = Round::first;
};

/// How one item stands; `answer` is null while it is open.
struct ItemStanding {
  const checklist::Item* item = nullptr;
  const checklist::Section* section = nullptr;
  const checklist::Answer* answer = nullptr;
  checklist::Standing standing = checklist::Standing::open;
};

/// Nothing more to ask in this walk; some items may have been left open. Walk::standings() has the summary.
struct FinishedPage {};

using Page = std::variant<DevicePage, ItemPage, FinishedPage>;

class Walk {
 public:
  /// Goes on where the vault says that this checklist's walk stopped.
  static base::Result<Walk> resume(store::Vault vault, checklist::Checklist checklist);

  const checklist::Checklist& checklist() const { return checklist_; }
  checklist::Device device() const { return device_; }
  Page page() const;

  /// All that are asked, in order. The pointers are good until the next command.
  std::vector<ItemStanding> standings() const;
  std::vector<checklist::Progress> progress() const;

  /// The answer to the device page. On a school's device the checklist is all that may be done.
  base::Result<void> say_device(checklist::Device device);

  /// The answer to the item shown; goes on to the next page. `reason` must say something for keep, and is
  /// dropped for the others. err: usage when no item is shown or the reason is missing
  base::Result<void> answer(checklist::Reply reply, std::string_view reason, base::Day today);

  /// Leaves the item as it stands and goes on. err: usage when no item is shown
  base::Result<void> skip();

  /// To the page before; from the first item to the device question; nowhere from there.
  base::Result<void> back();

  /// To the item of that id (in either case). err: usage when nobody is asked about such an item
  base::Result<void> go_to(std::string_view item);

  /// To the first open item of a section, or its first. err: usage when there is nothing to ask in it
  base::Result<void> go_to_section(std::string_view section);

  /// From the first item through all of them, answered or not.
  base::Result<void> review();

  /// Takes over what a file answers; the walk then goes on at the first item that is still open.
  base::Result<void> take_over(const checklist::AnswersFile& file);

 private:
  Walk(store::Vault vault, checklist::Checklist checklist);
  bool is_open(const checklist::Item& item) const;
  std::size_t place_of_current() const;
  const checklist::Item* first_open() const;
  base::Result<void> move_to(const checklist::Item* item, Round round);
  base::Result<void> move_on();
  base::Result<void> save(const checklist::Answer& answer);

  store::Vault vault_;
  checklist::Checklist checklist_;
  std::vector<const checklist::Item*> asked_;  // into checklist_
  std::vector<checklist::Answer> answers_;     // as in the vault
  checklist::Device device_ = checklist::Device::unknown;
  const checklist::Item* current_ = nullptr;  // null when finished
  Round round_ = Round::first;
};

}  // namespace gh::app
