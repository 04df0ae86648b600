// `glasshouse lexicon`: the official register of schools brought in, looked at, cut and forgotten.
#pragma once

#include <string>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

struct LexiconOptions {
  enum class Action { status, import, show, cut, forget };
  Action action = Action::status;
  std::string what;      // the file; words to look for; the trust
  std::string output;    // cut: a file in place of the screen
  bool dry_run = false;  // import: only tell what the file holds
  bool json = false;     // show: for machines
};

/// returns done; exit codes of errors: no_input without a file or list, bad_data for a file that is no
/// register, usage for a trust or school that is not there
base::ExitCode run_lexicon(const app::House& house, const LexiconOptions& options, const Streams& streams);

}  // namespace gh::cli
