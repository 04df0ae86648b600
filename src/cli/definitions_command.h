// `glasshouse definitions`: for those who write scrapers/*.toml. Check them, see what each rule finds, begin
// a new one from a page, list what there is.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"

namespace gh::cli {

struct DefinitionsOptions {
  enum class Action { list, check, test, begin, table };
  Action action = Action::list;
  std::vector<std::string> files;  // definitions (.toml) and, for test, pages; for new a page or its address
  std::string url;                 // test, new: the page's address
  std::string write;               // table: the file whose table is brought up to date
  std::vector<std::string> allowed_hosts;  // new
  bool samples = false;                    // check: every definition must have its samples
  bool quiet = false;                      // test: only what differs
  bool json = false;                       // list: for machines
  bool no_cage = false;
};

/// returns done; bad_configuration when a definition has mistakes, lacks samples, or a sample differs
base::ExitCode run_definitions(const app::House& house, const DefinitionsOptions& options,
                               const Streams& streams);

}  // namespace gh::cli
