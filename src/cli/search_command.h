// `glasshouse search`: the searches by which a stranger would look the person up, printed, opened in the
// person's own browser when they ask for it, and what they say of the pages they found. This program itself
// talks to nobody here.
#pragma once

#include <iosfwd>
#include <string>

#include "app/house.h"
#include "base/exit_code.h"

namespace gh::cli {

/// As typed. `search`, `search mark URL VERDICT` and `search hits`.
struct SearchOptions {
  enum class Action { list, mark, hits };
  Action action = Action::list;

  // search
  std::string engine;         // --engine ID; empty: the usual one
  bool all_engines = false;   // --all
  bool open = false;          // --open [N]
  int open_number = 0;        // the N of --open, from 1; 0: one after the other, asking each time
  bool ask_for_hits = false;  // ask after opening what was found; always so when `in` is a terminal

  // search mark
  std::string address;
  std::string verdict;  // me, not-me, not-sure
  int query = 0;        // --query N: the search that found it, from 1; 0: not said

  bool json = false;   // --json
  bool plain = false;  // --plain: no colours, no broken lines
};

/// Runs the command to its end; with open_number 0 until the last search, "q", or the end of `in`. Hits are
/// saved one by one as they are named.
/// returns done; failed when no browser could be started; usage for a number, engine, address or verdict that
/// cannot be meant, no_input when the person's name is not known, not_permitted on a school's device, or what
/// the vault's trouble maps to; the words are on `err`
base::ExitCode run_search(const app::House& house, const SearchOptions& options, std::istream& in,
                          std::ostream& out, std::ostream& err);

}  // namespace gh::cli
