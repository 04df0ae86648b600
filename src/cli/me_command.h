// `glasshouse me`: who the person is and whom they work for, shown, set by options, or asked for one thing at
// a time. All of it is optional. What may be said is in app/me.h.
#pragma once

#include <iosfwd>
#include <vector>

#include "app/house.h"
#include "app/me.h"
#include "base/exit_code.h"

namespace gh::cli {

/// As typed. Without any of the first three the questions begin.
struct MeOptions {
  std::vector<app::Change> changes;  // --name, --school, --clear, … in the order in which they were given
  bool show = false;                 // --show: all of it in words
  bool json = false;                 // --json: all of it for machines
  bool plain = false;                // --plain: no colours, no broken lines
};

/// Makes the changes, then shows the person if asked to; or asks, saving each answer at once, until the last
/// question, "q", or the end of `in`.
/// returns done; usage for a change that cannot be meant (nothing is saved then), bad_configuration for a
/// me.toml that cannot be read, cannot_write; the words are on `err`
base::ExitCode run_me(const app::House& house, const MeOptions& options, std::istream& in, std::ostream& out,
                      std::ostream& err);

}  // namespace gh::cli
