#include "checklist/answers_file.h"

#include <fmt/format.h>
#include <optional>

#include "base/definition.h"
#include "base/text.h"

namespace gh::checklist {
namespace {

using base::DefinitionTable;

Device read_device(DefinitionTable& root) {
  const std::string device = root.choice("device", {"own", "school", "unsure"}, "");
  if (device.empty()) return Device::unknown;
  return device == "own" ? Device::own : Device::school;
}

std::vector<std::string> asked_ids(const Checklist& checklist) {
  std::vector<std::string> ids;
  for (const Item* item : employee_items(checklist)) ids.push_back(item->id);
  return ids;
}

// Notes a problem and is false when nobody is asked about an item of that id.
bool is_asked(DefinitionTable& table, const std::string& id, const Checklist& checklist) {
  const Item* item = checklist.item(id);
  if (item != nullptr && item->decides != Decides::organisation) return true;
  const std::string shown = base::for_terminal(id);
  if (item != nullptr) {
    table.problem(id, fmt::format("\"{}\" is the organisation's to answer; take this line out", shown));
    return false;
  }
  const std::vector<std::string> ids = asked_ids(checklist);
  const std::string_view near = base::nearest(id, ids);
  table.problem(id, near.empty()
                        ? fmt::format("the checklist has no item \"{}\"; take this line out", shown)
                        : fmt::format("the checklist has no item \"{}\"; did you mean \"{}\"?", shown, near));
  return false;
}

std::optional<Reply> read_reply(DefinitionTable& table, const std::string& id) {
  return reply_named(table.choice(id, {"yes", "no", "not_sure", "does_not_apply", "keep"}, ""));
}

std::string read_reason(std::optional<DefinitionTable>& reasons, const std::string& id) {
  if (!reasons || !reasons->has(id)) return "";
  return base::collapse_blanks(reasons->required_text(id));
}

void read_answer(DefinitionTable& table, const std::string& id, std::optional<DefinitionTable>& reasons,
                 base::Day today, AnswersFile& into) {
  const std::optional<Reply> reply = read_reply(table, id);
  if (!reply) return;
  Answer answer{id, *reply, "", today};
  if (*reply == Reply::keep) {
    answer.reason = read_reason(reasons, id);
    if (!reasons || !reasons->has(id)) {
      table.problem(id, fmt::format("\"keep\" needs a reason; write [reasons] with \"{}\" = \"…\"", id));
    }
  }
  into.answers.push_back(answer);
}

// A reason that belongs to no kept item is most likely a slip in its id.
void check_reasons(DefinitionTable& reasons, const AnswersFile& file, const Checklist& checklist) {
  for (const std::string& id : reasons.keys()) {
    if (!is_asked(reasons, id, checklist)) continue;
    const Answer* answer = find_answer(file.answers, id);
    if (answer != nullptr && answer->reply == Reply::keep) continue;
    reasons.problem(
        id, fmt::format("a reason goes with \"{}\" = \"keep\" under [answers]; write that, or take the "
                        "reason out",
                        id));
  }
}

}  // namespace

base::Result<AnswersFile> read_answers(const std::string& toml, const std::string& file,
                                       const Checklist& checklist, base::Day today) {
  base::DefinitionFile definition(toml, file);
  DefinitionTable root = definition.root();
  AnswersFile read;
  read.device = read_device(root);
  auto answers = root.table("answers");
  auto reasons = root.table("reasons");
  if (answers) {
    for (const std::string& id : answers->keys()) {
      if (is_asked(*answers, id, checklist)) read_answer(*answers, id, reasons, today, read);
    }
  }
  if (reasons) check_reasons(*reasons, read, checklist);
  if (auto error = definition.error()) {
    error->kind = base::ErrorKind::bad_data;
    return *error;
  }
  return read;
}

}  // namespace gh::checklist
