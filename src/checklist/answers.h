// What a person answered, and how far they are. Pure: no clock, no file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "checklist/checklist.h"

namespace gh::checklist {

enum class Reply { yes, no, not_sure, does_not_apply, keep };

std::string_view name(Reply reply);  // "yes", "no", "not_sure", "does_not_apply", "keep"
std::optional<Reply> reply_named(std::string_view name);

struct Answer {
  std::string item;  // Item::id
  Reply reply = Reply::not_sure;
  std::string reason;  // for keep; stays on this machine
  base::Day answered;

  bool operator==(const Answer&) const = default;
};

/// Whose device the walk is done on; a school's may be used for the checklist only.
enum class Device { unknown, own, school };
std::string_view name(Device device);  // "unknown", "own", "school"

/// How one item stands.
enum class Standing { open, good, to_do, unsure, not_applicable, kept };
std::string_view name(Standing standing);  // "open", "good", "to_do", "unsure", "not_applicable", "kept"
Standing standing(const Item& item, const Answer* answer);

/// The latest answer to an item, or null.
const Answer* find_answer(const std::vector<Answer>& answers, std::string_view item);

struct Progress {
  std::string section;  // id
  int answered = 0;
  int all = 0;
  std::string title = {};  // of the section, for people
};
/// One row a section that has questions, in order.
std::vector<Progress> progress(const Checklist& checklist, const std::vector<Answer>& answers);

/// The item that the walk goes on with: the one it stopped at when that is still there, else the first one
/// without an answer, else null (all answered).
const Item* resume_at(const Checklist& checklist, const std::vector<Answer>& answers,
                      std::string_view stopped_at);

}  // namespace gh::checklist
