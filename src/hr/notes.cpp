#include "hr/notes.h"

#include <fmt/format.h>

#include "hr/campaign.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Note read_note(const Row& row) {
  return {row.integer(0),
          row.text(1),
          row.text(2),
          row.text(3),
          row.text(4),
          row.text(5),
          row.is_null(6) ? std::nullopt : std::optional(row.text(6))};
}

Result<std::vector<Note>> notes_where(Ledger& ledger, std::string_view which, const Binds& binds = {}) {
  return ledger.rows(fmt::format("SELECT n.id, COALESCE(c.name, ''), n.issue, n.action, n.who, n.opened_on, "
                                 "n.closed_on FROM notes n "
                                 "LEFT JOIN campaigns c ON c.id = n.campaign WHERE {} ORDER BY n.id",
                                 which),
                     7, binds, read_note);
}

Result<Note> one_note(Ledger& ledger, std::string_view which, const Binds& binds = {}) {
  const auto found = notes_where(ledger, which, binds);
  if (!found) return found.error();
  if (found->empty()) return Error{ErrorKind::failed, "the note is gone", "", "try again"};
  return found->front();
}

}  // namespace

Result<std::vector<Note>> notes(Ledger& ledger, NotesShown shown) {
  return notes_where(ledger, shown == NotesShown::all ? "n.id > 0" : "n.closed_on IS NULL");
}

Result<Note> add_note(Ledger& ledger, const Note& note, base::Day today) {
  if (note.issue.empty() || note.action.empty())
    return Error{ErrorKind::usage, "a note says what was seen and what is done about it", "", "write both"};
  Value campaign;
  if (!note.campaign.empty()) {
    const auto found = find_campaign(ledger, note.campaign);
    if (!found) return found.error();
    campaign = found->id;
  }
  const auto kept = ledger.run(
      "INSERT INTO notes (campaign, issue, action, who, opened_on) VALUES (:campaign, :issue, :action, :who, "
      ":today)",
      {{"campaign", campaign},
       {"issue", note.issue},
       {"action", note.action},
       {"who", note.who},
       {"today", value_of(today)}});
  if (!kept) return kept.error();
  return one_note(ledger, "n.id = (SELECT MAX(id) FROM notes)");
}

Result<Note> close_note(Ledger& ledger, std::int64_t id, base::Day today) {
  const auto closed = ledger.run("UPDATE notes SET closed_on = :today WHERE id = :id AND closed_on IS NULL",
                                 {{"today", value_of(today)}, {"id", id}});
  if (!closed) return closed.error();
  if (*closed == 0)
    return Error{ErrorKind::no_input, fmt::format("there is no open note {}", id), "",
                 "see `glasshouse-hr notes list`"};
  return one_note(ledger, "n.id = :id", {{"id", id}});
}

}  // namespace gh::hr
