// `glasshouse checklist`: the terminal's door to the walk. One thing a page, every key spelt out in words,
// and nothing that needs a key pressed without Enter, so that it works through pipes and screen readers
// alike. What the walk does is in app/walk.h.
#pragma once

#include <iosfwd>
#include <string>

#include "app/house.h"
#include "base/exit_code.h"

namespace gh::cli {

/// As typed. `list`, `json` and `answers_file` do not ask anything; without them the walk begins.
struct ChecklistOptions {
  std::string checklist = "social-media-policy";  // --checklist ID: which one
  bool plain = false;                             // --plain: no clearing, no colours, no broken lines
  std::string answers_file;                       // --answers FILE: take over answers (TOML), "-" for stdin
  bool list = false;                              // --list: every item and how it stands
  bool json = false;                              // --json: the same for machines
  bool review = false;                            // --review: through all items again, answered or not
  std::string section;  // --section ID: begin there; with list or json only that one
};

/// Runs the command to its end: all asked, stopped by the person, or the end of `in`. What was answered is
/// saved by then, and at any moment before.
/// returns done; bad_data for a bad answers file, no_input for one that is not there, bad_configuration for a
/// bad checklist, usage for an unknown section, or what the vault's trouble maps to; the words are on `err`
base::ExitCode run_checklist(const app::House& house, const ChecklistOptions& options, std::istream& in,
                             std::ostream& out, std::ostream& err);

}  // namespace gh::cli
