// `glasshouse facts`: what a page says to machines.
#pragma once

#include <string>

#include "app/house.h"
#include "cli/common.h"

namespace gh::cli {

struct FactsOptions {
  std::string file;            // "-" for standard input
  std::string url;             // where the page was, for addresses that it gives relative to it
  std::string syntax = "all";  // see app::fact_syntaxes()
  bool no_cage = false;        // for tests
};

/// Prints one JSON object. done; partly_unchecked when the page could not be read, or not to its end.
base::ExitCode run_facts(const FactsOptions& options, const Streams& streams);

}  // namespace gh::cli
