// Monitoring notes: what the figures showed, what is done about it, by whom, until it is closed; as the
// monitoring section of the policy asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "hr/ledger.h"

namespace gh::hr {

struct Note {
  std::int64_t id = 0;
  std::string campaign;  // its name; empty for none
  std::string issue;     // what was seen
  std::string action;    // what is done about it
  std::string who;       // who does it
  std::string opened_on;
  std::optional<std::string> closed_on;
};

enum class NotesShown { open, all };

/// By number.
base::Result<std::vector<Note>> notes(Ledger& ledger, NotesShown shown);

/// err: usage without an issue or an action, no_input for a campaign that there is not
base::Result<Note> add_note(Ledger& ledger, const Note& note, base::Day today);

/// err: no_input when there is no open note of that number
base::Result<Note> close_note(Ledger& ledger, std::int64_t id, base::Day today);

}  // namespace gh::hr
